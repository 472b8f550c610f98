//! How long there is still to pay. The deadline itself stands beside it as text and needs no script.

use leptos::prelude::*;

/// Counts down beside the deadline, unspoken; near the end it reads the page again, where the pay button has given way.
#[island]
pub fn PayCountdown(
    /// Seconds left when the page was made; text, because reading figures would double the bundle's reader of props.
    left: String,
    /// In front of the figures.
    before: String,
) -> impl IntoView {
    let shown = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    clock::start(left.parse().unwrap_or_default(), before, shown);
    #[cfg(not(feature = "hydrate"))]
    drop(before);
    drop(left);
    // No live region: a clock that speaks every second is noise.
    view! { <span class="countdown">{move || shown.get()}</span> }
}

#[cfg(feature = "hydrate")]
mod clock {
    use crate::islands::page;
    use leptos::{prelude::*, task::spawn_local};
    use std::{cell::Cell, rc::Rc, time::Duration};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::HtmlElement;

    /// With so many seconds left the order can no longer be paid.
    const CLOSING: i64 = 60;
    const DAY: i64 = 86_400;

    pub(super) fn start(left: i64, before: String, shown: RwSignal<String>) {
        // Seconds are counted on the browser's clock, whatever time it thinks it is; a sleeping tab catches up.
        let began = now();
        let handle = Rc::new(Cell::new(None::<IntervalHandle>));
        let stop = Rc::clone(&handle);
        let tick = move || {
            let left = left.saturating_sub((now() - began).rem_euclid(DAY));
            if left > CLOSING {
                shown.set(format!("{before} {}:{:02}", left / 60, left % 60));
                return;
            }
            if let Some(handle) = stop.take() {
                handle.clear();
                shown.set(String::new());
                spawn_local(async {
                    if let Err(error) = give_way().await {
                        leptos::logging::warn!("countdown: {error:?}");
                    }
                });
            }
        };
        match set_interval_with_handle(tick.clone(), Duration::from_secs(1)) {
            Ok(interval) => handle.set(Some(interval)),
            Err(error) => leptos::logging::warn!("countdown: {error:?}"),
        }
        tick();
    }

    /// Seconds of the day on the browser's clock: whole figures, which spare the bundle the printing of fractions.
    fn now() -> i64 {
        let date = web_sys::js_sys::Date::new_0();
        i64::from(date.get_utc_hours()) * 3600
            + i64::from(date.get_utc_minutes()) * 60
            + i64::from(date.get_utc_seconds())
    }

    /// Shows the page as it is now: the pay button has given way to words.
    async fn give_way() -> Result<(), JsValue> {
        let here = window().location().href()?;
        let Some(fresh) = page::get(&here).await? else {
            return Ok(());
        };
        page::bring(&fresh, ".status-top")?;
        // The button that had the focus may be gone; the page itself takes it.
        let lost = document()
            .active_element()
            .is_none_or(|held| held.local_name() == "body");
        if lost
            && let Some(main) = document().get_element_by_id("main")
            && let Some(main) = main.dyn_ref::<HtmlElement>()
        {
            main.focus()?;
        }
        Ok(())
    }
}
