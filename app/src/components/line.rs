//! A line of an order: picture, title, options, price and units.

use super::{Money, Picture, say};
use crate::{format, text::Text};
use domain::{money::Fen, view::order::OrderLineView};
use leptos::prelude::*;

/// One line, as it was on the day of the order.
#[component]
pub fn OrderLine(
    /// Words.
    t: &'static Text,
    /// The line.
    line: OrderLineView,
) -> impl IntoView {
    let refunded = (line.refund_amount > Fen::ZERO).then(|| {
        let units = (line.refund_qty > 0)
            .then(|| (t.order.units_refunded)(&line.refund_qty.to_string()));
        let amount = (t.order.amount_refunded)(&format::yuan(line.refund_amount));
        view! { <p class="line-refund">{units} " " {amount}</p> }
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
                <span class="line-qty">{(t.order.units)(&line.qty.to_string())}</span>
            </div>
        </li>
    }
}
