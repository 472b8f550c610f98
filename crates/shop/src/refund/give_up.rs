//! Giving a failed refund up: only once the gateway confirms that it does not know it.

use super::{
    Decided,
    approve::ids,
    ask::{Found, found},
    record,
    retry::{allowed, find, lock},
};
use crate::{
    Error, Shop, Viewer,
    acting::Acting,
    jobs::refund as file,
    order::settled::after_refund_ended,
    payment::books::{self, About},
};
use alipay::{
    answer::Called,
    request::refund_query::{RefundQuery, RefundQueryResponse},
};
use domain::{
    actions::Action,
    error::{ErrorCode, FieldError, Refusal},
    form::RefundDecisionForm,
    ledger,
    money::Fen,
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
        attempt,
        refund::{self, RefundChange},
    },
};

impl Shop {
    /// Gives a failed refund up, after the gateway confirmed within 60 s that it does not know it. If it does know
    /// it, the refund is sent again instead, which settles it under its number.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused`: the field `reason`, `RefundStateMoved`,
    /// `GatewayUnavailable` without an answer that can be believed.
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
                allowed(&seen, &asking, Action::DropRefund)?;
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

/// What became of the wish; the call is kept in any case, so a refusal is no error inside the transaction.
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
    if allowed(seen, giver.acting, Action::DropRefund).is_err() || seen.tries != asked.sends {
        return Ok(GivenUp::Moved);
    }
    let settled = seen
        .sent_at
        .is_none_or(|at| asked.asked_at.since(at) >= NOT_SHOWN_COUNTS_AFTER);
    let fresh = now.since(asked.asked_at) <= DROP_WITHIN;
    match found(&asked.called.answer) {
        Found::None if settled && fresh => {}
        Found::None | Found::Unclear => return Ok(GivenUp::NoAnswer),
        Found::Made(..) => {
            // Refused and yet made: a repeat under its number is answered without moving money, and the question
            // after that books it.
            tracing::error!(alarm = "failed_refund_exists", out_request_no = %seen.out_request_no, "a refund that failed was made");
            refund::set_next_check(tx, seen.id, Some(now))?;
            file::send(tx, seen, now, now)?;
            return Ok(GivenUp::Moved);
        }
    }
    let to = on_act(seen.state, seen.origin, Act::Drop).map_err(Error::internal)?;
    let change = RefundChange {
        state: Some(to),
        next_check_at: Some(None),
        staff_note: Some(noted(seen, giver.reason)),
        ..RefundChange::default()
    };
    let dropped = refund::change(tx, seen, &change)?;
    let by = giver.acting.by("drop_refund");
    record(
        tx,
        Some(seen.state),
        &dropped,
        Some(dropped.amount_fen.to_string()),
        by,
        now,
    )?;
    give_back(tx, order, &dropped, now)?;
    after_refund_ended(tx, order.id, by, now)?;
    let (before, after) = (
        json!({"state": seen.state, "gateway_code": seen.gateway_code}),
        json!({"state": to, "reason": giver.reason}),
    );
    let act = StaffAct::RefundDrop;
    let number = &seen.out_request_no;
    giver.acting.log(tx, act, number, &before, &after, now)?;
    Ok(GivenUp::Dropped)
}

/// Cap, lines and ledger as if it had never been approved; its number stays spent.
fn give_back(tx: &mut Tx<'_>, order: &Order, dropped: &Refund, now: Millis) -> Result<(), Error> {
    let unfit = |what: &str| {
        Error::internal(format!(
            "{}: {what} holds less than was taken",
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

/// The note of staff with the reason behind it.
fn noted(seen: &Refund, reason: &str) -> String {
    match &seen.staff_note {
        Some(note) => format!("{note}\n{reason}"),
        None => reason.to_owned(),
    }
}
