//! Views of an order for pages: already decided, without internal ids.

use super::{receipt, snapshot::Snapshot};
use crate::{Error, catalog::image::Thumbs, refund::Extras, shipping};
use domain::{
    actions::{Actor, OrderFacts, allowed_actions, refund_actions},
    locale::{Locale, Words},
    money::Fen,
    order::{CancelIntent, Change, LineKind, PayState, Remark, is_partly_refunded, label},
    payment::{Disposition, is_payable},
    time::Millis,
    validate::mask_phone,
    view::{
        cart::AddressView,
        order::{EventView, OrderLineView, OrderView, Step, StepView, SurplusView},
        parcel::ReceiptView,
    },
};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    models::{
        attempt::Attempt,
        event::Event,
        order::{Order, OrderDetail},
        refund::Refund,
    },
    queries::{event, order},
};

/// The address as stored in the order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Address {
    /// Province, city, district.
    pub(crate) region: String,
    /// Street, house, door.
    pub(crate) street: String,
}

/// Reads the address of an order.
///
/// # Errors
/// `Internal` if it is not JSON.
pub(crate) fn address(order: &Order) -> Result<Address, Error> {
    serde_json::from_str(&order.address_json).map_err(Error::internal)
}

/// The status page of an order for `actor`.
pub(crate) fn order_view(
    tx: &mut Tx<'_>,
    seen: &Snapshot,
    actor: &Actor<'_>,
    locale: Locale,
    now: Millis,
) -> Result<OrderView, Error> {
    let (order, facts) = (&seen.order, seen.facts());
    let events = event::list(tx, order.id)?
        .iter()
        .map(event_view)
        .collect::<Result<Vec<_>, _>>()?;
    let wish = Some(Remark::WishCleared(CancelIntent::Shopper));
    let beaten = events.iter().any(|event| event.remark == wish);
    let applied = seen.applied();
    let address = address(order)?;
    let lines = lines(tx, &seen.details, locale)?;
    let parcels = shipping::view::parcels(tx, seen, &lines, now)?;
    let receipt = receipt::clock_of(tx, seen, now)?;
    let extras = Extras::load(tx, &seen.refunds)?;
    Ok(OrderView {
        number: order.number.clone(),
        label: label(&facts, now),
        partly_refunded: is_partly_refunded(order.pay_state),
        payment_beat_cancel: beaten,
        items: order.items_fen,
        discount: order.discount_fen,
        postage: order.postage_fen,
        total: order.total_fen,
        refunded: seen.refunded()?,
        placed_at: order.placed_at,
        pay_deadline: order.pay_deadline,
        closing_soon: is_closing_soon(&facts, now),
        trade_no: applied.and_then(|attempt| attempt.provider_trade_no.clone()),
        steps: steps(order),
        actions: allowed_actions(&facts, actor, now),
        lines,
        refunds: seen
            .refunds
            .iter()
            .filter(|refund| applied.is_some_and(|attempt| attempt.id == refund.payment_attempt_id))
            .map(|refund| {
                let actions = refund_actions(&seen.refund_facts(refund), &Actor::Buyer);
                extras.view(refund, actions)
            })
            .collect(),
        surplus: seen
            .attempts
            .iter()
            .filter_map(|attempt| surplus(attempt, &seen.refunds, &extras))
            .collect(),
        address: AddressView {
            contact_name: order.contact_name.clone(),
            contact_phone: mask_phone(&order.contact_phone),
            region: address.region,
            street: address.street,
        },
        buyer_note: order.buyer_note.clone(),
        parcels,
        to_follow: seen.details.iter().map(|line| line.reserved_qty).sum(),
        receipt: receipt.map(|clock| ReceiptView {
            due: clock.due,
            paused: clock.paused,
        }),
        events,
    })
}

/// A recorded step. A remark that only a newer version knows is left out.
///
/// # Errors
/// `Internal` for a step on no known axis.
fn event_view(event: &Event) -> Result<EventView, Error> {
    let change = Change::read(
        &event.entity,
        &event.axis,
        event.from_state.as_deref(),
        &event.to_state,
    )
    .map_err(Error::internal)?;
    Ok(EventView {
        at: event.at,
        actor: event.actor_kind,
        change,
        cause: event.cause,
        remark: event.note.as_deref().and_then(|note| note.parse().ok()),
    })
}

/// Product lines for pages; shipping is shown among the amounts.
pub(crate) fn lines(
    tx: &mut Tx<'_>,
    details: &[OrderDetail],
    locale: Locale,
) -> Result<Vec<OrderLineView>, Error> {
    let goods: Vec<&OrderDetail> = details
        .iter()
        .filter(|line| line.kind == LineKind::Item)
        .collect();
    let shas: Vec<String> = goods
        .iter()
        .filter_map(|line| line.image_sha.clone())
        .collect();
    let images = order::images(tx, &shas)?;
    let thumbs = Thumbs::of(tx, &images)?;
    Ok(goods
        .into_iter()
        .map(|line| {
            let image = images
                .iter()
                .find(|image| Some(&image.sha256) == line.image_sha.as_ref());
            line_view(line, image, &thumbs, locale)
        })
        .collect())
}

/// One line with its picture.
pub(crate) fn line_view(
    line: &OrderDetail,
    image: Option<&store::models::picture::Image>,
    thumbs: &Thumbs,
    locale: Locale,
) -> OrderLineView {
    OrderLineView {
        line_no: line.line_no,
        title: Words::choose(locale, &line.title_zh, &line.title_en),
        options: Words::choose(locale, &line.options_zh, &line.options_en),
        image: image.map(|image| thumbs.view(image, locale)),
        unit: line.unit_fen,
        qty: line.qty,
        paid: line.paid_fen,
        refund_qty: line.refund_qty,
        refund_amount: line.refund_fen,
        shipped: line.shipped_qty,
    }
}

fn surplus(attempt: &Attempt, refunds: &[Refund], extras: &Extras) -> Option<SurplusView> {
    let disposition = match attempt.disposition? {
        Disposition::Applied => return None,
        other @ (Disposition::Duplicate | Disposition::Late | Disposition::Mismatch) => other,
    };
    Some(SurplusView {
        disposition,
        paid: attempt.paid_fen.unwrap_or(Fen::ZERO),
        paid_at: attempt.paid_at,
        trade_no: attempt.provider_trade_no.clone(),
        refund: refunds
            .iter()
            // The last one, because a cancelled one is followed by the next.
            .rfind(|refund| refund.payment_attempt_id == attempt.id && refund.origin.is_automatic())
            .map(|refund| extras.view(refund, Vec::new())),
    })
}

fn steps(order: &Order) -> Vec<StepView> {
    [
        (Step::Placed, Some(order.placed_at)),
        (Step::Paid, order.paid_at),
        (Step::Shipped, order.shipped_at),
        (Step::Received, order.received_at),
        (Step::Completed, order.completed_at),
    ]
    .into_iter()
    .map(|(step, at)| StepView { step, at })
    .collect()
}

/// Unpaid, past the deadline, and not yet cancelled.
fn is_closing_soon(facts: &OrderFacts, now: Millis) -> bool {
    let waiting = facts.pay_state == PayState::Unpaid
        && facts.lifecycle == domain::order::Lifecycle::Open
        && facts
            .cancel_intent
            .is_none_or(|intent| intent == CancelIntent::Deadline);
    waiting && !is_payable(facts.pay_deadline, now)
}
