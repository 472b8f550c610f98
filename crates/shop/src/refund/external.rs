//! Refunds made outside the shop, in the gateway's own console: booked once the gateway confirms them.

use super::{
    approve::{auto, ids},
    ask::{Found, found},
    record, settle,
};
use crate::{
    Error, Shop,
    jobs::Leased,
    order::history::By,
    payment::books::{self, About},
};
use alipay::request::refund_query::RefundQuery;
use domain::{
    ledger,
    money::Fen,
    number::refund_seq,
    payment::{AttemptState, Disposition},
    refund::{RefundOrigin, RefundState, schedule},
    time::Millis,
};
use store::{
    Tx,
    models::{attempt::Attempt, order::Order, refund::NewRefund},
    queries::{attempt, order, refund},
};

/// Questions about a number that the gateway does not know.
const QUESTIONS: i64 = 4;

impl Shop {
    /// Asks whether a refund under a number that is not ours was made on an attempt, and books it.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) async fn probe_refund(
        &self,
        attempt_id: i64,
        number: String,
        job: Leased,
    ) -> Result<(), Error> {
        let paid = self
            .store
            .read(move |tx| Ok::<_, Error>(attempt::get(tx, attempt_id)?))
            .await?;
        let question = RefundQuery::new(paid.out_trade_no.as_str(), number.as_str());
        let called = self.gateway.refund_query(&question, self.now()).await;
        let found = found(&called.answer);
        let shop = self.clone();
        self.store
            .write(move |tx| {
                let now = shop.now();
                let about = About {
                    attempt_id: Some(attempt_id),
                    refund_id: None,
                };
                // Before the call's row: it refers to the attempt, and the order's lock comes first.
                let order_id = attempt::get(tx, attempt_id)?.order_id;
                let order = order::lock(tx, order_id)?;
                books::keep_call(tx, &called.record, about, now)?;
                let seen = attempt::get(tx, attempt_id)?;
                match found {
                    // Told of before its payment: that is asked for too, and comes first.
                    Found::Made(..) if !seen.is_paid() => {
                        job.again(tx, schedule::next_check(now, job.tries, now))
                    }
                    Found::Made(amount, at) => {
                        book(tx, &order, &seen, &number, amount, at.unwrap_or(now), now)?;
                        send_back_rest(tx, &order, attempt_id, now)?;
                        job.done(tx)
                    }
                    Found::None | Found::Unclear if job.tries < QUESTIONS => {
                        job.again(tx, schedule::next_check(now, job.tries, now))
                    }
                    Found::Unclear => job.again(tx, schedule::next_check(now, job.tries, now)),
                    Found::None => {
                        unexplained(&seen, &number);
                        send_back_rest(tx, &order, attempt_id, now)?;
                        job.done(tx)
                    }
                }
            })
            .await
    }
}

/// A payment that satisfies nothing and was known to be refunded outside had no refund of ours so far: what the
/// questions left of it goes back now. The caller holds the order lock.
fn send_back_rest(
    tx: &mut Tx<'_>,
    order: &Order,
    attempt_id: i64,
    now: Millis,
) -> Result<(), Error> {
    let paid = attempt::get(tx, attempt_id)?;
    match (paid.state, paid.disposition) {
        (
            AttemptState::Paid,
            Some(Disposition::Duplicate | Disposition::Late | Disposition::Mismatch),
        ) => auto(tx, order, &paid, now),
        // The order's own payment: staff decide about the rest. A finished trade takes no refund.
        (_, Some(Disposition::Applied) | None) | (AttemptState::Finished, _) => Ok(()),
        (
            AttemptState::Open
            | AttemptState::Closing
            | AttemptState::Abandoned
            | AttemptState::Closed,
            Some(_),
        ) => Err(Error::internal("a disposition without a payment")),
    }
}

/// The last answer to the question about the trade's own number: money left, and no number known here tells under which.
fn unexplained(paid: &Attempt, number: &str) {
    let left = paid
        .paid_fen
        .is_some_and(|sum| sum > paid.refund_reserved_fen);
    if left && number == paid.out_trade_no {
        tracing::error!(alarm = "refund_unexplained", out_trade_no = %paid.out_trade_no, "money of this payment went back under a number that is not found");
    }
}

/// Books a refund that was made outside: cap, row, ledger and order in one transaction. The caller holds the order lock.
fn book(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    number: &str,
    amount: Fen,
    at: Millis,
    now: Millis,
) -> Result<(), Error> {
    // A number of ours that no row bears was lost with a backup, or used in the console: it is spent all the same.
    if let Some(seq) = refund_seq(&paid.out_trade_no, number) {
        attempt::spend_refund_seq(tx, paid.id, seq)?;
    }
    if let Some(known) = refund::by_request_no(tx, number)? {
        if known.payment_attempt_id != paid.id {
            // The gateway's numbers are one trade's own, ours are the shop's: there is no row to book this one in.
            tracing::error!(alarm = "external_refund_number_taken", out_trade_no = %paid.out_trade_no, number, %amount, "a refund was made outside the shop under a number that another payment's refund bears here");
        }
        return Ok(());
    }
    let (Some(disposition), true) = (paid.disposition, attempt::take_cap(tx, paid.id, amount)?)
    else {
        tracing::error!(alarm = "external_refund_over_cap", out_trade_no = %paid.out_trade_no, number, %amount, "a refund was made outside the shop beyond what is left here");
        return Ok(());
    };
    let taken_from = ledger::taken_from(disposition, order.lifecycle);
    let row = NewRefund {
        payment_attempt_id: paid.id,
        order_id: order.id,
        out_request_no: number.to_owned(),
        amount,
        origin: RefundOrigin::External,
        reason_code: RefundOrigin::External.to_string(),
        reason_text: None,
        staff_note: None,
        form_key: None,
        taken_from,
        state: RefundState::Succeeded,
        next_check_at: None,
        succeeded_at: Some(at),
        decided_by: None,
        created_at: now,
    };
    let id = refund::insert(tx, &row)?;
    let done = refund::get(tx, id)?;
    let posting = ledger::reserve(ids(&done), taken_from, amount)?;
    books::post(tx, &posting, order.id, now, number)?;
    let by = By::gateway("refund_query");
    record(tx, None, &done, Some(amount.to_string()), by, now)?;
    settle::follow(tx, &done, by, now)
}
