//! Follows an import, so that nobody presses 刷新.

use leptos::prelude::*;

/// Looks at the page every two seconds, brings its figures here, announces each quarter, and reloads at the end.
#[island]
pub fn ImportLive(
    /// Address of the page.
    page: String,
    /// Announced at each quarter of the way.
    quarters: Vec<String>,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    watch::later(watch::Watch {
        page,
        quarters,
        said,
        told: 0,
    });
    #[cfg(not(feature = "hydrate"))]
    drop((page, quarters));
    view! {
        <p class="vh" role="status">
            {move || said.get()}
        </p>
    }
}

#[cfg(feature = "hydrate")]
mod watch {
    use crate::islands::dom;
    use kit::page;
    use leptos::{prelude::*, task::spawn_local};
    use std::time::Duration;
    use wasm_bindgen::JsValue;
    use web_sys::Element;

    const PAUSE: Duration = Duration::from_secs(2);
    const FIGURES: &str = ".import-figures";

    pub(super) struct Watch {
        pub(super) page: String,
        pub(super) quarters: Vec<String>,
        pub(super) said: RwSignal<String>,
        /// Quarters that were announced.
        pub(super) told: usize,
    }

    pub(super) fn later(watch: Watch) {
        set_timeout(move || spawn_local(look(watch)), PAUSE);
    }

    async fn look(mut watch: Watch) {
        match figures(&watch.page).await {
            // The next look retries a failed request.
            Err(_) => later(watch),
            Ok(None) => dom::told(location().reload()),
            Ok(Some(quarter)) => {
                if quarter > watch.told {
                    watch.told = quarter;
                    let words = watch.quarters.get(quarter.saturating_sub(1));
                    watch.said.set(words.cloned().unwrap_or_default());
                }
                later(watch);
            }
        }
    }

    /// Brings the figures here. Returns the quarters that are done; `None` once the import has ended.
    async fn figures(address: &str) -> Result<Option<usize>, JsValue> {
        let Some(fresh) = page::get(address).await? else {
            return Ok(None);
        };
        let Some(bar) = fresh.query_selector("progress")? else {
            return Ok(None);
        };
        page::bring(&fresh, FIGURES)?;
        page::bring(&fresh, ".import-counts")?;
        Ok(Some(quarter(&bar)))
    }

    fn quarter(bar: &Element) -> usize {
        let read = |name: &str| bar.get_attribute(name)?.parse::<usize>().ok();
        let (done, all) = (read("value").unwrap_or(0), read("max").unwrap_or(1));
        done.saturating_mul(4).checked_div(all).unwrap_or(0)
    }
}
