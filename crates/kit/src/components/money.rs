//! Amounts of money: `¥` and fen small, yuan large, always two decimals.

use crate::{format, text::Text};
use domain::{money::Fen, view::cart::Totals};
use leptos::prelude::*;

/// An amount in three sizes.
#[component]
pub fn Money(
    /// The amount.
    amount: Fen,
    /// More classes, e.g. `money-big`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let (sign, yuan, fen) = format::parts(amount);
    view! {
        <span class=format!("money {class}")>
            <span class="money-small">{sign}</span>
            {yuan}
            <span class="money-small">{fen}</span>
        </span>
    }
}

/// Subtotal, discount, shipping and total as a list.
#[component]
pub fn Amounts(
    /// Words.
    t: &'static Text,
    /// The amounts.
    totals: Totals,
    /// Name of the last row.
    total_name: &'static str,
    /// Nothing is left to pay, so the total has no price colour.
    #[prop(optional)]
    settled: bool,
) -> impl IntoView {
    let postage = if totals.postage == Fen::ZERO {
        view! { <span>{t.frame.free}</span> }.into_any()
    } else {
        view! { <Money amount=totals.postage /> }.into_any()
    };
    let discount = (totals.discount > Fen::ZERO).then(|| {
        let less = totals.discount.negated().unwrap_or_default();
        view! {
            <div>
                <dt>{t.frame.discount}</dt>
                <dd><Money amount=less /></dd>
            </div>
        }
    });
    view! {
        <dl class="amounts">
            <div>
                <dt>{t.frame.items}</dt>
                <dd><Money amount=totals.items /></dd>
            </div>
            {discount}
            <div>
                <dt>{t.frame.postage}</dt>
                <dd>{postage}</dd>
            </div>
            <div class="amounts-total">
                <dt>{total_name}</dt>
                <dd><Money amount=totals.total class=if settled { "money-big" } else { "money-big price" } /></dd>
            </div>
        </dl>
    }
}
