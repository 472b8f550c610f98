//! A refund by staff: decided in one transaction, sent once in the same request, then by a job.

use super::{
    Decided,
    again::{is_same, is_same_plan},
    approve::{Approval, approve},
    external::Probed,
    plan::{self, Part, Plan},
    request::{self, Wanted},
};
use crate::{
    Error, Shop, Viewer,
    acting::Acting,
    order::snapshot::{self, Snapshot},
    payment::briefly,
};
use domain::{
    actions::{Action, Actor, is_allowed},
    error::{ErrorCode, Refusal},
    form::RefundForm,
    mail::RefundDecision,
    money::Fen,
    number::is_key,
    order::Cause,
    refund::{RefundOrigin, RefundState, request::needs_two},
    staff::{Role, StaffAct},
    time::{Millis, SECOND},
};
use store::{
    Tx,
    bug::{Bug, is_planted},
    models::{attempt::Attempt, order::Order, refund::Refund},
    queries::{attempt, order, refund},
};

/// The job waits this long after the decision, because the request itself sends first.
pub(super) const REQUEST_SENDS_FIRST: i64 = 15 * SECOND;

impl Shop {
    /// Approves a refund (one transaction), or asks a second person if it is above the limit. Then sends it once and waits at most 3 s; a job
    /// continues if necessary. The same form posted again returns the refund it made. The next
    /// number is probed at the gateway first: if it is known there, the books lack a refund, which
    /// is booked instead.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with fields, or `RefundNotAllowed`, `RefundNothing`,
    /// `RefundOverCap` (with `amount`), `RefundOverLine`, `RefundPlanChanged` (with `amount`), `FormStale`;
    /// `RefundFormUsed` (with `amount`) for the key of a refund with other content; `RefundFound` (with `amount`) if a
    /// refund was found at the gateway and booked.
    pub async fn refund_order(&self, viewer: &Viewer, form: RefundForm) -> Result<Decided, Error> {
        let acting = viewer.acting_proven(Role::Refunds, self.now())?;
        if !is_key(&form.form_key) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        let limit = self.settings().await?.two_persons_above;
        #[cfg(feature = "planted")]
        self.call_before_writing(&acting, &form).await?;
        self.import_lost(&acting, &form).await?;
        let shop = self.clone();
        let (number, new, refund_id) = self
            .store
            .write(move |tx| {
                let now = shop.now();
                let order_id = order::by_number(tx, &form.number)?
                    .ok_or(Error::NotFound)?
                    .id;
                let order = order::lock(tx, order_id)?;
                if let Some(first) = first_of(tx, &order, &form)? {
                    return Ok((order.number, false, first.id));
                }
                let made = decide(tx, &acting, order.id, &form, limit, now)?;
                let is_sent = made.state == RefundState::Approved;
                Ok::<_, Error>((order.number, is_sent, made.id))
            })
            .await?;
        if new {
            self.send_now(refund_id, 0).await;
        }
        self.decided(number, refund_id).await
    }

    /// Probes the number that the refund would get, within 3 s. Without a response the refund
    /// continues: if the gateway knows the number, the refund fails, staff decide, and no money
    /// moves twice.
    ///
    /// # Errors
    /// As [`Self::refund_order`], for a form that would be refused anyway.
    async fn import_lost(&self, acting: &Acting, form: &RefundForm) -> Result<(), Error> {
        if is_planted(Bug::NumberNotProbed) {
            return Ok(());
        }
        let (shop, acting, form) = (self.clone(), acting.clone(), form.clone());
        let wanted = self
            .store
            .read(move |tx| {
                let order = order::by_number(tx, &form.number)?.ok_or(Error::NotFound)?;
                if first_of(tx, &order, &form)?.is_some() {
                    return Ok(None);
                }
                let (seen, _plan) = planned(tx, &acting, order, &form, shop.now())?;
                Ok::<_, Error>(seen.applied().map(|paid| paid.id))
            })
            .await?;
        let Some(attempt_id) = wanted else {
            return Ok(());
        };
        let shop = self.clone();
        match briefly(async move { shop.probe_next(attempt_id).await }).await {
            Some(Probed::Free) => Ok(()),
            Some(Probed::Imported(sum)) => Err(Refusal::new(ErrorCode::RefundFound)
                .with("amount", sum)
                .into()),
            Some(Probed::Unclear) | None => {
                tracing::warn!(
                    attempt_id,
                    "the next refund number was not probed: no response"
                );
                Ok(())
            }
        }
    }

    /// Sends once while the person waits, at most 3 s; the job continues.
    pub(super) async fn send_now(&self, refund_id: i64, sends: i64) {
        let shop = self.clone();
        briefly(async move { shop.send_refund(refund_id, sends, None).await }).await;
    }

    pub(super) async fn decided(&self, number: String, refund_id: i64) -> Result<Decided, Error> {
        let now = self
            .store
            .read(move |tx| Ok::<_, Error>(refund::get(tx, refund_id)?))
            .await?;
        Ok(Decided {
            number,
            out_request_no: now.out_request_no,
            state: now.state,
        })
    }
}

/// The refund that this form made before, if any.
///
/// # Errors
/// `Refused(FormStale)` for the key of another order's refund, `Refused(RefundFormUsed)` for one with other content.
fn first_of(tx: &mut Tx<'_>, order: &Order, form: &RefundForm) -> Result<Option<Refund>, Error> {
    let Some(first) = refund::by_form_key(tx, &form.form_key)? else {
        return Ok(None);
    };
    if first.order_id != order.id {
        return Err(Error::refused(ErrorCode::FormStale));
    }
    let (lines, details) = (refund::lines(tx, first.id)?, order::details(tx, order.id)?);
    let paid = attempt::get(tx, first.payment_attempt_id)?;
    let left = paid
        .paid_fen
        .unwrap_or(Fen::ZERO)
        .minus(paid.refund_reserved_fen)?;
    let is_same = if first.requested_by.is_some() && !first.state.holds_money() {
        // Nothing is reserved yet, so the form still says what it said.
        let again = plan::read(form, &details, left);
        again.is_ok_and(|again| is_same_plan(&again, &first, &lines))
    } else {
        is_same(form, &first, &lines, &details, left)?
    };
    if is_same {
        Ok(Some(first))
    } else {
        Err(Refusal::new(ErrorCode::RefundFormUsed)
            .with("amount", first.amount_fen)
            .into())
    }
}

/// The order and the plan of the form.
///
/// # Errors
/// Why it cannot be refunded.
fn planned(
    tx: &mut Tx<'_>,
    acting: &Acting,
    order: Order,
    form: &RefundForm,
    now: Millis,
) -> Result<(Snapshot, Plan), Error> {
    let seen = snapshot::load(tx, order)?;
    let facts = seen.facts();
    if !is_allowed(&facts, &Actor::Staff(acting.roles()), Action::Refund, now) {
        return Err(Error::refused(ErrorCode::RefundNotAllowed));
    }
    let plan = plan::read(form, &seen.details, facts.refundable())?;
    // The amount shown is the amount refunded: another refund may have changed the lines meanwhile.
    if !form.total_fen.is_empty() && form.total_fen != plan.amount.get().to_string() {
        return Err(Refusal::new(ErrorCode::RefundPlanChanged)
            .with("amount", plan.amount)
            .into());
    }
    Ok((seen, plan))
}

pub(super) fn decide(
    tx: &mut Tx<'_>,
    acting: &Acting,
    order_id: i64,
    form: &RefundForm,
    limit: Option<Fen>,
    now: Millis,
) -> Result<Refund, Error> {
    let order = order::get(tx, order_id)?;
    let (seen, plan) = planned(tx, acting, order.clone(), form, now)?;
    let paid = seen
        .applied()
        .ok_or_else(|| Error::refused(ErrorCode::RefundNotAllowed))?;
    let members = refund::members(tx)?.len();
    if needs_two(plan.amount, limit, members) {
        return ask_second(tx, acting, &seen, paid, plan, &form.form_key, now);
    }
    let wanted = Approval {
        amount: plan.amount,
        origin: RefundOrigin::Admin,
        reason_code: plan.reason.to_string(),
        reason_text: plan.reason_text,
        staff_note: plan.staff_note,
        form_key: Some(form.form_key.clone()),
        parts: plan.parts,
        decided_by: Some(acting.user_id()),
        job_at: now.plus(REQUEST_SENDS_FIRST),
    };
    let before = before(&seen, paid);
    let by = acting.by(Cause::RefundOrder);
    let made = approve(tx, &order, paid, &wanted, by, now)?;
    let after = after(&order, &made, &wanted.parts);
    let act = StaffAct::RefundApprove;
    acting.log(tx, act, &made.out_request_no, &before, &after, now)?;
    let words = made.reason_text.as_deref().unwrap_or_default();
    request::tell(tx, &made, RefundDecision::Approved, words, now)?;
    Ok(made)
}

/// Stores a refund above the limit as a request of this member of staff, which a second one approves.
///
/// # Errors
/// `Refused(RefundRequestOpen)` while another request is open.
fn ask_second(
    tx: &mut Tx<'_>,
    acting: &Acting,
    seen: &Snapshot,
    paid: &Attempt,
    plan: Plan,
    form_key: &str,
    now: Millis,
) -> Result<Refund, Error> {
    if seen.open_request().is_some() {
        return Err(Error::refused(ErrorCode::RefundRequestOpen));
    }
    let wanted = Wanted {
        origin: RefundOrigin::Admin,
        reason_code: plan.reason.to_string(),
        reason_text: plan.reason_text,
        staff_note: plan.staff_note,
        form_key: form_key.to_owned(),
        is_return: false,
        requested_by: acting.user_id(),
        first_by: Some(acting.user_id()),
    };
    let by = acting.by(Cause::RequestRefund);
    let made = request::insert(tx, &seen.order, paid, &wanted, &plan.parts, by, now)?;
    let (before, after) = (before(seen, paid), after(&seen.order, &made, &plan.parts));
    let act = StaffAct::RefundRequest;
    acting.log(tx, act, &made.out_request_no, &before, &after, now)?;
    Ok(made)
}

fn before(seen: &Snapshot, paid: &Attempt) -> serde_json::Value {
    serde_json::json!({
        "refund_reserved_fen": paid.refund_reserved_fen,
        "refundable_fen": seen.facts().refundable(),
    })
}

/// What the activity log says of a refund that was decided.
pub(super) fn after(order: &Order, made: &Refund, parts: &[Part]) -> serde_json::Value {
    serde_json::json!({
        "order": order.number,
        "amount_fen": made.amount_fen,
        "reason_code": made.reason_code,
        "state": made.state,
        "lines": parts.iter().map(|part| serde_json::json!({
            "line_no": part.line_no, "qty": part.qty, "amount_fen": part.amount, "restock_qty": part.restock_qty,
        })).collect::<Vec<_>>(),
    })
}
