//! Shows the amount of a refund while its form is being filled in.

use leptos::prelude::*;

/// Submits the form of 计算 in the background half a second after the last key, and shows the sentence of the response.
#[island]
pub fn RefundPreview() -> impl IntoView {
    let said = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    ask::start(said, wrong);
    view! {
        <p class="refund-preview" class:refund-preview-wrong=move || wrong.get() role="status">
            {move || said.get()}
        </p>
    }
}

#[cfg(feature = "hydrate")]
mod ask {
    use crate::islands::dom::{all, around, target};
    use kit::page;
    use leptos::{ev, prelude::*, task::spawn_local};
    use std::{cell::Cell, rc::Rc, time::Duration};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{HtmlFormElement, HtmlInputElement, UrlSearchParams};

    const PAUSE: Duration = Duration::from_millis(500);
    const REASON: &str = "form[reason_code]";

    pub(super) fn start(said: RwSignal<String>, wrong: RwSignal<bool>) {
        // Counts key presses: a response to an earlier one is not shown.
        let keys = Rc::new(Cell::new(0_u32));
        let _listening = window_event_listener(ev::input, move |event| {
            let form = target(&event).and_then(|field| around(&field, ".refund-form"));
            let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
                return;
            };
            let key = keys.get().wrapping_add(1);
            keys.set(key);
            let keys = Rc::clone(&keys);
            set_timeout(
                move || {
                    if keys.get() == key {
                        spawn_local(async move {
                            let answer = ask(&form).await;
                            if keys.get() == key {
                                show(answer, said, wrong);
                            }
                        });
                    }
                },
                PAUSE,
            );
        });
    }

    fn show(answer: Result<Answer, JsValue>, said: RwSignal<String>, wrong: RwSignal<bool>) {
        match answer {
            Ok(answer) => {
                wrong.set(answer.wrong);
                said.set(answer.words);
            }
            Err(error) => {
                // 计算 itself will show the error.
                leptos::logging::warn!("refund preview: {error:?}");
                wrong.set(false);
                said.set(String::new());
            }
        }
    }

    #[derive(Default)]
    struct Answer {
        words: String,
        wrong: bool,
    }

    async fn ask(form: &HtmlFormElement) -> Result<Answer, JsValue> {
        let fields = page::fields(form, None)?;
        if is_untouched(form)? {
            return Ok(Answer::default());
        }
        choose_reason(form, &fields)?;
        let Some(fresh) = page::post(&form.action(), &fields).await? else {
            return Ok(Answer::default());
        };
        let sentence = page::text_of(&fresh, ".plan-sentence");
        let refused =
            page::text_of(&fresh, "#errors li").or_else(|| page::text_of(&fresh, "#errors"));
        Ok(match (sentence, refused) {
            (Some(words), _) => Answer {
                words,
                wrong: false,
            },
            (None, Some(words)) => Answer { words, wrong: true },
            (None, None) => Answer::default(),
        })
    }

    /// True if neither units nor an amount are given yet.
    fn is_untouched(form: &HtmlFormElement) -> Result<bool, JsValue> {
        let amounts = all::<HtmlInputElement>(form, ".refund-line input[inputmode=decimal]");
        let typed = amounts.iter().any(|input| !input.value().trim().is_empty());
        let chosen = form.query_selector(".refund-line option:checked:not([value='0'])")?;
        Ok(!typed && chosen.is_none())
    }

    /// The form requires a reason, which does not affect the amount: sends the first one until one
    /// is chosen.
    fn choose_reason(form: &HtmlFormElement, fields: &UrlSearchParams) -> Result<(), JsValue> {
        if fields.get(REASON).is_some_and(|reason| !reason.is_empty()) {
            return Ok(());
        }
        let first = form.query_selector("[name='form[reason_code]'] option:not([value=''])")?;
        if let Some(value) = first.and_then(|option| option.get_attribute("value")) {
            fields.set(REASON, &value);
        }
        Ok(())
    }
}
