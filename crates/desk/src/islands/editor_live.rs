//! Makes the product editor comfortable where scripts run. The form stays as the server rendered it: the island changes its
//! fields, and the same buttons post them.

#[cfg(feature = "hydrate")]
mod drag;
#[cfg(feature = "hydrate")]
mod keys;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(any(feature = "hydrate", test))]
mod rule;

use leptos::prelude::*;

/// Stands in `filled` for the number of rows.
pub const COUNT: &str = "#";

/// Marks the form as 未保存 from the first typing on, asks before typing is lost, fills the matrix in place, goes through it
/// row by row with Enter and the arrows, and puts pictures in order by dragging.
#[island]
pub fn EditorLive(
    /// What the mark says at first: the same as `unsaved`, or nothing.
    shown: String,
    /// 未保存.
    unsaved: String,
    /// Announced after 填入, with [`COUNT`] in it.
    filled: String,
) -> impl IntoView {
    let mark = RwSignal::new(shown);
    #[cfg(feature = "hydrate")]
    live::start(live::Words {
        mark,
        unsaved,
        filled,
    });
    #[cfg(not(feature = "hydrate"))]
    drop((unsaved, filled));
    let is_marked = move || mark.with(|words| !words.is_empty());
    // The chip of `kit`, which the bundle does not hold.
    view! {
        <span class:chip=is_marked class:tone-amber=is_marked role="status">
            {move || mark.get()}
        </span>
    }
}
