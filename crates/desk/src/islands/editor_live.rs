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

/// Stands for the number of rows in the words for 填入.
pub const COUNT: &str = "#";

/// Marks the form as 未保存 from the first typing on, asks before typing is lost, fills the matrix in place, goes through it
/// row by row with Enter and the arrows, and puts pictures in order by dragging.
///
/// It shows nothing of its own, and has no props: reading them would make the bundle larger by a third. Its words are on the
/// page.
#[island]
pub fn EditorLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    live::start();
}
