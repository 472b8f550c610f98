//! Finds the elements of a page that islands change.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent};

/// The element that an event happened to.
pub(super) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The element itself, or the nearest one around it, that fits `selector`.
pub(super) fn around(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// The first element inside that fits `selector`.
pub(super) fn first<T: JsCast>(inside: &Element, selector: &str) -> Option<T> {
    let found = inside.query_selector(selector).ok().flatten()?;
    found.dyn_into().ok()
}

/// All elements inside that fit `selector`, in the order of the page.
pub(super) fn all<T: JsCast>(inside: &Element, selector: &str) -> Vec<T> {
    let Ok(found) = inside.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|place| found.get(place)?.dyn_into().ok())
        .collect()
}

/// Code of a key that went to an input method: in Safari, of the Enter that accepts a word.
const TO_INPUT_METHOD: u32 = 229;

/// True for a key that went to an input method.
pub(super) fn is_of_input_method(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == TO_INPUT_METHOD
}

/// Logs what the browser refused.
pub(super) fn told(done: Result<(), JsValue>) {
    if let Err(error) = done {
        leptos::logging::warn!("island: {error:?}");
    }
}
