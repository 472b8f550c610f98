//! Changes quantities and checkboxes of the cart without loading a page, so the focus stays on the control.

use leptos::prelude::*;

/// Sends the forms of the cart in the background, updates the amounts, announces the new total, and shows if the shop
/// lowered the quantity. If a request fails, the browser submits the form.
#[island]
pub fn CartLive() -> impl IntoView {
    let said = RwSignal::new(String::new());
    // The shop lowered the quantity: the message is visible then, not only for screen readers.
    let changed = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    live::start(live::Words { said, changed });
    view! {
        <span class="cart-said" class:vh=move || !changed.get() role="status">
            {move || said.get()}
        </span>
    }
}

#[cfg(feature = "hydrate")]
mod live {
    use kit::page;
    use leptos::{ev, prelude::*, task::spawn_local};
    use std::{
        cell::{Cell, RefCell},
        collections::VecDeque,
        rc::Rc,
    };
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{Document, Element, HtmlElement, HtmlFormElement, HtmlInputElement, SubmitEvent};

    #[derive(Clone, Copy)]
    pub(super) struct Words {
        pub(super) said: RwSignal<String>,
        pub(super) changed: RwSignal<bool>,
    }

    /// A form to send and the pressed button.
    type Wish = (HtmlFormElement, Option<HtmlElement>);

    struct Live {
        words: Words,
        // One request at a time: a second tap on + adds to the result of the first.
        waiting: RefCell<VecDeque<Wish>>,
        busy: Cell<bool>,
        given_up: Cell<bool>,
    }

    pub(super) fn start(words: Words) {
        let live = Rc::new(Live {
            words,
            waiting: RefCell::default(),
            busy: Cell::new(false),
            given_up: Cell::new(false),
        });
        let _listening = window_event_listener(ev::submit, move |event| caught(&live, &event));
    }

    fn caught(live: &Rc<Live>, event: &SubmitEvent) {
        let form = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|form| !live.given_up.get() && is_ours(form)) else {
            return;
        };
        event.prevent_default();
        live.waiting
            .borrow_mut()
            .push_back((form, event.submitter()));
        if !live.busy.replace(true) {
            spawn_local(work(Rc::clone(live)));
        }
    }

    fn is_ours(form: &Element) -> bool {
        matches!(form.closest("#cart .stepper, #cart .tick"), Ok(Some(_)))
    }

    async fn work(live: Rc<Live>) {
        loop {
            let next = live.waiting.borrow_mut().pop_front();
            let Some((form, button)) = next else { break };
            if button
                .as_ref()
                .is_some_and(|button| button.has_attribute("disabled"))
            {
                continue;
            }
            if let Err(error) = send(&live, &form, button.as_ref()).await {
                leptos::logging::warn!("cart: {error:?}");
                live.given_up.set(true);
                let sent = form.request_submit_with_submitter(button.as_ref());
                if sent.is_err() {
                    leptos::logging::warn!("cart: {sent:?}");
                }
                return;
            }
        }
        live.busy.set(false);
    }

    async fn send(
        live: &Live,
        form: &HtmlFormElement,
        button: Option<&HtmlElement>,
    ) -> Result<(), JsValue> {
        let body = page::fields(form, button)?;
        let Some(fresh) = page::post(&form.action(), &body).await? else {
            return Ok(());
        };
        let held = document().active_element();
        for part in [".top-nav", ".bottom", "#cart"] {
            if !page::bring(&fresh, part)? {
                return Err(JsValue::from_str(part));
            }
        }
        if refusal(&fresh)? {
            live.words.changed.set(false);
            live.words.said.set(String::new());
            return Ok(());
        }
        let figure = form
            .closest(".stepper")?
            .map(|stepper| stepper.query_selector("input[type=number]"))
            .transpose()?
            .flatten()
            .and_then(|found| found.dyn_into::<HtmlInputElement>().ok());
        let wish = body.get("form[qty]");
        let changed =
            matches!((&figure, wish), (Some(figure), Some(wish)) if wish.trim() != figure.value());
        let total = page::text_of(&fresh, "#cart-now").unwrap_or_default();
        let notice = page::text_of(&fresh, "main > .notice").filter(|_| changed);
        let said = notice.map_or(total.clone(), |notice| format!("{notice} {total}"));
        live.words.changed.set(changed);
        live.words.said.set(said);
        // A disabled button loses the focus; the number field beside it takes it.
        if let (Some(figure), Some(button)) = (figure, button)
            && button.has_attribute("disabled")
            && held.is_some_and(|held| held.is_same_node(Some(button)))
        {
            figure.focus()?;
        }
        Ok(())
    }

    /// Shows the error summary of the response and removes an earlier one; true if there is one now.
    fn refusal(fresh: &Document) -> Result<bool, JsValue> {
        if let Some(old) = document().get_element_by_id("errors") {
            old.remove();
        }
        let (Some(new), Some(main)) = (
            fresh.get_element_by_id("errors"),
            document().get_element_by_id("main"),
        ) else {
            return Ok(false);
        };
        main.insert_before(&new, main.first_child().as_ref())?;
        if let Some(new) = new.dyn_ref::<HtmlElement>() {
            new.focus()?;
        }
        Ok(true)
    }
}
