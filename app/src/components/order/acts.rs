//! The buttons of an order, on its page and in the list.

use crate::{
    actions::{
        order::{BuyAgain, CancelOrder, ConfirmReceipt, ExtendReceipt},
        payment::{CheckPayment, StartPayment},
    },
    text::{Text, label},
};
use domain::{actions::Action, order::OrderLabel};
use kit::{
    components::button::{ActionBar, PostButton},
    paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The actions that work in this browser: WeChat's does not open the cashier.
#[must_use]
pub fn payable_here(actions: &[Action], in_wechat: bool) -> Vec<Action> {
    actions
        .iter()
        .copied()
        .filter(|action| !(in_wechat && *action == Action::Pay))
        .collect()
}

/// The buttons of the allowed actions. Actions without a page have no button yet.
///
/// While a payment is being confirmed, 刷新状态 is the main button, so that nobody pays twice.
#[component]
pub fn OrderActs(
    /// Words.
    t: &'static Text,
    /// Label of the order.
    state: OrderLabel,
    /// Allowed actions.
    mut actions: Vec<Action>,
    /// Order number.
    number: String,
    /// In lists: id of the element with the order number, for `aria-describedby`.
    #[prop(optional, into)]
    about: String,
) -> impl IntoView {
    let confirming = state == OrderLabel::ConfirmingPayment;
    // While goods go back, the form with their parcel has the main button.
    let returning = state == OrderLabel::AwaitingReturn;
    actions.sort_by_key(|action| {
        let is_main = if confirming {
            *action == Action::CheckPayment
        } else {
            matches!(action, Action::Pay | Action::ConfirmReceipt) && !returning
        };
        !is_main
    });
    let buttons: Vec<_> = actions
        .iter()
        .filter_map(|action| {
            let (door, class) = match action {
                Action::Pay if confirming => (StartPayment::url(), "button button-plain"),
                Action::CheckPayment if confirming => (CheckPayment::url(), "button"),
                Action::Pay => (StartPayment::url(), "button button-pay"),
                Action::CheckPayment => (CheckPayment::url(), "button button-plain"),
                Action::Cancel => (CancelOrder::url(), "button button-plain"),
                Action::BuyAgain => (BuyAgain::url(), "button button-plain"),
                Action::ConfirmReceipt if returning => {
                    (ConfirmReceipt::url(), "button button-plain")
                }
                Action::ConfirmReceipt => (ConfirmReceipt::url(), "button"),
                Action::ExtendReceipt => (ExtendReceipt::url(), "button button-plain"),
                Action::RequestRefund => {
                    let href = paths::refund_request(&number);
                    let (words, about) = (label::action(t.locale, *action), about.clone());
                    let about = (!about.is_empty()).then_some(about);
                    return Some(
                        view! {
                            <a class="button button-plain" href=href aria-describedby=about>
                                {words}
                            </a>
                        }
                        .into_any(),
                    );
                }
                Action::WithdrawRefund
                | Action::SendReturn
                | Action::AskReturn
                | Action::ReceiveReturn
                | Action::Refund
                | Action::ApproveRefund
                | Action::RejectRefund
                | Action::RetryRefund
                | Action::DropRefund
                | Action::Ship => return None,
            };
            let button = view! {
                <PostButton
                    action=door
                    number=number.clone()
                    label=label::action(t.locale, *action)
                    class=class
                    about=about.clone()
                />
            };
            Some(button.into_any())
        })
        .collect();
    view! { <ActionBar>{buttons}</ActionBar> }
}
