//! Refunds that the gateway has and the books lack: made in its console, or lost with a backup.
//! Booked once a query confirms them.

use super::{
    approve::auto,
    ask::{Found, found},
    import::{self, Booked, Shown},
    wake,
};
use crate::{
    Error, Shop,
    alarm::raise,
    jobs::{self, Leased},
    payment::{
        ask::{Asked, Scope},
        books::{self, About},
    },
};
use alipay::{
    call::Called,
    request::refund_query::{RefundQuery, RefundQueryResponse},
};
use domain::{
    alarm::AlarmCode,
    money::Fen,
    number::refund_seq,
    payment::{AttemptState, Disposition},
    refund::schedule,
    time::Millis,
};
use store::{
    Tx,
    models::{attempt::Attempt, order::Order},
    queries::{attempt, order, refund},
};

/// Queries of a number until "not shown" is final.
const QUERIES: i64 = 4;
/// Numbers probed at once before a refund is decided: far more than one attempt has.
const NUMBERS: usize = 50;

/// The result of probing an attempt's next number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Probed {
    /// The gateway has no refund under it.
    Free,
    /// The gateway had refunds of this sum, which are booked now.
    Imported(Fen),
    /// No verified response.
    Unclear,
}

impl Shop {
    /// Queries the number of the attempt's next refund, and books the gateway's refunds under it
    /// and the following numbers: after a restore these were lost with the backup.
    pub(super) async fn probe_next(&self, attempt_id: i64) -> Result<Probed, Error> {
        let mut sum = Fen::ZERO;
        for _number in 0..NUMBERS {
            let paid = self
                .store
                .read(move |tx| Ok::<_, Error>(attempt::get(tx, attempt_id)?))
                .await?;
            let number = jobs::refund::next_number(&paid);
            let (found, called) = self.query_number(&paid, &number).await;
            let shop = self.clone();
            let booked = self
                .store
                .write(move |tx| {
                    let now = shop.now();
                    let (order, seen) = keep(tx, attempt_id, &called, now)?;
                    let booked = book_found(tx, &order, &seen, &number, found, now)?;
                    if booked == Booked::Later {
                        // This number is spent now, so only a job asks about it again.
                        let at = schedule::next_check(now, 1, now);
                        jobs::refund::probe(tx, &seen, &number, now, at)?;
                    }
                    Ok::<_, Error>(booked)
                })
                .await?;
            match found {
                Found::Made(amount, _) if booked == Booked::Now => sum = sum.plus(amount)?,
                // Used by another request meanwhile, or beyond the refundable amount: try the next
                // number.
                Found::Made(..) => {}
                Found::None if sum == Fen::ZERO => return Ok(Probed::Free),
                Found::None => break,
                Found::Unclear if sum == Fen::ZERO => return Ok(Probed::Unclear),
                Found::Unclear => break,
            }
        }
        Ok(if sum == Fen::ZERO {
            Probed::Unclear
        } else {
            Probed::Imported(sum)
        })
    }

    async fn query_number(
        &self,
        paid: &Attempt,
        number: &str,
    ) -> (Found, Called<RefundQueryResponse>) {
        let query = RefundQuery::new(paid.out_trade_no.as_str(), number);
        let called = self.gateway.refund_query(&query, self.now()).await;
        (found(&called.result), called)
    }

    /// Queries whether a refund that is not in the books was made on an attempt, and books it.
    /// `prompted`: the gateway reported a refund.
    pub(crate) async fn probe_refund(
        &self,
        attempt_id: i64,
        number: String,
        prompted: bool,
        job: Leased,
    ) -> Result<(), Error> {
        let paid = self
            .store
            .read(move |tx| Ok::<_, Error>(attempt::get(tx, attempt_id)?))
            .await?;
        let (found, called) = self.query_number(&paid, &number).await;
        let shop = self.clone();
        self.store
            .write(move |tx| {
                let now = shop.now();
                let (order, seen) = keep(tx, attempt_id, &called, now)?;
                let later = schedule::next_check(now, job.tries, now);
                match found {
                    // The notification of the refund came before the payment was known: book the
                    // payment first.
                    Found::Made(..) if !seen.is_paid() => job.again(tx, later),
                    Found::Made(..) => {
                        let booked = book_found(tx, &order, &seen, &number, found, now)?;
                        if booked == Booked::Later {
                            return job.again(tx, later);
                        }
                        if refund_seq(&seen.out_trade_no, &number).is_some() {
                            next_number(tx, attempt_id, now)?;
                        }
                        send_back_rest(tx, &order, attempt_id, now)?;
                        job.done(tx)
                    }
                    Found::None | Found::Unclear if job.tries < QUERIES => job.again(tx, later),
                    Found::Unclear => job.again(tx, later),
                    Found::None => {
                        let is_told = prompted || seen.went_back_at.is_some();
                        if is_told && number == seen.out_trade_no {
                            no_number_left(tx, &order, &seen, now)?;
                        }
                        // All of it went back: nothing is left at the gateway that a refund of ours could return.
                        if seen.went_back_at.is_none() {
                            send_back_rest(tx, &order, attempt_id, now)?;
                        }
                        job.done(tx)
                    }
                }
            })
            .await
    }

    /// A bill names a refund that the books lack. Only the gateway's signed response books it.
    pub(crate) async fn confirm_refund(
        &self,
        attempt_id: i64,
        number: String,
    ) -> Result<(), Error> {
        let paid = self
            .store
            .read(move |tx| Ok::<_, Error>(attempt::get(tx, attempt_id)?))
            .await?;
        let (found, called) = self.query_number(&paid, &number).await;
        let shop = self.clone();
        self.store
            .write(move |tx| {
                let now = shop.now();
                let (order, seen) = keep(tx, attempt_id, &called, now)?;
                // The payment comes first; its line is asked about too.
                if !seen.is_paid() || !matches!(found, Found::Made(..)) {
                    return Ok(());
                }
                if book_found(tx, &order, &seen, &number, found, now)? == Booked::Now {
                    if refund_seq(&seen.out_trade_no, &number).is_some() {
                        next_number(tx, attempt_id, now)?;
                    }
                    send_back_rest(tx, &order, attempt_id, now)?;
                }
                Ok(())
            })
            .await
    }

    /// Queries the trade of a paid attempt, because a refusal suggests that the books are outdated.
    pub(crate) async fn ask_trade(&self, attempt_id: i64, job: Leased) -> Result<(), Error> {
        self.ask(
            attempt_id,
            Scope::Paid,
            Box::new(move |tx, _paid, asked, now| match asked {
                Asked::Paid | Asked::NotPaid | Asked::Settled => job.done(tx),
                Asked::Unanswered | Asked::TooSoon => {
                    job.again(tx, schedule::next_check(now, job.tries, now))
                }
            }),
        )
        .await?;
        Ok(())
    }
}

/// Records the call under the order lock. Returns the present order and attempt.
fn keep(
    tx: &mut Tx<'_>,
    attempt_id: i64,
    called: &Called<RefundQueryResponse>,
    now: Millis,
) -> Result<(Order, Attempt), Error> {
    // The lock comes before the call's row, because that row refers to the attempt.
    let order_id = attempt::get(tx, attempt_id)?.order_id;
    let order = order::lock(tx, order_id)?;
    let about = About {
        attempt_id: Some(attempt_id),
        refund_id: None,
    };
    books::keep_call(tx, &called.record, about, now)?;
    Ok((order, attempt::get(tx, attempt_id)?))
}

fn book_found(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    number: &str,
    found: Found,
    now: Millis,
) -> Result<Booked, Error> {
    let Found::Made(amount, at) = found else {
        return Ok(Booked::Not);
    };
    let shown = Shown {
        number,
        amount,
        at: at.unwrap_or(now),
    };
    import::book(tx, order, paid, &shown, now)
}

/// One of our numbers was missing in the books: the gateway may have the next one too.
fn next_number(tx: &mut Tx<'_>, attempt_id: i64, now: Millis) -> Result<(), Error> {
    let paid = attempt::get(tx, attempt_id)?;
    let refunds = refund::of_attempt(tx, attempt_id)?;
    if wake::unexplained(&paid, &refunds)? > Fen::ZERO {
        jobs::refund::probe_next(tx, &paid, now)?;
    }
    Ok(())
}

/// An unapplied payment that was refunded outside has no automatic refund yet: refunds what the
/// queries left of it. The caller holds the order lock.
pub(super) fn send_back_rest(
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
        // The applied payment: staff decide about the rest. A finished trade accepts no refund.
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

/// The last query of the trade's own number found nothing: refunded under a number we do not know.
/// If the gateway closed the trade, it was refunded in full, and what our refunds do not explain is
/// booked.
fn no_number_left(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    now: Millis,
) -> Result<(), Error> {
    let refunds = refund::of_attempt(tx, paid.id)?;
    let rest = wake::unexplained(paid, &refunds)?;
    if rest == Fen::ZERO {
        return Ok(());
    }
    let number = &paid.out_trade_no;
    raise!(error, tx, AlarmCode::RefundUnexplained, number, now;
        out_trade_no = %number, %rest,
        "money of this payment was refunded under an unknown request number")?;
    let settled = refunds
        .iter()
        .all(|refund| !refund.state.is_live() || !refund.state.holds_money());
    match paid.went_back_at {
        Some(at) if settled => {
            import::book_rest(tx, order, paid, rest, at, now)?;
            Ok(())
        }
        // A refund under way or failed reserves a part of it. This is checked again when that
        // refund ends.
        Some(_) | None => Ok(()),
    }
}
