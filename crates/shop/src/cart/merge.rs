//! Merging the guest's cart at sign-in.

use super::{
    change::{Owner, told},
    fill::{Filled, Name},
};
use crate::Viewer;
use domain::{cart::merge, time::Millis, view::cart::Difference};
use store::{
    StoreError, Tx,
    models::cart::{CartLine, CartOwner, NewCartLine},
    queries::cart as carts,
};

/// Adds each line of the guest's cart to the user's, `min(sum, 99, max(1, free))` units, and closes
/// the guest's cart. Lines beyond `most_lines` are left out. A second sign-in with the same session
/// finds nothing to merge.
pub(crate) fn guest_into_user(
    tx: &mut Tx<'_>,
    guest: &Viewer,
    user_id: i64,
    most_lines: i64,
    key: &str,
    at: Millis,
) -> Result<Filled, StoreError> {
    let locale = guest.locale;
    let Some(session) = guest.session.clone() else {
        return Ok(Filled::default());
    };
    let Some(guest) = Owner::Guest(session).open_cart(tx)? else {
        return Ok(Filled::default());
    };
    match carts::lock(tx, guest.id) {
        Ok(()) => {}
        // Another sign-in merged it while this one waited for the lock.
        Err(StoreError::Gone) => return Ok(Filled::default()),
        Err(other) => return Err(other),
    }
    let cart = carts::open_or_create(tx, CartOwner::User(user_id), key, at)?;
    carts::lock(tx, cart.id)?;
    let own = carts::lines(tx, cart.id)?;
    let mut merged = Filled::default();
    let mut held = i64::try_from(own.len()).unwrap_or(i64::MAX);
    for line in carts::lines(tx, guest.id)? {
        let titles = [line.title_zh.as_str(), line.title_en.as_str()];
        let name = Name::choose(locale, titles, [&line.options_zh, &line.options_en]);
        let mine = own.iter().find(|own| own.sku_id == line.sku_id);
        if mine.is_none() {
            if held >= most_lines {
                merged.differs(&name, Difference::NoRoom);
                continue;
            }
            held = held.saturating_add(1);
        }
        let fitted = merge(mine.map_or(0, |own| own.qty), line.qty, line.free());
        let joined = NewCartLine {
            sku_id: line.sku_id,
            qty: fitted.qty,
            selected: line.is_selected() || mine.is_some_and(CartLine::is_selected),
            seen_price: line.seen_price,
            added_at: line.added_at,
        };
        carts::put_line(tx, cart.id, &joined)?;
        merged.took();
        if let Some(lowered) = told(fitted).lowered() {
            merged.differs(&name, missing(&line).unwrap_or(lowered));
        }
    }
    carts::mark_merged(tx, guest.id, user_id, cart.id, at)?;
    if merged.lines > 0 {
        carts::renew_key(tx, cart.id, key, at)?;
    }
    Ok(merged)
}

/// Why none of it can be had. The line stays in the cart all the same.
fn missing(line: &CartLine) -> Option<Difference> {
    if !line.is_for_sale() {
        Some(Difference::NotForSale)
    } else if line.free() < 1 {
        Some(Difference::OutOfStock)
    } else {
        None
    }
}
