//! Tables of staff pages. On narrow screens they scroll sideways inside their frame.

use crate::text::Text;
use leptos::prelude::*;

/// A column: its name, and `true` for numbers, which are aligned to the right.
pub type Column = (&'static str, bool);

/// A table in a frame that scrolls, with the keyboard too.
#[component]
pub fn ScrollTable(
    /// Name of the region for screen readers.
    label: String,
    /// The columns.
    head: Vec<Column>,
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

/// The table of a list, or a text if it has no rows.
#[component]
pub fn ListTable(
    /// Words.
    t: &'static Text,
    /// Name of the list.
    title: &'static str,
    /// The columns.
    head: Vec<Column>,
    /// The rows.
    rows: Vec<AnyView>,
    /// Text if there are no rows.
    none: &'static str,
    /// CSS class of that text: `empty` if the list is the page, `hint` inside a page.
    #[prop(default = "empty")]
    none_class: &'static str,
) -> impl IntoView {
    if rows.is_empty() {
        view! { <p class=none_class>{none}</p> }.into_any()
    } else {
        view! { <ScrollTable label=(t.list.scroll)(title) head>{rows}</ScrollTable> }.into_any()
    }
}
