//! Merging the guest's cart at sign-in.

use super::change::Owner;
use domain::{
    cart::{Cap, merge},
    time::Millis,
};
use store::{
    StoreError, Tx,
    models::cart::{CartLine, CartOwner, NewCartLine},
    queries::cart as carts,
};

/// The result of merging the guest's cart at sign-in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// Lines that were moved or merged.
    pub joined: i64,
    /// Lines that were lowered to the available units.
    pub short: i64,
    /// Lines that were lowered to the limit of a line.
    pub limited: i64,
    /// Lines that did not fit the cart's limit.
    pub left_out: i64,
}

/// Adds each line of the guest's cart to the user's, `min(sum, 99, max(1, free))` units, and closes
/// the guest's cart. Lines beyond `most_lines` are left out and counted. A second sign-in with the
/// same session finds nothing to merge.
pub(crate) fn guest_into_user(
    tx: &mut Tx<'_>,
    session: Option<&str>,
    user_id: i64,
    most_lines: i64,
    key: &str,
    at: Millis,
) -> Result<Merged, StoreError> {
    let Some(session) = session else {
        return Ok(Merged::default());
    };
    let Some(guest) = Owner::Guest(session.to_owned()).open_cart(tx)? else {
        return Ok(Merged::default());
    };
    match carts::lock(tx, guest.id) {
        Ok(()) => {}
        // Another sign-in merged it while this one waited for the lock.
        Err(StoreError::Gone) => return Ok(Merged::default()),
        Err(other) => return Err(other),
    }
    let cart = carts::open_or_create(tx, CartOwner::User(user_id), key, at)?;
    carts::lock(tx, cart.id)?;
    let own = carts::lines(tx, cart.id)?;
    let mut merged = Merged::default();
    let mut held = i64::try_from(own.len()).unwrap_or(i64::MAX);
    for line in carts::lines(tx, guest.id)? {
        let mine = own.iter().find(|own| own.sku_id == line.sku_id);
        if mine.is_none() {
            if held >= most_lines {
                merged.left_out += 1;
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
        merged.joined += 1;
        match fitted.cap {
            Some(Cap::Stock) => merged.short += 1,
            Some(Cap::Line) => merged.limited += 1,
            None => {}
        }
    }
    carts::mark_merged(tx, guest.id, user_id, cart.id, at)?;
    if merged.joined > 0 {
        carts::renew_key(tx, cart.id, key, at)?;
    }
    Ok(merged)
}
