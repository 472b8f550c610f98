//! Carts. A change of lines takes the cart's lock first, so that two tabs take turns.

mod line;

pub use self::line::{
    held, lines, put_line, remove_lines, select_all, select_line, select_only, units,
};

use crate::{
    error::StoreError,
    models::cart::{Cart, CartOwner},
    schema::{carts, sessions},
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// The open cart of an account.
pub fn open_of_user(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<Cart>, StoreError> {
    tx.q(|c| {
        carts::table
            .filter(carts::user_id.eq(user_id))
            .filter(carts::state.eq("open"))
            .select(Cart::as_select())
            .first(c)
            .optional()
    })
}

/// The open guest cart of the session with this token hash.
pub fn open_of_session(tx: &mut Tx<'_>, token_hash: &str) -> Result<Option<Cart>, StoreError> {
    tx.q(|c| {
        carts::table
            .inner_join(sessions::table.on(carts::session_id.eq(sessions::id.nullable())))
            .filter(sessions::token_hash.eq(token_hash))
            .filter(carts::state.eq("open"))
            .select(Cart::as_select())
            .first(c)
            .optional()
    })
}

/// The key of the session with this token hash.
pub fn session_key(tx: &mut Tx<'_>, token_hash: &str) -> Result<Option<i64>, StoreError> {
    tx.q(|c| {
        sessions::table
            .filter(sessions::token_hash.eq(token_hash))
            .select(sessions::id)
            .first(c)
            .optional()
    })
}

/// The owner's open cart; inserts one with `checkout_key` if there is none.
pub fn open_or_create(
    tx: &mut Tx<'_>,
    owner: CartOwner,
    checkout_key: &str,
    at: Millis,
) -> Result<Cart, StoreError> {
    if let Some(cart) = open_of(tx, owner)? {
        return Ok(cart);
    }
    let (user_id, session_id) = match owner {
        CartOwner::User(id) => (Some(id), None),
        CartOwner::Session(id) => (None, Some(id)),
    };
    // A known row: another tab opened it between our two statements.
    tx.insert_or_known(|c| {
        diesel::insert_into(carts::table)
            .values((
                carts::user_id.eq(user_id),
                carts::session_id.eq(session_id),
                carts::state.eq("open"),
                carts::checkout_key.eq(checkout_key),
                carts::updated_at.eq(at.get()),
                carts::version.eq(1_i64),
            ))
            .execute(c)
    })?;
    open_of(tx, owner)?.ok_or(StoreError::Gone)
}

fn open_of(tx: &mut Tx<'_>, owner: CartOwner) -> Result<Option<Cart>, StoreError> {
    match owner {
        CartOwner::User(id) => open_of_user(tx, id),
        CartOwner::Session(id) => tx.q(|c| {
            carts::table
                .filter(carts::session_id.eq(id))
                .filter(carts::state.eq("open"))
                .select(Cart::as_select())
                .first(c)
                .optional()
        }),
    }
}

/// Locks an open cart: other changes of its lines wait for our commit.
///
/// # Errors
/// `Gone` if it is no longer open.
pub fn lock(tx: &mut Tx<'_>, cart_id: i64) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            carts::table
                .filter(carts::id.eq(cart_id))
                .filter(carts::state.eq("open")),
        )
        .set(carts::version.eq(carts::version + 1))
        .execute(c)
    })
}

/// Sets a new `checkout_key`, which makes checkout pages with the old one stale.
///
/// # Errors
/// `Conflict` if the key is taken; `Gone` if there is no such cart.
pub fn renew_key(
    tx: &mut Tx<'_>,
    cart_id: i64,
    checkout_key: &str,
    at: Millis,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(carts::table.filter(carts::id.eq(cart_id)))
            .set((
                carts::checkout_key.eq(checkout_key),
                carts::updated_at.eq(at.get()),
                carts::version.eq(carts::version + 1),
            ))
            .execute(c)
    })
}

/// Closes a guest's cart after its lines moved `into` the user's cart. The user owns it then, so
/// that the session can be deleted.
///
/// # Errors
/// `Gone` if it is no longer open because it was merged already.
pub fn mark_merged(
    tx: &mut Tx<'_>,
    cart_id: i64,
    user_id: i64,
    into: i64,
    at: Millis,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            carts::table
                .filter(carts::id.eq(cart_id))
                .filter(carts::state.eq("open")),
        )
        .set((
            carts::state.eq("merged"),
            carts::user_id.eq(Some(user_id)),
            carts::session_id.eq(None::<i64>),
            carts::merged_into.eq(Some(into)),
            carts::updated_at.eq(at.get()),
            carts::version.eq(carts::version + 1),
        ))
        .execute(c)
    })
}
