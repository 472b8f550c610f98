//! The parcels of an order, what is to follow, and until when the receipt can be confirmed.

use crate::text::Text;
use domain::view::{order::OrderView, parcel::ReceiptView};
use kit::{components::Parcel, format};
use leptos::prelude::*;

/// The parcels; nothing before the first one.
pub(super) fn parcels(t: &'static Text, view: &OrderView) -> AnyView {
    if view.parcels.is_empty() {
        return ().into_any();
    }
    let parcels: Vec<_> = view
        .parcels
        .iter()
        .cloned()
        .map(|parcel| view! { <Parcel t parcel copies=true /> })
        .collect();
    let rest = (view.to_follow > 0).then(|| {
        let count = view.to_follow.to_string();
        view! { <p class="note-box">{(t.order.to_follow)(&count)}</p> }
    });
    let receipt = view.receipt.map(|receipt| receipt_line(t, receipt));
    view! {
        <section aria-labelledby="parcels">
            <h2 id="parcels" class="section-title">{t.shared.parcels}</h2>
            {receipt}
            <div class="parcels">{parcels}</div>
            {rest}
        </section>
    }
    .into_any()
}

fn receipt_line(t: &'static Text, receipt: ReceiptView) -> AnyView {
    if receipt.paused {
        return view! { <p class="note-box">{t.order.receipt_paused}</p> }.into_any();
    }
    let (day, clock) = format::short(receipt.due, t.locale);
    let told = (t.order.receipt_due)(&format!("{day} {clock}"));
    view! {
        <p class="hint">
            <time datetime=format::machine(receipt.due)>{told}</time>
        </p>
    }
    .into_any()
}
