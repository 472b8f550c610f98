//! Staff give money back: decided in one transaction, sent once in the same request, then a job's work.

use super::{
    Decided,
    approve::{Approval, approve},
    plan,
};
use crate::{Error, Shop, Viewer, acting::Acting, order::snapshot, payment::briefly};
use domain::{
    actions::{Action, Actor, is_allowed},
    error::{ErrorCode, Refusal},
    form::RefundForm,
    number::is_key,
    refund::RefundOrigin,
    staff::{Role, StaffAct},
    time::{Millis, SECOND},
};
use store::{
    Tx,
    models::refund::Refund,
    queries::{order, refund},
};

/// The job sends only this long after the decision: the request sends first.
pub(super) const REQUEST_SENDS_FIRST: i64 = 15 * SECOND;

impl Shop {
    /// Approves a refund (one transaction), then sends it once, waiting at most 3 s; a job goes on if need be. The
    /// form posted again answers with the refund it made.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with fields, or `RefundNotAllowed`, `RefundNothing`,
    /// `RefundOverCap` (with `amount`), `RefundOverLine`, `RefundPlanChanged` (with `amount`), `FormStale`.
    pub async fn refund_order(&self, viewer: &Viewer, form: RefundForm) -> Result<Decided, Error> {
        let acting = viewer.acting_proven(Role::Refunds, self.now())?;
        if !is_key(&form.form_key) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        #[cfg(feature = "planted")]
        self.call_before_writing(&acting, &form).await?;
        let shop = self.clone();
        let (number, new, refund_id) = self
            .store
            .write(move |tx| {
                let now = shop.now();
                let order_id = order::by_number(tx, &form.number)?
                    .ok_or(Error::NotFound)?
                    .id;
                let order = order::lock(tx, order_id)?;
                if let Some(first) = refund::by_form_key(tx, &form.form_key)? {
                    if first.order_id != order.id {
                        return Err(Error::refused(ErrorCode::FormStale));
                    }
                    return Ok((order.number, false, first.id));
                }
                let made = decide(tx, &acting, order.id, &form, now)?;
                Ok::<_, Error>((order.number, true, made.id))
            })
            .await?;
        if new {
            self.send_now(refund_id, 0).await;
        }
        self.decided(number, refund_id).await
    }

    /// Sends once while the person waits, 3 s at most; the job does what is left.
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

pub(super) fn decide(
    tx: &mut Tx<'_>,
    acting: &Acting,
    order_id: i64,
    form: &RefundForm,
    now: Millis,
) -> Result<Refund, Error> {
    let order = order::get(tx, order_id)?;
    let seen = snapshot::load(tx, order.clone())?;
    let facts = seen.facts();
    let (true, Some(paid)) = (
        is_allowed(&facts, &Actor::Staff(acting.roles()), Action::Refund, now),
        seen.applied(),
    ) else {
        return Err(Error::refused(ErrorCode::RefundNotAllowed));
    };
    let plan = plan::read(form, &seen.details, facts.refundable())?;
    // What the sentence told is what goes back: another refund in between may have changed what the lines come to.
    if !form.total_fen.is_empty() && form.total_fen != plan.amount.get().to_string() {
        return Err(Refusal::new(ErrorCode::RefundPlanChanged)
            .with("amount", plan.amount)
            .into());
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
    let before = serde_json::json!({
        "refund_reserved_fen": paid.refund_reserved_fen,
        "refundable_fen": facts.refundable(),
    });
    let made = approve(tx, &order, paid, &wanted, acting.by("refund_order"), now)?;
    let after = serde_json::json!({
        "order": order.number,
        "amount_fen": made.amount_fen,
        "reason_code": made.reason_code,
        "state": made.state,
        "lines": wanted.parts.iter().map(|part| serde_json::json!({
            "line_no": part.line_no, "qty": part.qty, "amount_fen": part.amount, "restock_qty": part.restock_qty,
        })).collect::<Vec<_>>(),
    });
    let act = StaffAct::RefundApprove;
    acting.log(tx, act, &made.out_request_no, &before, &after, now)?;
    Ok(made)
}
