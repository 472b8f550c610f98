//! 再次购买: puts the order's products into the cart again.

use crate::{
    Error, Shop, Viewer,
    cart::{
        Filled,
        change::{self, Owner},
        fill::Name,
    },
    ids,
};
use domain::{error::ErrorCode, form::OrderForm, number, order::LineKind, view::cart::Difference};
use store::queries::{cart, catalog, order};

impl Shop {
    /// Puts the order's products into the cart again. Returns the number of lines added, and what
    /// differs from the order.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused` if no line is available: `CartFull`,
    /// `NothingAvailable`.
    pub async fn buy_again(&self, viewer: &Viewer, form: OrderForm) -> Result<Filled, Error> {
        let user_id = viewer.shopper()?.user_id;
        let (shop, locale) = (self.clone(), viewer.locale);
        self.store
            .write(move |tx| {
                let (now, most_lines) = (shop.now(), shop.policy.cart_lines);
                let order = order::owned(tx, &form.number, user_id)?.ok_or(Error::NotFound)?;
                let key = number::key(&ids::draw(shop.ids.as_ref()));
                let held = Owner::User(user_id).lock_cart(tx, &key, now)?;
                let mut filled = Filled::default();
                for line in order::details(tx, order.id)? {
                    let (LineKind::Item, Some(sku_id)) = (line.kind, line.sku_id) else {
                        continue;
                    };
                    let titles = [line.title_zh.as_str(), line.title_en.as_str()];
                    let name = Name::choose(locale, titles, [&line.options_zh, &line.options_en]);
                    let Some(sku) = catalog::sellable_by_id(tx, sku_id)? else {
                        filled.differs(&name, Difference::NotForSale);
                        continue;
                    };
                    if sku.free() < 1 {
                        filled.differs(&name, Difference::OutOfStock);
                        continue;
                    }
                    let taken = match change::add(tx, &held, &sku, line.qty, most_lines, now) {
                        Ok(taken) => taken,
                        // A full cart takes more units of what it holds, so the lines that follow are tried.
                        Err(Error::Refused(full)) if full.code == ErrorCode::CartFull => {
                            filled.differs(&name, Difference::NoRoom);
                            continue;
                        }
                        Err(other) => return Err(other),
                    };
                    filled.took();
                    if let Some(lowered) = taken.lowered() {
                        filled.differs(&name, lowered);
                    }
                    if sku.price > line.unit_fen {
                        let (was, now) = (line.unit_fen, sku.price);
                        filled.differs(&name, Difference::Dearer { was, now });
                    }
                }
                if filled.lines == 0 {
                    return Err(nothing(&filled));
                }
                cart::renew_key(tx, held.id, &key, now)?;
                Ok(filled)
            })
            .await
    }
}

/// The refusal if not one line was taken.
fn nothing(filled: &Filled) -> Error {
    let mut differences = filled.differences.iter().map(|line| line.difference);
    Error::refused(if differences.any(|it| it == Difference::NoRoom) {
        ErrorCode::CartFull
    } else {
        ErrorCode::NothingAvailable
    })
}
