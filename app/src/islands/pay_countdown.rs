//! A countdown to the payment deadline. The deadline beside it is text and needs no script.

use leptos::prelude::*;

/// Counts down without announcements. Near the end it updates the page, which then has no pay
/// button.
#[island]
pub fn PayCountdown(
    /// Seconds left when the page was made. It is text, because parsing numbers would double the props code of the bundle.
    left: String,
    /// Text before the time.
    before: String,
) -> impl IntoView {
    let shown = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    clock::start(left.parse().unwrap_or_default(), before, shown);
    #[cfg(not(feature = "hydrate"))]
    drop(before);
    drop(left);
    // No live region, because announcing every second would disturb.
    view! { <span class="countdown">{move || shown.get()}</span> }
}

#[cfg(feature = "hydrate")]
mod clock {
    use kit::page;
    use leptos::{prelude::*, task::spawn_local};
    use std::{cell::Cell, rc::Rc, time::Duration};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::HtmlElement;

    /// With this many seconds left the order can no longer be paid.
    const CLOSING: i64 = 60;
    const DAY: i64 = 86_400;

    pub(super) fn start(left: i64, before: String, shown: RwSignal<String>) {
        // Differences on the browser's clock: its date may be wrong, and a suspended tab catches up.
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

    /// Seconds of the day on the browser's clock. Integers keep float formatting out of the bundle.
    fn now() -> i64 {
        let date = web_sys::js_sys::Date::new_0();
        i64::from(date.get_utc_hours()) * 3600
            + i64::from(date.get_utc_minutes()) * 60
            + i64::from(date.get_utc_seconds())
    }

    /// Updates the top of the page, where a text now replaces the pay button.
    async fn give_way() -> Result<(), JsValue> {
        let here = window().location().href()?;
        let Some(fresh) = page::get(&here).await? else {
            return Ok(());
        };
        page::bring(&fresh, ".status-top")?;
        // If the focused button is gone, the focus moves to the page.
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
