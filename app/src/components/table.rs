//! Tables of staff pages: they scroll sideways inside their own frame on narrow screens.

use leptos::prelude::*;

/// A table that scrolls by itself and can be scrolled with the keyboard.
#[component]
pub fn ScrollTable(
    /// Says what the region is.
    label: String,
    /// Column names; `true` for figures, which stand at the right.
    head: Vec<(&'static str, bool)>,
    /// Rows.
    children: Children,
) -> impl IntoView {
    let head: Vec<_> = head
        .into_iter()
        .map(
            |(name, figure)| view! { <th scope="col" class=figure.then_some("figure")>{name}</th> },
        )
        .collect();
    view! {
        <div class="scroll" role="region" aria-label=label tabindex="0">
            <table>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
