//! Copies a number by a press of 复制. Without the island a tap selects the number.

use leptos::prelude::*;

/// Shows the buttons of the page and answers them.
///
/// It shows nothing of its own, and has no props: numbers and words are on the buttons.
#[island]
pub fn CopyNumber() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    copy::start();
}

#[cfg(feature = "hydrate")]
mod copy {
    use kit::page;
    use leptos::{ev, prelude::*, task::spawn_local};
    use wasm_bindgen::JsCast;
    use web_sys::Element;

    pub(super) fn start() {
        // Without TLS a browser has no clipboard, and the buttons stay hidden.
        if !window().is_secure_context() {
            return;
        }
        if let Some(root) = document().document_element()
            && let Err(error) = root.set_attribute("data-copies", "")
        {
            leptos::logging::warn!("copy: {error:?}");
            return;
        }
        let _listening = window_event_listener(ev::click, |event| {
            let pressed = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            let button = pressed.and_then(|pressed| pressed.closest(".copy").ok().flatten());
            if let Some(button) = button {
                spawn_local(async move { copy(&button).await });
            }
        });
    }

    async fn copy(button: &Element) {
        let told = |name: &str| button.get_attribute(name).unwrap_or_default();
        let words = match page::copy(&told("data-copy")).await {
            Ok(()) => told("data-done"),
            Err(error) => {
                leptos::logging::warn!("copy: {error:?}");
                told("data-failed")
            }
        };
        button.set_text_content(Some(&words));
        // The label of the button hides its words from screen readers.
        if let Some(status) = document().get_element_by_id("copied") {
            status.set_text_content(Some(&words));
        }
    }
}
