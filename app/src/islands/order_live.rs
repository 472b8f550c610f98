//! Polls a payment that is being confirmed, so that the customer need not press 刷新状态.

use leptos::prelude::*;

/// Polls after 2, 3, 5, 8 and 13 seconds, then every 20 seconds for three minutes. It submits the form of 刷新状态,
/// reads the page in the response, and reloads when the payment is found.
#[island]
pub fn OrderLive(
    /// Address of the form 刷新状态.
    action: String,
    /// Order number.
    number: String,
    /// Announced when the payment is found.
    found: String,
    /// Announced when polling ends without a result.
    quiet: String,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    watch::start(watch::Watch {
        action,
        number,
        found,
        quiet,
        said,
    });
    #[cfg(not(feature = "hydrate"))]
    drop((action, number, found, quiet));
    view! {
        <p class="live" role="status">
            {move || said.get()}
        </p>
    }
}

#[cfg(feature = "hydrate")]
mod watch {
    use kit::page;
    use leptos::{prelude::*, task::spawn_local};
    use std::time::Duration;
    use wasm_bindgen::JsValue;
    use web_sys::UrlSearchParams;

    /// Seconds before each of the first requests; nine more follow.
    const FIRST_PAUSES: [u64; 5] = [2, 3, 5, 8, 13];
    const LATER_PAUSE: u64 = 20;
    const QUESTIONS: usize = FIRST_PAUSES.len() + 9;

    #[derive(Clone)]
    pub(super) struct Watch {
        pub(super) action: String,
        pub(super) number: String,
        pub(super) found: String,
        pub(super) quiet: String,
        pub(super) said: RwSignal<String>,
    }

    pub(super) fn start(watch: Watch) {
        ask_later(watch, 0);
    }

    fn ask_later(watch: Watch, asked: usize) {
        if asked >= QUESTIONS {
            watch.said.set(watch.quiet);
            return;
        }
        let pause = FIRST_PAUSES.get(asked).copied().unwrap_or(LATER_PAUSE);
        set_timeout(
            move || spawn_local(ask(watch, asked)),
            Duration::from_secs(pause),
        );
    }

    async fn ask(watch: Watch, asked: usize) {
        match is_settled(&watch).await {
            Ok(true) => {
                watch.said.set(watch.found);
                // Gives a screen reader time to announce it.
                set_timeout(reload, Duration::from_millis(900));
            }
            // The next poll retries a failed request.
            Ok(false) | Err(_) => ask_later(watch, asked.saturating_add(1)),
        }
    }

    /// True if the order's page no longer polls a payment.
    async fn is_settled(watch: &Watch) -> Result<bool, JsValue> {
        let body = UrlSearchParams::new()?;
        body.append("form[number]", &watch.number);
        let Some(fresh) = page::post(&watch.action, &body).await? else {
            return Ok(false);
        };
        let is_status = fresh.query_selector(".status-top")?.is_some();
        Ok(is_status && fresh.query_selector(".live")?.is_none())
    }

    fn reload() {
        if let Err(error) = location().reload() {
            leptos::logging::warn!("reload: {error:?}");
        }
    }
}
