//! WeChat's browser does not open Alipay: how to continue in another browser.

use crate::text::Text;
use kit::components::field_id;
use leptos::prelude::*;

/// The hint shown in place of the pay button in WeChat, with the address to copy.
#[component]
pub fn OpenElsewhere(
    /// Words.
    t: &'static Text,
    /// Absolute URL of the page to open.
    address: String,
) -> impl IntoView {
    let id = field_id("elsewhere");
    view! {
        <div class="note-box elsewhere">
            <p><strong>{t.order.wechat}</strong></p>
            <p>{t.order.wechat_why}</p>
            <p class="field">
                <label for=id.clone()>{t.order.wechat_link}</label>
                <input id=id type="url" value=address readonly=true autocomplete="off" />
            </p>
        </div>
    }
}
