//! A refund that a customer asks for: read, stored without moving money, withdrawn. Staff decide in
//! `judge`, goods come back in `goods_back`.

mod asked;
mod page;
mod photo;

pub(crate) use photo::Extras;

use super::{plan::Part, record};
use crate::{
    Error, Shop, Viewer, mail,
    order::{
        history::By,
        settled::after_refund_ended,
        snapshot::{self, Snapshot},
    },
    payment::briefly,
};
use asked::Asked;
use domain::{
    actions::{Action, Actor, is_allowed, is_allowed_on},
    error::ErrorCode,
    form::{RefundRequestForm, RefundWithdrawForm},
    mail::RefundDecision,
    money::Fen,
    number::{is_key, out_request_no},
    order::{Cause, Remark},
    refund::{Act, RefundOrigin, RefundState, RequestKind, on_act},
    time::Millis,
};
use store::{
    Tx,
    models::{
        attempt::Attempt,
        order::Order,
        refund::{NewRefund, Refund},
    },
    queries::{
        attempt, order,
        refund::{self, RefundChange},
    },
};

impl Shop {
    /// Stores a customer's request; no money moves. The same form posted again returns the request it
    /// made. The number that it gets is probed at the gateway first, as for a refund of staff.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused` with fields (`kind`, `lines[i][qty]`, `reason_code`, `reason_text`, `photos`), or
    /// `RefundRequestOpen`, `RefundLate`, `RefundNotAllowed`, `RefundNothing`, `FormStale`.
    pub async fn request_refund(
        &self,
        viewer: &Viewer,
        form: RefundRequestForm,
    ) -> Result<String, Error> {
        let user_id = viewer.shopper()?.user_id;
        if !is_key(&form.form_key) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        let within = self.settings().await?.request_within();
        let (shop, first) = (self.clone(), form.clone());
        let paid = self
            .store
            .read(move |tx| {
                let order = order::owned(tx, &first.number, user_id)?.ok_or(Error::NotFound)?;
                if earlier(tx, &order, user_id, &first)?.is_some() {
                    return Ok(None);
                }
                let seen = snapshot::load(tx, order)?.within(within);
                readable(&seen, &first, shop.now())?;
                Ok::<_, Error>(seen.applied().map(|paid| paid.id))
            })
            .await?;
        if let Some(attempt_id) = paid {
            let shop = self.clone();
            // What it finds is booked; the request is read again below.
            briefly(async move { shop.probe_next(attempt_id).await }).await;
        }
        let shop = self.clone();
        self.store
            .write(move |tx| {
                let now = shop.now();
                let id = order::owned(tx, &form.number, user_id)?
                    .ok_or(Error::NotFound)?
                    .id;
                let order = order::lock(tx, id)?;
                if earlier(tx, &order, user_id, &form)?.is_some() {
                    return Ok(order.number);
                }
                let seen = snapshot::load(tx, order)?.within(within);
                let asked = readable(&seen, &form, now)?;
                let paid = seen
                    .applied()
                    .ok_or_else(|| Error::refused(ErrorCode::RefundNotAllowed))?;
                let by = By::shopper(user_id, Cause::RequestRefund);
                let wanted = Wanted {
                    origin: RefundOrigin::Shopper,
                    reason_code: asked.reason.to_string(),
                    reason_text: asked.reason_text,
                    staff_note: None,
                    form_key: form.form_key.clone(),
                    is_return: asked.kind == RequestKind::Return,
                    requested_by: user_id,
                    first_by: None,
                };
                let made = insert(tx, &seen.order, paid, &wanted, &asked.parts, by, now)?;
                photo::attach(tx, user_id, &form.photos, made.id)?;
                let event = mail::Event::RefundRequested {
                    order_id: made.order_id,
                    refund: &made.out_request_no,
                    amount: made.amount_fen,
                    words: made.reason_text.as_deref().unwrap_or_default(),
                };
                mail::queue(tx, &event, now)?;
                Ok::<_, Error>(seen.order.number)
            })
            .await
    }

    /// Withdraws a request. Posted again it does nothing.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused(RefundStateMoved)` once staff decided.
    pub async fn withdraw_refund(
        &self,
        viewer: &Viewer,
        form: RefundWithdrawForm,
    ) -> Result<String, Error> {
        let user_id = viewer.shopper()?.user_id;
        let shop = self.clone();
        self.store
            .write(move |tx| {
                let (order, seen) = own(tx, user_id, &form.number, &form.out_request_no)?;
                if seen.state != RefundState::Withdrawn {
                    own_allowed(tx, &order, &seen, Action::WithdrawRefund)?;
                    let by = By::shopper(user_id, Cause::WithdrawRefund);
                    let ending = Ending::default();
                    end(tx, &seen, Act::Withdraw, ending, by, shop.now())?;
                }
                Ok::<_, Error>(order.number)
            })
            .await
    }
}

/// A request to insert.
pub(super) struct Wanted {
    pub(super) origin: RefundOrigin,
    pub(super) reason_code: String,
    pub(super) reason_text: Option<String>,
    pub(super) staff_note: Option<String>,
    pub(super) form_key: String,
    pub(super) is_return: bool,
    pub(super) requested_by: i64,
    pub(super) first_by: Option<i64>,
}

/// Inserts a request: number, row and lines, without a reservation. The caller holds the order lock and
/// has checked that none is open.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    wanted: &Wanted,
    parts: &[Part],
    by: By,
    now: Millis,
) -> Result<Refund, Error> {
    // The number stays its own whatever becomes of it: a number is never given to two refunds.
    let seq = attempt::next_refund_seq(tx, paid.id)?;
    let row = NewRefund {
        payment_attempt_id: paid.id,
        order_id: order.id,
        out_request_no: out_request_no(&paid.out_trade_no, seq),
        amount: domain::money::sum(parts.iter().map(|part| part.amount))?,
        origin: wanted.origin,
        reason_code: wanted.reason_code.clone(),
        reason_text: wanted.reason_text.clone(),
        staff_note: wanted.staff_note.clone(),
        form_key: Some(wanted.form_key.clone()),
        is_return: wanted.is_return,
        taken_from: None,
        state: RefundState::Requested,
        requested_by: Some(wanted.requested_by),
        first_by: wanted.first_by,
        next_check_at: None,
        succeeded_at: None,
        decided_by: None,
        created_at: now,
    };
    let id = refund::insert(tx, &row)?;
    for part in parts {
        refund::insert_line(tx, id, &part.line())?;
    }
    let made = refund::get(tx, id)?;
    let amount = Some(Remark::Amount(made.amount_fen));
    record(tx, None, &made, amount, by, now)?;
    Ok(made)
}

/// The request that this form made before, if any.
///
/// # Errors
/// `Refused(FormStale)` for the key of another refund.
fn earlier(
    tx: &mut Tx<'_>,
    order: &Order,
    user_id: i64,
    form: &RefundRequestForm,
) -> Result<Option<Refund>, Error> {
    match refund::by_form_key(tx, &form.form_key)? {
        Some(first) if first.order_id == order.id && first.requested_by == Some(user_id) => {
            Ok(Some(first))
        }
        Some(_) => Err(Error::refused(ErrorCode::FormStale)),
        None => Ok(None),
    }
}

/// Reads a form whose request is allowed now.
///
/// # Errors
/// Why it is not.
fn readable(seen: &Snapshot, form: &RefundRequestForm, now: Millis) -> Result<Asked, Error> {
    let facts = seen.facts();
    if !is_allowed(&facts, &Actor::Buyer, Action::RequestRefund, now) {
        let code = if seen.open_request().is_some() {
            ErrorCode::RefundRequestOpen
        } else if facts.refundable() > Fen::ZERO {
            ErrorCode::RefundLate
        } else {
            ErrorCode::RefundNotAllowed
        };
        return Err(Error::refused(code));
    }
    asked::read(form, &seen.details, facts.refundable())
}

/// A refund of the customer's own order, under the order lock.
///
/// # Errors
/// `NotFound` for another person's.
pub(super) fn own(
    tx: &mut Tx<'_>,
    user_id: i64,
    number: &str,
    out_request_no: &str,
) -> Result<(Order, Refund), Error> {
    let order = order::owned(tx, number, user_id)?.ok_or(Error::NotFound)?;
    let id = refund::by_request_no(tx, out_request_no)?
        .filter(|refund| refund.order_id == order.id)
        .ok_or(Error::NotFound)?
        .id;
    let order = order::lock(tx, order.id)?;
    Ok((order, refund::get(tx, id)?))
}

/// Checks what the customer may do to a refund, under the order lock.
///
/// # Errors
/// `Refused(RefundStateMoved)`.
pub(super) fn own_allowed(
    tx: &mut Tx<'_>,
    order: &Order,
    seen: &Refund,
    action: Action,
) -> Result<(), Error> {
    let facts = snapshot::load(tx, order.clone())?.refund_facts(seen);
    if is_allowed_on(&facts, &Actor::Buyer, action) {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::RefundStateMoved))
    }
}

/// Who ends a request, and what the customer is told.
#[derive(Debug, Clone, Default)]
pub(super) struct Ending {
    pub(super) decided_by: Option<i64>,
    pub(super) text: Option<String>,
}

/// Ends a request without money: withdrawn or declined. The order may be completed by that. The caller
/// holds the order lock and has checked that it is allowed.
pub(super) fn end(
    tx: &mut Tx<'_>,
    seen: &Refund,
    act: Act,
    ending: Ending,
    by: By,
    now: Millis,
) -> Result<Refund, Error> {
    let to = on_act(seen.state, seen.origin, act).map_err(Error::internal)?;
    let change = RefundChange {
        state: Some(to),
        decided_by: ending.decided_by,
        decision_text: ending.text,
        ..RefundChange::default()
    };
    let ended = refund::change(tx, seen, &change)?;
    record(tx, Some(seen.state), &ended, None, by, now)?;
    after_refund_ended(tx, seen.order_id, by, now)?;
    // The customer knows nothing of a refund that a second person of staff declines.
    if act == Act::Reject && ended.origin == RefundOrigin::Shopper {
        let words = ended.decision_text.as_deref().unwrap_or_default();
        tell(tx, &ended, RefundDecision::Declined, words, now)?;
    }
    Ok(ended)
}

/// Queues the mail to the customer about a decision. `words`: what the shop says about it.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    decided: &Refund,
    decision: RefundDecision,
    words: &str,
    now: Millis,
) -> Result<(), Error> {
    let event = mail::Event::RefundDecided {
        order_id: decided.order_id,
        refund: &decided.out_request_no,
        decision,
        amount: decided.amount_fen,
        words,
    };
    mail::queue(tx, &event, now)
}

/// Declines the open request of an order of which nothing is left to refund. The caller holds the order
/// lock.
pub(super) fn end_if_nothing_left(
    tx: &mut Tx<'_>,
    order_id: i64,
    now: Millis,
) -> Result<(), Error> {
    let order = order::get(tx, order_id)?;
    let seen = snapshot::load(tx, order)?;
    match seen.open_request() {
        Some(open) if seen.facts().refundable() == Fen::ZERO => {
            let by = By::system(Cause::NothingLeft);
            end(tx, open, Act::Reject, Ending::default(), by, now)?;
            Ok(())
        }
        Some(_) | None => Ok(()),
    }
}
