//! Refunds made outside the shop, in the gateway's own console: booked once the gateway confirms them.

use super::{
    approve::ids,
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
    refund::{RefundOrigin, RefundState, schedule},
    time::Millis,
};
use store::{
    Tx,
    models::refund::NewRefund,
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
                books::keep_call(tx, &called.record, about, now)?;
                match found {
                    Found::Made(amount, at) => {
                        book(tx, attempt_id, &number, amount, at.unwrap_or(now), now)?;
                        job.done(tx)
                    }
                    Found::None | Found::Unclear if job.tries < QUESTIONS => {
                        job.again(tx, schedule::next_check(now, job.tries, now))
                    }
                    Found::Unclear => job.again(tx, schedule::next_check(now, job.tries, now)),
                    Found::None => job.done(tx),
                }
            })
            .await
    }
}

/// Books a refund that was made outside: cap, row, ledger and order in one transaction.
fn book(
    tx: &mut Tx<'_>,
    attempt_id: i64,
    number: &str,
    amount: Fen,
    at: Millis,
    now: Millis,
) -> Result<(), Error> {
    let order_id = attempt::get(tx, attempt_id)?.order_id;
    let order = order::lock(tx, order_id)?;
    let paid = attempt::get(tx, attempt_id)?;
    if refund::by_request_no(tx, number)?.is_some() {
        return Ok(());
    }
    let (Some(disposition), true) = (paid.disposition, attempt::take_cap(tx, attempt_id, amount)?)
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
