//! An order with its payments, refunds, ledger and calls, for staff.

use super::{mail, note, talk};
use crate::{
    Error, Shop, Viewer,
    order::{
        snapshot::{self, Snapshot},
        view,
    },
    refund::Extras,
    shipping,
};
use domain::{
    actions::{Action, Actor, is_allowed, refund_actions},
    number,
    validate::mask_login,
    view::admin::{AdminOrderView, AdminRefundView, AttemptView, LegView},
};
use store::{
    Tx,
    models::{attempt::Attempt, refund::Refund},
    queries::{admin, order},
};

impl Shop {
    /// An order with its payments, refunds, ledger and calls, for staff.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_order(
        &self,
        viewer: &Viewer,
        number: &str,
    ) -> Result<AdminOrderView, Error> {
        let staff = viewer.any_staff()?.clone();
        let (locale, now, number) = (viewer.locale, self.now(), number::typed(number));
        let form_key = self.draw_key();
        self.store
            .read(move |tx| {
                let order = order::by_number(tx, &number)?.ok_or(Error::NotFound)?;
                let seen = snapshot::load(tx, order)?;
                let actor = Actor::Staff(&staff.roles);
                let ship = is_allowed(&seen.facts(), &actor, Action::Ship, now)
                    .then(|| shipping::form::ship_view(tx, &seen, locale, &form_key))
                    .transpose()?;
                let login = match seen.order.user_id {
                    Some(user_id) => admin::login_of(tx, user_id)?,
                    None => None,
                };
                Ok(AdminOrderView {
                    order: view::order_view(tx, &seen, &actor, locale, now)?,
                    lifecycle: seen.order.lifecycle,
                    pay_state: seen.order.pay_state,
                    ship_state: seen.order.ship_state,
                    shopper: login.as_deref().map(mask_login).unwrap_or_default(),
                    attempts: seen.attempts.iter().map(attempt_view).collect(),
                    refunds: refund_views(tx, &seen, &actor)?,
                    legs: legs(tx, seen.order.id)?,
                    talks: talk::talks(tx, &seen)?,
                    staff_note: seen.order.staff_note.clone(),
                    ship,
                    note_seen: note::seen(seen.order.staff_note.as_deref()),
                    note_by: note::last(tx, &seen.order.number)?,
                    mails: mail::of_order(tx, seen.order.id)?,
                })
            })
            .await
    }
}

fn attempt_view(attempt: &Attempt) -> AttemptView {
    AttemptView {
        out_trade_no: attempt.out_trade_no.clone(),
        state: attempt.state,
        disposition: attempt.disposition,
        amount: attempt.amount_fen,
        paid: attempt.paid_fen,
        refund_reserved: attempt.refund_reserved_fen,
        trade_no: attempt.provider_trade_no.clone(),
        buyer_hint: attempt.buyer_hint.clone(),
        paid_at: attempt.paid_at,
        time_expire: attempt.time_expire,
        evidence: attempt.evidence.clone(),
        next_check_at: attempt.next_check_at,
        went_back: attempt.went_back_at.is_some(),
    }
}

/// The refunds of an order, oldest first, with the actions that the actor may take.
pub(crate) fn refund_views(
    tx: &mut Tx<'_>,
    seen: &Snapshot,
    actor: &Actor<'_>,
) -> Result<Vec<AdminRefundView>, Error> {
    let deciders: Vec<i64> = seen
        .refunds
        .iter()
        .filter_map(|refund| refund.decided_by)
        .collect();
    let names = admin::names(tx, &deciders)?;
    let extras = Extras::load(tx, &seen.refunds)?;
    Ok(seen
        .refunds
        .iter()
        .map(|refund| {
            let facts = seen.refund_facts(refund);
            let decided_by = refund
                .decided_by
                .and_then(|id| names.iter().find(|(known, _)| *known == id));
            AdminRefundView {
                refund: extras.view(refund, Vec::new()),
                out_trade_no: trade_of(seen, refund),
                tries: refund.tries,
                sent_at: refund.sent_at,
                next_check_at: refund.next_check_at,
                gateway_code: refund.gateway_code.clone(),
                gateway_msg: refund.gateway_msg.clone(),
                staff_note: refund.staff_note.clone(),
                decided_by: decided_by.map(|(_, name)| name.clone()),
                actions: refund_actions(&facts, actor),
            }
        })
        .collect())
}

fn trade_of(seen: &Snapshot, refund: &Refund) -> String {
    let attempt = seen
        .attempts
        .iter()
        .find(|attempt| attempt.id == refund.payment_attempt_id);
    attempt
        .map(|attempt| attempt.out_trade_no.clone())
        .unwrap_or_default()
}

fn legs(tx: &mut Tx<'_>, order_id: i64) -> Result<Vec<LegView>, Error> {
    let legs = admin::legs(tx, order_id)?;
    Ok(legs
        .into_iter()
        .map(|leg| LegView {
            at: leg.at,
            posting: leg.kind,
            account: leg.account,
            amount: leg.amount,
        })
        .collect())
}
