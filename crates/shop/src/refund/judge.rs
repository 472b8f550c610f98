//! Staff decide about a request: approve all of it or less, or decline it. `goods_back` asks for the goods.
//!
//! Above the merchant's limit two persons approve. The first one's agreement is to an amount: whoever
//! lowers it begins anew.

use super::{
    Decided,
    approve::{count, file, source, take_cap},
    decide::{REQUEST_SENDS_FIRST, after},
    plan::{Part, amount_left, units_left},
    request::{Ending, end, tell},
    retry::allowed,
};
use crate::{Error, Shop, Viewer, acting::Acting, order::history::By, payment::briefly};
use domain::{
    actions::Action,
    error::{ErrorCode, FieldError, Refusal},
    form::{RefundApproveForm, RefundRejectForm},
    mail::RefundDecision,
    money::{self, Fen},
    order::Cause,
    refund::{
        Act, RefundOrigin, RefundState, on_act,
        request::{lowered, needs_two},
    },
    staff::{Role, StaffAct},
    time::Millis,
    validate,
};
use serde_json::json;
use store::{
    Tx,
    models::{
        order::{Order, OrderDetail},
        refund::{NewRefundLine, Refund, RefundLine},
    },
    queries::{
        attempt, order,
        refund::{self, RefundChange},
    },
};

impl Shop {
    /// Approves a request, whole or for a lower amount that was confirmed, and sends the refund once. Of
    /// two persons the first one only agrees. Posted again by the same person it does nothing.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(ProveAgain)`; `RefundStateMoved`; `RefundPlanChanged` (with
    /// `amount`) if it is not the amount shown; the fields `amount` and `reason` of a lower one, `RefundConfirmLower` (with
    /// `amount`) until it is confirmed; `RefundOverLine`, `RefundOverCap` (with `amount`); `RefundSecondPerson`.
    pub async fn approve_refund(
        &self,
        viewer: &Viewer,
        form: RefundApproveForm,
    ) -> Result<Decided, Error> {
        let acting = viewer.acting_proven(Role::Refunds, self.now())?;
        let limit = self.settings().await?.two_persons_above;
        let number = form.out_request_no.clone();
        let paid = self
            .store
            .read(move |tx| {
                let seen = refund::by_request_no(tx, &number)?.ok_or(Error::NotFound)?;
                let open = seen.state == RefundState::Requested;
                Ok::<_, Error>(open.then_some(seen.payment_attempt_id))
            })
            .await?;
        if let Some(attempt_id) = paid {
            let shop = self.clone();
            // A refund that the books lack is booked, and may leave less to approve.
            briefly(async move { shop.probe_next(attempt_id).await }).await;
        }
        let shop = self.clone();
        let (number, made) = self
            .store
            .write(move |tx| {
                let (order, seen) = lock_by_number(tx, &form.out_request_no)?;
                let made = judge(tx, &acting, &order, &seen, &form, limit, shop.now())?;
                Ok::<_, Error>((order.number, made))
            })
            .await?;
        if made.state == RefundState::Approved {
            self.send_now(made.id, made.tries).await;
        }
        self.decided(number, made.id).await
    }

    /// Declines a request, with a reason that the customer reads. Posted again it does nothing.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused`: the field `reason`, `RefundStateMoved`.
    pub async fn reject_refund(
        &self,
        viewer: &Viewer,
        form: RefundRejectForm,
    ) -> Result<Decided, Error> {
        let acting = viewer.acting(Role::Refunds)?;
        let text = reason(&form.reason)?;
        let shop = self.clone();
        let (number, id) = self
            .store
            .write(move |tx| {
                let now = shop.now();
                let (order, seen) = lock_by_number(tx, &form.out_request_no)?;
                if seen.state == RefundState::Rejected && is_decided_by(&seen, &acting) {
                    return Ok((order.number, seen.id));
                }
                allowed(tx, &seen, &acting, Action::RejectRefund)?;
                let ending = Ending {
                    decided_by: Some(acting.user_id()),
                    text: Some(text.clone()),
                };
                let by = acting.by(Cause::RejectRefund);
                let ended = end(tx, &seen, Act::Reject, ending, by, now)?;
                let (before, after) = (
                    json!({"order": order.number, "state": seen.state}),
                    json!({"order": order.number, "state": ended.state, "reason": text}),
                );
                let act = StaffAct::RefundReject;
                acting.log(tx, act, &ended.out_request_no, &before, &after, now)?;
                Ok::<_, Error>((order.number, ended.id))
            })
            .await?;
        self.decided(number, id).await
    }
}

/// The refund with this number, and its order, under the order lock.
pub(super) fn lock_by_number(
    tx: &mut Tx<'_>,
    out_request_no: &str,
) -> Result<(Order, Refund), Error> {
    let found = refund::by_request_no(tx, out_request_no)?.ok_or(Error::NotFound)?;
    let order = order::lock(tx, found.order_id)?;
    Ok((order, refund::get(tx, found.id)?))
}

pub(super) fn is_decided_by(seen: &Refund, acting: &Acting) -> bool {
    seen.decided_by == Some(acting.user_id())
}

/// A reason that the customer reads.
///
/// # Errors
/// `Refused` at the field `reason`.
fn reason(typed: &str) -> Result<String, Error> {
    validate::decision_text(typed).map_err(|code| at("reason", code))
}

fn at(field: &str, code: ErrorCode) -> Error {
    Refusal::fields(vec![FieldError {
        field: field.to_owned(),
        code,
    }])
    .into()
}

/// A lower amount as it was typed.
pub(super) struct Lower<'a> {
    pub(super) amount: &'a str,
    pub(super) reason: &'a str,
    pub(super) confirm_fen: &'a str,
}

impl Lower<'_> {
    /// The lower amount and its reason, if one was typed and confirmed. `whole`: the amount without it.
    ///
    /// # Errors
    /// `Refused` with the fields `amount` and `reason`; `RefundConfirmLower` with `amount`.
    pub(super) fn read(&self, whole: Fen) -> Result<Option<(Fen, String)>, Error> {
        let amount = match validate::amount(self.amount) {
            Err(ErrorCode::Required) if self.reason.trim().is_empty() => return Ok(None),
            Err(code) => return Err(at("amount", code)),
            Ok(amount) if amount >= whole || amount < Fen::new(1) => {
                return Err(at("amount", ErrorCode::RefundNotLower));
            }
            Ok(amount) => amount,
        };
        let reason = match reason(self.reason) {
            Err(_) if self.reason.trim().is_empty() => {
                return Err(at("reason", ErrorCode::RefundLowerReason));
            }
            read => read?,
        };
        if self.confirm_fen != amount.get().to_string() {
            return Err(Refusal::new(ErrorCode::RefundConfirmLower)
                .with("amount", amount)
                .into());
        }
        Ok(Some((amount, reason)))
    }
}

fn judge(
    tx: &mut Tx<'_>,
    acting: &Acting,
    order: &Order,
    seen: &Refund,
    form: &RefundApproveForm,
    limit: Option<Fen>,
    now: Millis,
) -> Result<Refund, Error> {
    if seen.state.holds_money() && is_decided_by(seen, acting) {
        return Ok(seen.clone());
    }
    allowed(tx, seen, acting, Action::ApproveRefund)?;
    if !form.total_fen.is_empty() && form.total_fen != seen.amount_fen.get().to_string() {
        return Err(Refusal::new(ErrorCode::RefundPlanChanged)
            .with("amount", seen.amount_fen)
            .into());
    }
    let typed = Lower {
        amount: &form.amount,
        reason: &form.reason,
        confirm_fen: &form.confirm_fen,
    };
    let lower = typed.read(seen.amount_fen)?;
    let amount = lower
        .as_ref()
        .map_or(seen.amount_fen, |(amount, _)| *amount);
    let (lines, details) = (refund::lines(tx, seen.id)?, order::details(tx, order.id)?);
    let parts = parts(&lines, &details, amount)?;
    let members = refund::members(tx)?;
    let is_two = needs_two(amount, limit, members.len());
    let agreed = seen
        .first_by
        .filter(|first| members.contains(first) && amount == seen.amount_fen);
    match agreed {
        Some(first) if is_two && first == acting.user_id() => {
            return Err(Error::refused(ErrorCode::RefundSecondPerson));
        }
        None if is_two => return agree(tx, acting, order, seen, &parts, lower, now),
        Some(_) | None => {}
    }
    let decision = Decision {
        decided_by: acting.user_id(),
        text: lower.map(|(_, reason)| reason),
        first_by: agreed.filter(|_| is_two),
    };
    let by = acting.by(Cause::RefundOrder);
    let made = approve_request(tx, order, seen, &parts, decision, by, now)?;
    let before = json!({"order": order.number, "state": seen.state, "amount_fen": seen.amount_fen});
    let after = after(order, &made, &parts);
    let act = StaffAct::RefundApprove;
    acting.log(tx, act, &made.out_request_no, &before, &after, now)?;
    Ok(made)
}

/// The first of two persons agrees to an amount. Nothing is reserved.
fn agree(
    tx: &mut Tx<'_>,
    acting: &Acting,
    order: &Order,
    seen: &Refund,
    parts: &[Part],
    lower: Option<(Fen, String)>,
    now: Millis,
) -> Result<Refund, Error> {
    rewrite(tx, seen, parts)?;
    let change = RefundChange {
        amount: Some(money::sum(parts.iter().map(|part| part.amount))?),
        first_by: Some(Some(acting.user_id())),
        decision_text: lower.map(|(_, reason)| reason),
        ..RefundChange::default()
    };
    let agreed = refund::change(tx, seen, &change)?;
    let before = json!({"order": order.number, "state": seen.state, "amount_fen": seen.amount_fen});
    let after = after(order, &agreed, parts);
    let act = StaffAct::RefundAgree;
    acting.log(tx, act, &agreed.out_request_no, &before, &after, now)?;
    Ok(agreed)
}

/// What is approved of a request's lines: all of it, within what is left of each line, or a share of
/// `total`.
///
/// # Errors
/// `Refused(RefundOverLine)` with `amount`, the most that is possible.
pub(super) fn parts(
    lines: &[RefundLine],
    details: &[OrderDetail],
    total: Fen,
) -> Result<Vec<Part>, Error> {
    let mut parts = possible(lines, details)?;
    let amounts: Vec<Fen> = parts.iter().map(|part| part.amount).collect();
    let most = money::sum(amounts.iter().copied())?;
    if total > most {
        return Err(Refusal::new(ErrorCode::RefundOverLine)
            .with("amount", most)
            .into());
    }
    for (part, share) in parts.iter_mut().zip(lowered(&amounts, total)?) {
        part.amount = share;
    }
    Ok(parts)
}

/// The lines of a request within what is left of each order line.
pub(super) fn possible(lines: &[RefundLine], details: &[OrderDetail]) -> Result<Vec<Part>, Error> {
    lines
        .iter()
        .filter_map(|line| {
            let detail = details.iter().find(|d| d.id == line.order_detail_id)?;
            Some((line, detail))
        })
        .map(|(line, detail)| {
            let qty = line.qty.min(units_left(detail));
            Ok(Part {
                detail_id: detail.id,
                line_no: detail.line_no,
                qty,
                amount: line.amount_fen.min(amount_left(detail)?),
                restock_qty: line.restock_qty.min(qty),
            })
        })
        .collect()
}

/// How a request is approved.
pub(super) struct Decision {
    pub(super) decided_by: i64,
    /// What the customer is told; without it, what they were told stays.
    pub(super) text: Option<String>,
    /// The first of two persons.
    pub(super) first_by: Option<i64>,
}

/// Approves a request for these parts: reservation, row, lines, ledger and job. The caller holds the
/// order lock and has checked that it is allowed.
///
/// # Errors
/// `Refused(RefundOverCap)` with `amount`, `Refused(RefundOverLine)`, `Refused(RefundNothing)`.
pub(super) fn approve_request(
    tx: &mut Tx<'_>,
    order: &Order,
    seen: &Refund,
    parts: &[Part],
    decision: Decision,
    by: By,
    now: Millis,
) -> Result<Refund, Error> {
    let amount = money::sum(parts.iter().map(|part| part.amount))?;
    if amount < Fen::new(1) {
        return Err(Error::refused(ErrorCode::RefundNothing));
    }
    let paid = attempt::get(tx, seen.payment_attempt_id)?;
    take_cap(tx, &paid, amount)?;
    let to = on_act(seen.state, seen.origin, Act::Approve).map_err(Error::internal)?;
    let job_at = now.plus(REQUEST_SENDS_FIRST);
    let change = RefundChange {
        state: Some(to),
        amount: Some(amount),
        taken_from: Some(source(order, &paid)?),
        decided_by: Some(decision.decided_by),
        first_by: Some(decision.first_by),
        decision_text: decision.text,
        next_check_at: Some(Some(job_at)),
        ..RefundChange::default()
    };
    let approved = refund::change(tx, seen, &change)?;
    rewrite(tx, seen, parts)?;
    for part in parts {
        count(tx, part)?;
    }
    file(tx, order, Some(seen.state), &approved, job_at, by, now)?;
    // The words of a customer's request are the customer's own.
    let own = approved.reason_text.as_deref();
    let own = own.filter(|_| approved.origin == RefundOrigin::Admin);
    let words = approved.decision_text.as_deref().or(own);
    let words = words.unwrap_or_default();
    tell(tx, &approved, RefundDecision::Approved, words, now)?;
    Ok(approved)
}

/// Replaces the lines of a request. A line without a part is deleted.
fn rewrite(tx: &mut Tx<'_>, seen: &Refund, parts: &[Part]) -> Result<(), Error> {
    for line in refund::lines(tx, seen.id)? {
        let part = parts
            .iter()
            .find(|part| part.detail_id == line.order_detail_id);
        let row = part.map_or(
            NewRefundLine {
                order_detail_id: line.order_detail_id,
                qty: 0,
                amount: Fen::ZERO,
                restock_qty: 0,
            },
            Part::line,
        );
        refund::change_line(tx, seen.id, &row)?;
    }
    Ok(())
}
