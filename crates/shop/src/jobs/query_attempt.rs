//! Queries the gateway about an attempt by schedule, until it is settled.

use super::{Leased, file::QuestionJob};
use crate::{
    Error, Shop,
    payment::ask::{Asked, Scope},
};
use domain::{
    payment::{next_doubt, next_question},
    time::MINUTE,
};
use store::queries::attempt;

/// Quick queries end this long after the request.
const QUICK_FOR: i64 = MINUTE;

/// Runs it: prepare, call, record. The next query is filed in the transaction that records the
/// response.
pub(super) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let payload: QuestionJob = job.payload()?;
    let scope = if payload.asked_for.is_some() {
        Scope::Unpaid
    } else {
        Scope::Watched
    };
    shop.ask(
        payload.attempt_id,
        scope,
        Box::new(move |tx, seen, asked, now| {
            // A message contradicts the books about an attempt that no other job queries: query it
            // until a response arrives.
            let open = match asked {
                Asked::Unanswered | Asked::TooSoon => !seen.is_paid() && !seen.state.is_watched(),
                Asked::Paid | Asked::NotPaid | Asked::Settled => false,
            };
            if let (true, Some(asked_for)) = (open, payload.asked_for) {
                return job.again(tx, next_doubt(asked_for, now));
            }
            let next = next_question(
                seen.state,
                payload.opened_at,
                payload.asked_for,
                seen.time_expire,
                now,
            );
            match (next, payload.asked_for) {
                (Some(next), None) => {
                    attempt::set_next_check(tx, seen.id, Some(next))?;
                    job.again(tx, next)
                }
                (Some(next), Some(asked_for)) if next.since(asked_for) <= QUICK_FOR => {
                    job.again(tx, next)
                }
                (Some(_) | None, _) => job.done(tx),
            }
        }),
    )
    .await?;
    Ok(())
}
