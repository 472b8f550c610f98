//! A scanner ends each number with Enter: the focus goes to the field of the next order.

use leptos::prelude::*;

/// Moves from one tracking number of 批量发货 to the next, and from the last one to 检查. Without the island Enter presses
/// 检查, which ships nothing.
///
/// It shows nothing of its own, and has no props.
#[island]
pub fn ScanNext() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    scan::start();
}

#[cfg(feature = "hydrate")]
mod scan {
    use crate::islands::dom::{all, around, first, is_of_input_method, target, told};
    use leptos::{ev, prelude::*};
    use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

    const NUMBERS: &str = ".ship-number input";

    pub(super) fn start() {
        let _listening = window_event_listener(ev::keydown, |event| moved(&event));
    }

    fn moved(event: &KeyboardEvent) {
        if event.key() != "Enter" || is_of_input_method(event) {
            return;
        }
        let Some(field) = target(event).filter(|field| field.matches(NUMBERS).unwrap_or(false))
        else {
            return;
        };
        let Some(form) = around(&field, "form") else {
            return;
        };
        event.prevent_default();
        let numbers = all::<HtmlInputElement>(&form, NUMBERS);
        let here = numbers
            .iter()
            .position(|number| number.is_same_node(Some(&field)));
        let next = here.and_then(|here| numbers.get(here.saturating_add(1)));
        match next {
            Some(next) => {
                told(next.focus());
                next.select();
            }
            None => {
                if let Some(check) = first::<HtmlElement>(&form, ":scope > button") {
                    told(check.focus());
                }
            }
        }
    }
}
