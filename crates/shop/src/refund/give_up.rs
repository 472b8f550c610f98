//! Cancelling a failed refund, after the gateway confirms that it was not made.

use super::{
    Decided,
    approve::ids,
    ask::{Found, found},
    external::send_back_rest,
    import::{self, Booked, Shown},
    record,
    retry::{allowed, find, lock},
    wake,
};
use crate::{
    Error, Shop, Viewer,
    acting::Acting,
    alarm::raise,
    jobs::refund as file,
    order::{settled::after_refund_ended, snapshot::is_beyond},
    payment::{
        ask::{Asked, Scope, nothing_more},
        books::{self, About},
    },
};
use alipay::{
    call::Called,
    request::refund_query::{RefundQuery, RefundQueryResponse},
};
use domain::{
    actions::Action,
    alarm::AlarmCode,
    error::{ErrorCode, FieldError, Refusal},
    form::RefundDecisionForm,
    ledger,
    money::Fen,
    order::{Cause, Remark},
    refund::{Act, on_act, schedule::DROP_WITHIN, step::NOT_SHOWN_COUNTS_AFTER},
    staff::{Role, StaffAct},
    time::Millis,
    validate,
};
use serde_json::json;
use store::{
    Tx,
    models::{order::Order, refund::Refund},
    queries::{
        attempt, order,
        refund::{self, RefundChange},
    },
};

impl Shop {
    /// Cancels a failed refund, after the gateway confirmed within 60 s that it was not made. If it
    /// was made, it is sent again, which settles it under its number. If the gateway has another
    /// amount under its number, that refund is booked in the same transaction. The trade is queried
    /// first, because the gateway may have closed it.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused`: the field `reason`, `RefundStateMoved`,
    /// `GatewayUnavailable` without a verified response.
    pub async fn drop_refund(
        &self,
        viewer: &Viewer,
        form: RefundDecisionForm,
    ) -> Result<Decided, Error> {
        let acting = viewer.acting_proven(Role::Refunds, self.now())?;
        let (asked_form, asking) = (form.clone(), acting.clone());
        let (seen, out_trade_no) = self
            .store
            .read(move |tx| {
                let (_order, seen) = find(tx, &asked_form)?;
                allowed(tx, &seen, &asking, Action::DropRefund)?;
                let out_trade_no = attempt::get(tx, seen.payment_attempt_id)?.out_trade_no;
                Ok::<_, Error>((seen, out_trade_no))
            })
            .await?;
        let reason = validate::drop_reason(&form.reason).map_err(|code| {
            Refusal::fields(vec![FieldError {
                field: "reason".to_owned(),
                code,
            }])
        })?;
        let trade = self
            .ask(seen.payment_attempt_id, Scope::Paid, nothing_more())
            .await?;
        match trade {
            Asked::Unanswered => return Err(Error::refused(ErrorCode::GatewayUnavailable)),
            // Queried within the last seconds.
            Asked::Paid | Asked::NotPaid | Asked::Settled | Asked::TooSoon => {}
        }
        let asked_at = self.now();
        let question = RefundQuery::new(out_trade_no, seen.out_request_no.as_str());
        let called = self.gateway.refund_query(&question, asked_at).await;
        let shop = self.clone();
        let (refund_id, asked) = (
            seen.id,
            Question {
                sends: seen.tries,
                asked_at,
                called,
            },
        );
        let number = form.number.clone();
        let outcome = self
            .store
            .write(move |tx| {
                let now = shop.now();
                let (order, seen) = lock(tx, &form)?;
                give_up(
                    tx,
                    &order,
                    &seen,
                    &Giver {
                        acting: &acting,
                        reason: &reason,
                    },
                    &asked,
                    now,
                )
            })
            .await?;
        match outcome {
            GivenUp::Dropped => self.decided(number, refund_id).await,
            GivenUp::NoAnswer => Err(Error::refused(ErrorCode::GatewayUnavailable)),
            GivenUp::Moved => Err(Error::refused(ErrorCode::RefundStateMoved)),
        }
    }
}

struct Question {
    sends: i64,
    asked_at: Millis,
    called: Called<RefundQueryResponse>,
}

struct Giver<'a> {
    acting: &'a Acting,
    reason: &'a str,
}

/// The result. Not an `Err`, because the call's record must be committed in any case.
enum GivenUp {
    Dropped,
    NoAnswer,
    Moved,
}

fn give_up(
    tx: &mut Tx<'_>,
    order: &Order,
    seen: &Refund,
    giver: &Giver<'_>,
    asked: &Question,
    now: Millis,
) -> Result<GivenUp, Error> {
    let about = About {
        attempt_id: Some(seen.payment_attempt_id),
        refund_id: Some(seen.id),
    };
    books::keep_call(tx, &asked.called.record, about, now)?;
    if allowed(tx, seen, giver.acting, Action::DropRefund).is_err() || seen.tries != asked.sends {
        return Ok(GivenUp::Moved);
    }
    let settled = seen
        .sent_at
        .and_then(|at| at.age(asked.asked_at))
        .is_none_or(|age| age >= NOT_SHOWN_COUNTS_AFTER);
    let fresh = now.since(asked.asked_at) <= DROP_WITHIN;
    let paid = attempt::get(tx, seen.payment_attempt_id)?;
    let finding = found(&asked.called.result);
    let act = match finding {
        Found::None if settled && fresh && (paid.went_back_at.is_some() || is_beyond(seen)) => {
            Act::DropMoot
        }
        Found::None if settled && fresh && !seen.origin.is_automatic() => Act::Drop,
        Found::Made(theirs, _) if fresh && theirs != seen.amount_fen => Act::DropMoot,
        Found::Made(theirs, _) if theirs == seen.amount_fen => {
            // It exists: resending moves no money; the next query books it.
            let number = &seen.out_request_no;
            raise!(error, tx, AlarmCode::FailedRefundExists, number, now;
                out_request_no = %number, "a refund marked failed here exists at Alipay")?;
            refund::set_next_check(tx, seen.id, Some(now))?;
            file::send(tx, seen, now, now)?;
            return Ok(GivenUp::Moved);
        }
        Found::None | Found::Unclear | Found::Made(..) => return Ok(GivenUp::NoAnswer),
    };
    let to = on_act(seen.state, seen.origin, act).map_err(Error::internal)?;
    let change = RefundChange {
        state: Some(to),
        next_check_at: Some(None),
        staff_note: Some(noted(seen, giver.reason)),
        ..RefundChange::default()
    };
    let dropped = refund::change(tx, seen, &change)?;
    let by = giver.acting.by(Cause::DropRefund);
    record(
        tx,
        Some(seen.state),
        &dropped,
        Some(Remark::Amount(dropped.amount_fen)),
        by,
        now,
    )?;
    give_back(tx, order, &dropped, now)?;
    after_refund_ended(tx, order.id, by, now)?;
    follow(tx, &dropped, finding, now)?;
    let (before, after) = (
        json!({"state": seen.state, "gateway_code": seen.gateway_code}),
        json!({"state": to, "reason": giver.reason}),
    );
    let act = StaffAct::RefundDrop;
    let number = &seen.out_request_no;
    giver.acting.log(tx, act, number, &before, &after, now)?;
    Ok(GivenUp::Dropped)
}

/// What follows a cancelled refund: the refund that the gateway has under its number is booked, and
/// the rest of an unapplied payment is refunded under the next number.
fn follow(tx: &mut Tx<'_>, dropped: &Refund, finding: Found, now: Millis) -> Result<(), Error> {
    let paid = attempt::get(tx, dropped.payment_attempt_id)?;
    let order = order::get(tx, dropped.order_id)?;
    if let Found::Made(amount, at) = finding {
        let shown = Shown {
            number: &dropped.out_request_no,
            amount,
            at: at.unwrap_or(now),
        };
        let booked = import::book(tx, &order, &paid, &shown, now)?;
        if booked == Booked::Later {
            file::probe(tx, &paid, shown.number, now, now)?;
        }
    }
    if paid.went_back_at.is_some() {
        // The gateway has nothing left to refund: query and book what the books lack.
        file::hasten_probes(tx, &paid, now)?;
        return wake::look_again(tx, paid.id, now);
    }
    // If the gateway has less than was asked for, the rest goes back once the queries tell how much it is.
    if !is_beyond(dropped) {
        send_back_rest(tx, &order, paid.id, now)?;
    }
    let paid = attempt::get(tx, paid.id)?;
    wake::ask_after_drop(tx, &paid, now)
}

/// Releases reservation, lines and ledger entries; the number stays used up.
fn give_back(tx: &mut Tx<'_>, order: &Order, dropped: &Refund, now: Millis) -> Result<(), Error> {
    let unfit = |what: &str| {
        Error::internal(format!(
            "{}: {what} has less reserved than the refund",
            dropped.out_request_no
        ))
    };
    if !attempt::give_back_cap(tx, dropped.payment_attempt_id, dropped.amount_fen)? {
        return Err(unfit("the attempt"));
    }
    for line in refund::lines(tx, dropped.id)? {
        let amount: Fen = line.amount_fen.negated()?;
        if !refund::count_on_line(tx, line.order_detail_id, line.qty.saturating_neg(), amount)? {
            return Err(unfit("a line"));
        }
    }
    let from = dropped.taken_from.ok_or_else(|| unfit("no account"))?;
    let posting = ledger::give_back(ids(dropped), from, dropped.amount_fen)?;
    books::post(tx, &posting, order.id, now, &dropped.out_request_no)
}

/// The staff note with the reason appended.
fn noted(seen: &Refund, reason: &str) -> String {
    match &seen.staff_note {
        Some(note) => format!("{note}\n{reason}"),
        None => reason.to_owned(),
    }
}
