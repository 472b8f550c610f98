//! Enter and the arrows in the matrix, as in a spreadsheet. Tab goes where it went.

use super::rule::neighbour;
use crate::islands::dom::{around, first, is_of_input_method, target, told};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

pub(super) fn pressed(event: &KeyboardEvent) {
    let is_other = event.ctrl_key() || event.alt_key() || event.meta_key();
    if is_other || is_of_input_method(event) {
        return;
    }
    let field = target(event).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    let key = event.key();
    if let Some(line) = around(&field, ".editor .matrix-fill") {
        let button = first::<HtmlElement>(&line, "button").filter(|_| key == "Enter");
        if let Some(button) = button {
            event.prevent_default();
            button.click();
        }
        return;
    }
    let is_next = match (key.as_str(), event.shift_key()) {
        ("Enter", is_back) => !is_back,
        ("ArrowDown", false) => true,
        ("ArrowUp", false) => false,
        _ => return,
    };
    let Some(matrix) = around(&field, ".editor .matrix") else {
        return;
    };
    event.prevent_default();
    if let Some(name) = neighbour(&field.name(), is_next) {
        told(enter(&matrix, &name));
    }
}

/// Puts the focus into the field with this name, if there is one, and selects its text.
fn enter(matrix: &Element, name: &str) -> Result<(), JsValue> {
    let Some(field) = first::<HtmlInputElement>(matrix, &format!("[name='{name}']")) else {
        return Ok(());
    };
    // A folded group cannot have the focus.
    if let Some(folded) = around(&field, "details:not([open])") {
        folded.set_attribute("open", "")?;
    }
    field.focus()?;
    field.select();
    Ok(())
}
