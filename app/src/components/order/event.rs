//! Events of an order in words.

use crate::text::{Text, label};
use domain::view::order::EventView;

/// Describes a change as `before → after`.
#[must_use]
pub fn change(t: &'static Text, event: &EventView) -> String {
    let word = |word: &str| label::state(t.locale, &event.entity, &event.axis, word);
    let after = word(&event.to);
    match event.from.as_deref().map(word) {
        Some(before) if before != after => format!("{before} → {after}"),
        Some(_) | None => format!("→ {after}"),
    }
}
