//! 再次购买: puts the order's products into the cart again.

use crate::{
    Error, Shop, Viewer,
    cart::change::{self, Owner},
    ids,
};
use domain::{error::ErrorCode, form::OrderForm, number, order::LineKind};
use store::queries::{cart, catalog, order};

impl Shop {
    /// Puts the order's products into the cart again. Returns the number of lines added.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused(OutOfStock)` if no line is available.
    pub async fn buy_again(&self, viewer: &Viewer, form: OrderForm) -> Result<i64, Error> {
        let user_id = viewer.shopper()?.user_id;
        let shop = self.clone();
        self.store
            .write(move |tx| {
                let now = shop.now();
                let order = order::owned(tx, &form.number, user_id)?.ok_or(Error::NotFound)?;
                let key = number::key(&ids::draw(shop.ids.as_ref()));
                let held = Owner::User(user_id).lock_cart(tx, &key, now)?;
                let mut taken = 0_i64;
                for line in order::details(tx, order.id)? {
                    let (LineKind::Item, Some(sku_id)) = (line.kind, line.sku_id) else {
                        continue;
                    };
                    let Some(sku) =
                        catalog::sellable_by_id(tx, sku_id)?.filter(|sku| sku.free() > 0)
                    else {
                        continue;
                    };
                    match change::add(tx, &held, &sku, line.qty, shop.policy.cart_lines, now) {
                        Ok(_capped_or_not) => taken = taken.saturating_add(1),
                        // A full cart: the lines added so far stay.
                        Err(Error::Refused(full))
                            if taken > 0 && full.code == ErrorCode::CartFull =>
                        {
                            break;
                        }
                        Err(other) => return Err(other),
                    }
                }
                if taken == 0 {
                    return Err(Error::refused(ErrorCode::OutOfStock));
                }
                cart::renew_key(tx, held.id, &key, now)?;
                Ok(taken)
            })
            .await
    }
}
