//! How much of a list is left out.

use crate::text::Text;
use leptos::prelude::*;

/// The number of entries beyond those shown, if there are any.
pub(super) fn more(t: &'static Text, all: i64, shown: usize) -> Option<AnyView> {
    let rest = all.saturating_sub(i64::try_from(shown).unwrap_or(i64::MAX));
    (rest > 0)
        .then(|| view! { <p class="hint">{(t.import.more)(&rest.to_string())}</p> }.into_any())
}
