//! Placing an order: one transaction from the cart's key to the expiry job.

use super::{
    Placed,
    address::{self, Recipient},
    chosen, unpaid,
};
use crate::{
    Error, Shop, Viewer,
    cart::view::totals,
    ids,
    jobs::file,
    order::{
        history::{self, By, Step},
        stock,
        view::Address,
    },
};
use domain::{
    error::{ErrorCode, Refusal},
    form::CheckoutForm,
    locale::Locale,
    money::Fen,
    number,
    order::{Cause, Lifecycle, LineKind, PayState, ShipState},
    payment::{deadline, expiry, is_payable},
    price,
    setting::Settings,
    time::Millis,
    view::cart::Totals,
};
use store::{
    StoreError, Tx,
    models::{
        cart::{Cart, CartLine},
        order::{NewOrder, NewOrderDetail, Order},
    },
    queries::{cart, order},
};

/// Tries to draw an unused order number.
const DRAWS: usize = 5;

/// The customer and the form's texts.
struct Request {
    user_id: i64,
    network: Option<String>,
    locale: Locale,
    checkout_key: String,
    total_seen: Option<Fen>,
    recipient: Recipient,
}

impl Shop {
    /// Places the order: prices again, compares with the total shown, reserves stock, writes order and lines.
    ///
    /// # Errors
    /// `LoginRequired`; `Refused` with field codes, `TotalChanged`, `OutOfStock`, `OnlyLeft`, `NotForSale`, `FormStale`,
    /// `UnpaidOrders`, `UnpaidUnits`, `UnpaidNetwork`.
    pub async fn place_order(&self, viewer: &Viewer, form: CheckoutForm) -> Result<Placed, Error> {
        let user_id = viewer.shopper()?.user_id;
        if !number::is_key(&form.checkout_key) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        let key = form.checkout_key.clone();
        let found = self
            .store
            .read(move |tx| placed_before(tx, &key, user_id))
            .await?;
        if let Some(placed) = found {
            return Ok(placed);
        }
        let request = Request {
            user_id,
            network: viewer.network().map(str::to_owned),
            locale: viewer.locale,
            total_seen: form.total_fen.parse().ok().map(Fen::new),
            recipient: address::read(&form)?,
            checkout_key: form.checkout_key,
        };
        let (shop, settings) = (self.clone(), self.settings().await?);
        self.store
            .write(move |tx| shop.place(tx, &request, &settings))
            .await
    }

    fn place(
        &self,
        tx: &mut Tx<'_>,
        request: &Request,
        settings: &Settings,
    ) -> Result<Placed, Error> {
        let now = self.now();
        let stale = || Error::refused(ErrorCode::FormStale);
        let held = cart::open_of_user(tx, request.user_id)?.ok_or_else(stale)?;
        // A second post of the same form waits for this lock and then finds the order.
        match cart::lock(tx, held.id) {
            Ok(()) => {}
            Err(StoreError::Gone) => return Err(stale()),
            Err(other) => return Err(other.into()),
        }
        let held = cart::open_of_user(tx, request.user_id)?.ok_or_else(stale)?;
        let lines = cart::lines(tx, held.id)?;
        if held.checkout_key != request.checkout_key {
            if let Some(placed) = placed_before(tx, &request.checkout_key, request.user_id)? {
                return Ok(placed);
            }
            return match just_placed(tx, request.user_id, now)? {
                Some(placed) if lines.is_empty() => Ok(placed),
                Some(_) | None => Err(stale()),
            };
        }
        let chosen = chosen(lines, request.locale)?;
        let totals = totals(&chosen, settings)?;
        if request.total_seen != Some(totals.total) {
            let refusal = Refusal::new(ErrorCode::TotalChanged).with("amount", totals.total);
            return Err(Error::Refused(refusal));
        }
        if !price::is_payable(totals.total) {
            return Err(Error::refused(ErrorCode::TotalTooLarge));
        }
        let units = chosen.iter().map(|line| line.qty).sum();
        let network = request.network.as_deref();
        unpaid::admit(tx, settings, request.user_id, network, units)?;
        let pay_by = deadline(now, settings.pay_minutes);
        let (order_id, number) = self.insert_order(tx, request, &totals, pay_by, now)?;
        insert_lines(tx, order_id, &chosen, &totals)?;
        stock::reserve_all(tx, order_id, request.locale, now)?;
        record(tx, order_id, request.user_id, now)?;
        self.take_from_cart(tx, &held, &chosen, now)?;
        file::expire_order(tx, order_id, now, expiry(pay_by))?;
        Ok(Placed {
            number,
            is_fresh: true,
        })
    }

    fn insert_order(
        &self,
        tx: &mut Tx<'_>,
        request: &Request,
        totals: &Totals,
        pay_deadline: Millis,
        now: Millis,
    ) -> Result<(i64, String), Error> {
        let to = &request.recipient;
        let address = Address {
            region: to.region.clone(),
            street: to.street.clone(),
        };
        let address_json = serde_json::to_string(&address).map_err(Error::internal)?;
        for _draw in 0..DRAWS {
            let row = NewOrder {
                number: number::order_number(&now.shanghai_day(), &ids::draw(self.ids.as_ref())),
                user_id: request.user_id,
                checkout_key: request.checkout_key.clone(),
                locale: request.locale,
                items: totals.items,
                discount: totals.discount,
                postage: totals.postage,
                total: totals.total,
                contact_name: to.contact_name.clone(),
                contact_phone: to.contact_phone.clone(),
                address_json: address_json.clone(),
                buyer_note: to.buyer_note.clone(),
                pay_deadline,
                placed_at: now,
                placed_from: request.network.clone(),
            };
            match tx.savepoint(|tx| order::insert(tx, &row)) {
                Ok(id) => return Ok((id, row.number)),
                Err(StoreError::Conflict(what)) if what.contains("orders.number") => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(Error::internal("no free order number was drawn"))
    }

    /// Removes the ordered lines from the cart; the rest stays, under a new key.
    fn take_from_cart(
        &self,
        tx: &mut Tx<'_>,
        held: &Cart,
        chosen: &[CartLine],
        now: Millis,
    ) -> Result<(), Error> {
        let skus: Vec<i64> = chosen.iter().map(|line| line.sku_id).collect();
        cart::remove_lines(tx, held.id, &skus)?;
        let key = number::key(&ids::draw(self.ids.as_ref()));
        Ok(cart::renew_key(tx, held.id, &key, now)?)
    }
}

/// The order that this user placed with this key. Another user's key is refused.
fn placed_before(tx: &mut Tx<'_>, key: &str, user_id: i64) -> Result<Option<Placed>, Error> {
    match order::by_checkout_key(tx, key)? {
        Some(order) if order.user_id == Some(user_id) => Ok(Some(again(order))),
        Some(_) => Err(Error::refused(ErrorCode::FormStale)),
        None => Ok(None),
    }
}

/// The user's newest order, if it is unpaid: another tab may have placed it after a cart change
/// that this tab does not show.
fn just_placed(tx: &mut Tx<'_>, user_id: i64, now: Millis) -> Result<Option<Placed>, Error> {
    Ok(order::last_of_user(tx, user_id)?
        .filter(|order| is_payable(order.pay_deadline, now))
        .map(again)
        .filter(|placed| placed.is_fresh))
}

/// An order that was placed before.
fn again(order: Order) -> Placed {
    Placed {
        is_fresh: order.lifecycle == Lifecycle::Open
            && order.pay_state == PayState::Unpaid
            && order.cancel_intent.is_none(),
        number: order.number,
    }
}

fn insert_lines(
    tx: &mut Tx<'_>,
    order_id: i64,
    chosen: &[CartLine],
    totals: &Totals,
) -> Result<(), Error> {
    let goods = chosen
        .iter()
        .map(|line| line.price.times(line.qty))
        .collect::<Result<Vec<_>, _>>()?;
    let shares = price::distribute(totals.discount, &goods)?;
    let mut line_no = 0_i64;
    for ((line, amount), discount) in chosen.iter().zip(goods).zip(shares) {
        line_no = line_no.saturating_add(1);
        let row = NewOrderDetail {
            line_no,
            kind: LineKind::Item,
            sku_id: Some(line.sku_id),
            title_zh: line.title_zh.clone(),
            title_en: line.title_en.clone(),
            options_zh: line.options_zh.clone(),
            options_en: line.options_en.clone(),
            image_sha: line.image.as_ref().map(|image| image.sha256.clone()),
            unit: line.price,
            qty: line.qty,
            discount,
            paid: amount.minus(discount)?,
        };
        order::insert_detail(tx, order_id, &row)?;
    }
    if totals.postage > Fen::ZERO {
        let row = NewOrderDetail {
            line_no: line_no.saturating_add(1),
            kind: LineKind::Postage,
            sku_id: None,
            title_zh: "运费".to_owned(),
            title_en: "Postage".to_owned(),
            options_zh: String::new(),
            options_en: String::new(),
            image_sha: None,
            unit: totals.postage,
            qty: 1,
            discount: Fen::ZERO,
            paid: totals.postage,
        };
        order::insert_detail(tx, order_id, &row)?;
    }
    Ok(())
}

fn record(tx: &mut Tx<'_>, order_id: i64, user_id: i64, now: Millis) -> Result<(), Error> {
    let by = By::shopper(user_id, Cause::PlaceOrder);
    for (axis, to) in [
        ("lifecycle", Lifecycle::Open.as_str()),
        ("pay_state", PayState::Unpaid.as_str()),
        ("ship_state", ShipState::None.as_str()),
    ] {
        history::order_step(
            tx,
            order_id,
            Step {
                axis,
                from: None,
                to,
                note: None,
            },
            by,
            now,
        )?;
    }
    Ok(())
}
