//! A line of an order: picture, title, options, price and units.

use crate::text::Text;
use domain::{money::Fen, view::order::OrderLineView};
use kit::{
    components::{money::Money, picture::Picture, say::say},
    format,
};
use leptos::prelude::*;

/// One line, with the values it had when the order was placed.
#[component]
pub fn OrderLine(
    /// Words.
    t: &'static Text,
    /// The line.
    line: OrderLineView,
) -> impl IntoView {
    let refunded = (line.refund_amount > Fen::ZERO).then(|| {
        let amount = format::yuan(line.refund_amount);
        let words = if line.refund_qty > 0 {
            let units = (t.order.units_refunded)(&line.refund_qty.to_string());
            format!("{units} · {amount}")
        } else {
            (t.order.amount_refunded)(&amount)
        };
        view! { <p class="line-refund">{words}</p> }
    });
    view! {
        <li class="line">
            <Picture image=line.image plain=true />
            <div class="line-words">
                <p class="line-title">{say(&line.title, t.locale)}</p>
                <p class="line-options">{say(&line.options, t.locale)}</p>
                {refunded}
            </div>
            <div class="line-figures">
                <Money amount=line.unit />
                <span class="line-qty">{(t.shared.units)(&line.qty.to_string())}</span>
            </div>
        </li>
    }
}
