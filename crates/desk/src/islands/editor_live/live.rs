//! Hears what happens in the form.

use super::{COUNT, drag, drag::Drag, keys, rule::FILLED};
use crate::islands::dom::{all, around, first, target, told};
use domain::{catalog::EditorAct, options::Fill};
use leptos::{ev, prelude::*};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{
    BeforeUnloadEvent, Element, Event, HtmlInputElement, HtmlSelectElement, KeyboardEvent,
    PointerEvent, SubmitEvent,
};

/// The chip 未保存, which is hidden at first where everything is saved.
const MARK: &str = ".editor-mark";

#[derive(Default)]
struct Live {
    is_marked: Cell<bool>,
    /// The form is being posted, so leaving the page loses nothing.
    is_sent: Cell<bool>,
    /// Options were typed, and only the server knows their rows.
    has_new_options: Cell<bool>,
    /// A browser asks nobody who has not touched the page, and logs that as an error.
    is_touched: Cell<bool>,
    drag: Drag,
}

pub(super) fn start() {
    let live = Rc::new(Live::default());
    if chip().is_some_and(|chip| !chip.has_attribute("hidden")) {
        mark(&live);
    }
    drag::offer();
    listen(&live, ev::input, typed);
    listen(&live, ev::submit, submitted);
    listen(&live, ev::keydown, pressed);
    listen(&live, ev::pointerdown, taken);
    listen(&live, ev::pointermove, |live, event: &PointerEvent| {
        if live.drag.go(event) {
            mark(live);
        }
    });
    listen(&live, ev::pointerup, |live, _event| {
        if live.drag.put_down() {
            mark(live);
        }
    });
    listen(&live, ev::pointercancel, |live, _event| live.drag.cancel());
}

fn listen<E>(live: &Rc<Live>, event: E, act: fn(&Rc<Live>, &E::EventType))
where
    E: ev::EventDescriptor + 'static,
    E::EventType: JsCast,
{
    let live = Rc::clone(live);
    let _listening = window_event_listener(event, move |event| act(&live, &event));
}

/// The form, if the event happened in it.
fn form(event: &Event) -> Option<Element> {
    around(&target(event)?, "form.editor")
}

fn chip() -> Option<Element> {
    document().query_selector(MARK).ok().flatten()
}

/// Marks the form as not saved. From now on the browser asks before the page is left.
fn mark(live: &Rc<Live>) {
    live.is_sent.set(false);
    if !live.is_marked.replace(true) {
        if let Some(chip) = chip() {
            told(chip.remove_attribute("hidden"));
        }
        listen(live, ev::beforeunload, leave);
    }
}

fn leave(live: &Rc<Live>, event: &BeforeUnloadEvent) {
    if live.is_touched.get() && !live.is_sent.get() {
        event.prevent_default();
        // For older browsers. None of them shows the words.
        event.set_return_value(MARK);
    }
}

fn typed(live: &Rc<Live>, event: &Event) {
    let Some(form) = form(event) else { return };
    if target(event).is_some_and(|field| around(&field, ".editor-axis").is_some()) {
        live.has_new_options.set(true);
    }
    say(&form, None);
    mark(live);
}

fn pressed(live: &Rc<Live>, event: &KeyboardEvent) {
    live.is_touched.set(true);
    if event.key() == "Escape" {
        live.drag.cancel();
    } else {
        keys::pressed(event);
    }
}

fn taken(live: &Rc<Live>, event: &PointerEvent) {
    live.is_touched.set(true);
    live.drag.take(event);
}

fn submitted(live: &Rc<Live>, event: &SubmitEvent) {
    let Some(form) = form(event) else { return };
    let pressed = event
        .submitter()
        .and_then(|button| button.get_attribute("value"));
    if pressed.as_deref() == Some(EditorAct::Fill.as_str())
        && !live.has_new_options.get()
        && let Some(rows) = fill(&form)
    {
        event.prevent_default();
        say(&form, Some(rows));
        if rows > 0 {
            mark(live);
        }
    } else {
        live.is_sent.set(true);
    }
}

/// 填入, as the server does it; the number of rows that it wrote into. `None` if the form has no line for it.
fn fill(form: &Element) -> Option<usize> {
    let value = first::<HtmlSelectElement>(form, "[name='form[fill_value]']")?;
    let field =
        |name: &str| first::<HtmlInputElement>(form, &format!("[name='form[fill_{name}]']"));
    let fields = FILLED.map(field);
    let text = |field: &Option<HtmlInputElement>| field.as_ref().map(HtmlInputElement::value);
    let fill = Fill {
        value: value.value(),
        typed: fields
            .each_ref()
            .map(|field| text(field).unwrap_or_default()),
    };
    let cell =
        |row: &Element, name: &str| first::<HtmlInputElement>(row, &format!("[name$='[{name}]']"));
    let mut rows = 0_usize;
    for row in all::<Element>(form, ".variant") {
        let Some(key) = cell(&row, "options").map(|key| key.value()) else {
            continue;
        };
        let Some(new) = fill.row(&key) else { continue };
        for (name, text) in FILLED.into_iter().zip(new) {
            if let (Some(text), Some(cell)) = (text, cell(&row, name)) {
                cell.set_value(text);
            }
        }
        rows = rows.saturating_add(1);
    }
    value.set_value("");
    for field in fields.iter().flatten() {
        field.set_value("");
    }
    Some(rows)
}

/// Announces how many rows 填入 has changed, in the words of the page, or removes that.
fn say(form: &Element, rows: Option<usize>) {
    if let Some(line) = first::<Element>(form, ".matrix-said") {
        let words = line.get_attribute("data-words").unwrap_or_default();
        let said = rows.map(|rows| words.replace(COUNT, &rows.to_string()));
        line.set_text_content(said.as_deref());
    }
}
