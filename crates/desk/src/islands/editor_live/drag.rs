//! Pictures are put in order by dragging their thumbnails; ‹ and › do the same for keyboards.
//!
//! Rows, numbers and buttons stay where they are. What belongs to the picture goes from row to row: its thumbnail, its key
//! and its descriptions.

use super::rule::carry;
use crate::islands::dom::{all, around, first, target, told};
use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{
    Element, HtmlInputElement, HtmlSelectElement, PointerEvent, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

const LIST: &str = ".editor-pictures";
const ROW: &str = ".editor-picture";
const THUMB: &str = ".thumb";
/// Class of the list where pictures can be dragged.
const LIVE: &str = "editor-pictures-live";
/// Class of the row where the dragged picture is.
const HELD: &str = "editor-picture-held";

/// The picture that is being dragged.
#[derive(Default)]
pub(super) struct Drag(RefCell<Option<Held>>);

struct Held {
    list: Element,
    from: usize,
    at: usize,
}

/// Lets pictures be dragged, if there are two. Not while one has an error, which belongs to its row.
pub(super) fn offer() {
    let Some(list) = document().query_selector(LIST).ok().flatten() else {
        return;
    };
    let is_wrong = first::<Element>(&list, ".field-wrong").is_some();
    if !is_wrong && all::<Element>(&list, ROW).len() > 1 {
        told(list.class_list().add_1(LIVE));
    }
}

impl Drag {
    /// Takes the picture whose thumbnail is pressed.
    pub(super) fn take(&self, event: &PointerEvent) {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        let thumb = target(event).and_then(|pressed| around(&pressed, THUMB));
        let found = thumb.and_then(|thumb| {
            let row = around(&thumb, ROW)?;
            let list = around(&row, &format!(".{LIVE}"))?;
            let at = place(&list, &row)?;
            Some((thumb, row, list, at))
        });
        let Some((thumb, row, list, at)) = found else {
            return;
        };
        // Selects no text.
        event.prevent_default();
        // A touch stays with the element where it began, but its moves have to name the row that is under it.
        if thumb.has_pointer_capture(event.pointer_id()) {
            told(thumb.release_pointer_capture(event.pointer_id()));
        }
        told(row.class_list().add_1(HELD));
        let held = Held { list, from: at, at };
        self.0.replace(Some(held));
    }

    /// Brings the picture to the row under the pointer. True if the drag is over, because the button was released where the
    /// page did not hear of it, and the order has changed.
    pub(super) fn go(&self, event: &PointerEvent) -> bool {
        if event.buttons() == 0 {
            return self.put_down();
        }
        if let Some(held) = self.0.borrow_mut().as_mut() {
            let row = target(event).and_then(|under| around(&under, ROW));
            let to = row.and_then(|row| place(&held.list, &row));
            if let Some(to) = to.filter(|to| *to != held.at) {
                told(bring(&held.list, held.at, to));
                show_next(&held.list, held.at, to);
                held.at = to;
            }
        }
        false
    }

    /// Leaves the picture where it is. True if the order has changed.
    pub(super) fn put_down(&self) -> bool {
        let Some(held) = self.0.take() else {
            return false;
        };
        told(hold(&held.list, None));
        held.from != held.at
    }

    /// Brings the picture back.
    pub(super) fn cancel(&self) {
        if let Some(held) = self.0.take() {
            told(bring(&held.list, held.at, held.from).and_then(|()| hold(&held.list, None)));
        }
    }
}

/// The row's place in the list.
fn place(list: &Element, row: &Element) -> Option<usize> {
    let rows = all::<Element>(list, ROW);
    rows.iter().position(|one| one.is_same_node(Some(row)))
}

/// Marks the row at this place, and no other.
fn hold(list: &Element, place: Option<usize>) -> Result<(), JsValue> {
    for (at, row) in all::<Element>(list, ROW).iter().enumerate() {
        row.class_list()
            .toggle_with_force(HELD, place == Some(at))?;
    }
    Ok(())
}

/// What belongs to a picture.
struct Content {
    picture: Option<Element>,
    /// Key and descriptions.
    values: Vec<String>,
}

impl Content {
    fn of(row: &Element) -> Self {
        let fields = all::<HtmlInputElement>(row, "input");
        Self {
            picture: first(row, THUMB).and_then(|thumb: Element| thumb.first_element_child()),
            values: fields.iter().map(HtmlInputElement::value).collect(),
        }
    }

    fn put_into(&self, row: &Element) -> Result<(), JsValue> {
        if let (Some(thumb), Some(picture)) = (first::<Element>(row, THUMB), &self.picture) {
            thumb.append_child(picture)?;
        }
        let fields = all::<HtmlInputElement>(row, "input");
        for (field, value) in fields.iter().zip(&self.values) {
            field.set_value(value);
        }
        Ok(())
    }
}

/// Takes the picture at one place to another; those between give way.
fn bring(list: &Element, from: usize, to: usize) -> Result<(), JsValue> {
    let rows = all::<Element>(list, ROW);
    let mut pictures: Vec<Content> = rows.iter().map(Content::of).collect();
    carry(&mut pictures, from, to);
    for (row, picture) in rows.iter().zip(&pictures) {
        picture.put_into(row)?;
    }
    hold(list, Some(to))?;
    let Some(form) = around(list, "form") else {
        return Ok(());
    };
    // 显示图片 names the pictures by their numbers, which belong to other keys now. Their options are the last ones.
    let keys = pictures.iter().filter_map(|picture| picture.values.first());
    for choice in all::<HtmlSelectElement>(&form, "select[name^='form[covers]']") {
        let chosen = choice.value();
        let options = all::<Element>(&choice, "option");
        let others = options.len().saturating_sub(pictures.len());
        for (option, key) in options.iter().skip(others).zip(keys.clone()) {
            option.set_attribute("value", key)?;
        }
        choice.set_value(&chosen);
    }
    Ok(())
}

/// Shows the row that would be next, so that a long list can be gone through.
fn show_next(list: &Element, from: usize, to: usize) {
    let next = if to < from {
        to.checked_sub(1)
    } else {
        to.checked_add(1)
    };
    let rows = all::<Element>(list, ROW);
    if let Some(row) = next.and_then(|place| rows.get(place)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
