//! The order index of staff, and what their order page shows besides the order.

mod index;
mod packing;

pub use self::index::{
    AdminPage, Days, Sought, count, find, oldest_request, page, paid_between, refunded_between,
};
pub use self::packing::{of_recipients, sku_codes, to_ship};

use crate::{
    error::StoreError,
    models::{
        admin::{Leg, Talk},
        inbox::InboxRow,
    },
    schema::{ledger_entries, ledger_txns, notify_inbox, provider_calls, users},
    tx::Tx,
};
use diesel::prelude::*;

/// The ledger entries of an order, oldest first.
pub fn legs(tx: &mut Tx<'_>, order_id: i64) -> Result<Vec<Leg>, StoreError> {
    tx.q(|c| {
        ledger_txns::table
            .inner_join(ledger_entries::table)
            .filter(ledger_txns::order_id.eq(order_id))
            .order((ledger_txns::id.asc(), ledger_entries::seq.asc()))
            .select(Leg::as_select())
            .load(c)
    })
}

/// The calls to the gateway about these attempts and refunds, oldest first.
pub fn talks(
    tx: &mut Tx<'_>,
    attempts: &[i64],
    refunds: &[i64],
    limit: i64,
) -> Result<Vec<Talk>, StoreError> {
    let mut newest: Vec<Talk> = tx.q(|c| {
        provider_calls::table
            .filter(
                provider_calls::attempt_id
                    .eq_any(attempts.iter().copied().map(Some))
                    .or(provider_calls::refund_id.eq_any(refunds.iter().copied().map(Some))),
            )
            .order(provider_calls::id.desc())
            .limit(limit)
            .select(Talk::as_select())
            .load(c)
    })?;
    newest.reverse();
    Ok(newest)
}

/// The notifications with these trade numbers, oldest first.
pub fn notifies(
    tx: &mut Tx<'_>,
    out_trade_nos: &[&str],
    limit: i64,
) -> Result<Vec<InboxRow>, StoreError> {
    let mut newest: Vec<InboxRow> = tx.q(|c| {
        notify_inbox::table
            .filter(notify_inbox::out_trade_no.eq_any(out_trade_nos))
            .order(notify_inbox::id.desc())
            .limit(limit)
            .select(InboxRow::as_select())
            .load(c)
    })?;
    newest.reverse();
    Ok(newest)
}

/// The sign-in name of a user: the email address, else the phone.
pub fn login_of(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<String>, StoreError> {
    let found: Option<(Option<String>, Option<String>)> = tx.q(|c| {
        users::table
            .filter(users::id.eq(user_id))
            .select((users::email, users::phone))
            .first(c)
            .optional()
    })?;
    Ok(found.and_then(|(email, phone)| email.or(phone)))
}

/// The display names of users, as (id, name).
pub fn names(tx: &mut Tx<'_>, user_ids: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
    tx.q(|c| {
        users::table
            .filter(users::id.eq_any(user_ids))
            .select((users::id, users::display_name))
            .load(c)
    })
}
