//! Events of an order in words.

use crate::text::{Text, label};
use domain::view::order::EventView;

/// Describes a change as `before → after`.
#[must_use]
pub fn change(t: &'static Text, event: &EventView) -> String {
    match label::states(t.locale, event.change) {
        (Some(before), after) if before != after => format!("{before} → {after}"),
        (_, after) => format!("→ {after}"),
    }
}
