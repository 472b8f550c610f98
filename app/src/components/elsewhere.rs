//! For a browser that cannot pay: where to go on.

use super::field_id;
use crate::text::Text;
use leptos::prelude::*;

/// The hint that stands in the pay button's place in WeChat, and the address to copy.
#[component]
pub fn OpenElsewhere(
    /// Words.
    t: &'static Text,
    /// The whole address of the page to open.
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
