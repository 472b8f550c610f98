//! The order index: saved views, exact search, keyset paging both ways, no counting.

use crate::{
    conn::Db,
    error::StoreError,
    models::order::Order,
    schema::{orders, payment_attempts, refunds},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    money::Fen,
    order::{Lifecycle, PayState, ShipState},
    refund::{RefundOrigin, RefundState},
    time::Millis,
    view::admin::AdminTab,
};

/// A place in a list of staff's, by the key of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdminPage {
    /// The newest rows.
    First,
    /// Rows older than this one.
    Before(i64),
    /// Rows newer than this one.
    After(i64),
}

/// The words of the refund states that `wanted` picks.
fn states(wanted: impl Fn(RefundState) -> bool) -> Vec<&'static str> {
    RefundState::ALL
        .iter()
        .filter(|s| wanted(**s))
        .map(|s| s.as_str())
        .collect()
}

/// Open and unpaid. Nothing unpaid was ever shipped; saying so lets the index of states give the order of the keys.
fn unpaid(query: Query) -> Query {
    query
        .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
        .filter(orders::pay_state.eq(PayState::Unpaid.as_str()))
        .filter(orders::ship_state.eq(ShipState::None.as_str()))
}

/// The orders of a saved view. `now` decides what is today and what is late; `from_key`: the page begins at one.
fn view(tab: AdminTab, now: Millis, from_key: bool) -> Query {
    let query = orders::table.into_boxed::<<Db as Connection>::Backend>();
    let paid = [
        PayState::Paid.as_str(),
        PayState::PartiallyRefunded.as_str(),
    ];
    let unsent = [ShipState::None.as_str(), ShipState::Partial.as_str()];
    let automatic = || {
        RefundOrigin::ALL
            .iter()
            .filter(|o| o.is_automatic())
            .map(|o| o.as_str())
    };
    let with_refund = |wanted: Vec<&'static str>| {
        refunds::table
            .filter(refunds::state.eq_any(wanted))
            .select(refunds::order_id)
    };
    match tab {
        AdminTab::All => query,
        AdminTab::ToPay => unpaid(query),
        AdminTab::ToShip => query
            .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
            .filter(orders::pay_state.eq_any(paid))
            .filter(orders::ship_state.eq_any(unsent)),
        AdminTab::Refunding => {
            query.filter(orders::id.eq_any(with_refund(states(RefundState::is_live))))
        }
        // Refunds that are stuck, and surplus money that is not back yet.
        AdminTab::Trouble => query.filter(
            orders::id.eq_any(
                refunds::table
                    .filter(
                        refunds::state
                            .eq_any([RefundState::Unknown.as_str(), RefundState::Failed.as_str()])
                            .or(refunds::state
                                .eq_any(states(RefundState::is_live))
                                .and(refunds::origin.eq_any(automatic()))),
                    )
                    .select(refunds::order_id),
            ),
        ),
        AdminTab::PaidToday if !from_key => {
            query.filter(orders::paid_at.ge(now.shanghai_midnight().get()))
        }
        AdminTab::PaidToday => {
            // Apart, so that its own index is used: beside a key to begin at, SQLite would go along the keys instead and
            // read every order there is. Without such a key PostgreSQL would read them all for this.
            let today = diesel::alias!(orders as orders_today);
            let midnight = now.shanghai_midnight().get();
            query.filter(
                orders::id.eq_any(
                    today
                        .filter(today.field(orders::paid_at).ge(midnight))
                        .select(today.field(orders::id)),
                ),
            )
        }
        AdminTab::Decide => {
            query.filter(orders::id.eq_any(with_refund(states(|s| s == RefundState::Requested))))
        }
        AdminTab::Unknown => {
            query.filter(orders::id.eq_any(with_refund(states(|s| s == RefundState::Unknown))))
        }
        AdminTab::Failed => {
            query.filter(orders::id.eq_any(with_refund(states(|s| s == RefundState::Failed))))
        }
        // Past the deadline, and the gateway has not said yet that nothing was paid.
        AdminTab::Confirming => unpaid(query).filter(orders::pay_deadline.lt(now.get())),
        AdminTab::Surplus => query.filter(
            orders::id.eq_any(
                refunds::table
                    .filter(refunds::state.eq_any(states(RefundState::is_live)))
                    .filter(refunds::origin.eq_any(automatic()))
                    .select(refunds::order_id),
            ),
        ),
    }
}

type Query = orders::BoxedQuery<'static, <Db as Connection>::Backend>;

/// At most `limit` orders of a saved view, newest first.
///
/// # Errors
/// Those of the database.
pub fn page(
    tx: &mut Tx<'_>,
    tab: AdminTab,
    at: AdminPage,
    limit: i64,
    now: Millis,
) -> Result<Vec<Order>, StoreError> {
    placed(tx, view(tab, now, at != AdminPage::First), at, limit)
}

/// The rows of `query` at this place, newest first.
fn placed(
    tx: &mut Tx<'_>,
    query: Query,
    at: AdminPage,
    limit: i64,
) -> Result<Vec<Order>, StoreError> {
    let query = query.limit(limit);
    let query = match at {
        AdminPage::First => query.order(orders::id.desc()),
        AdminPage::Before(id) => query.filter(orders::id.lt(id)).order(orders::id.desc()),
        // Upwards, so that the page next to the present one is taken and not the newest; turned round below.
        AdminPage::After(id) => query.filter(orders::id.gt(id)).order(orders::id.asc()),
    };
    let mut rows: Vec<Order> = tx.q(|c| query.select(Order::as_select()).load(c))?;
    match at {
        AdminPage::First | AdminPage::Before(_) => {}
        AdminPage::After(_) => rows.reverse(),
    }
    Ok(rows)
}

/// How many orders a saved view holds; `limit` stands for that many or more.
///
/// # Errors
/// Those of the database.
pub fn count(tx: &mut Tx<'_>, tab: AdminTab, limit: i64, now: Millis) -> Result<i64, StoreError> {
    let found: Vec<i64> = tx.q(|c| {
        view(tab, now, false)
            .limit(limit)
            .select(orders::id)
            .load(c)
    })?;
    Ok(i64::try_from(found.len()).unwrap_or(limit))
}

/// The sum of today's paid orders in fen, as they were paid.
///
/// # Errors
/// Those of the database.
pub fn paid_today(tx: &mut Tx<'_>, now: Millis) -> Result<Fen, StoreError> {
    let sum: i64 = tx.q(|c| {
        orders::table
            .filter(orders::paid_at.ge(now.shanghai_midnight().get()))
            .select(diesel::dsl::sql::<diesel::sql_types::BigInt>(
                "CAST(COALESCE(SUM(total_fen), 0) AS BIGINT)",
            ))
            .first(c)
    })?;
    Ok(Fen::new(sum))
}

/// Orders that bear exactly this text: order number, our or the gateway's trade number, telephone. Newest first, at
/// most `limit`.
///
/// # Errors
/// Those of the database.
pub fn find(
    tx: &mut Tx<'_>,
    text: &str,
    at: AdminPage,
    limit: i64,
) -> Result<Vec<Order>, StoreError> {
    if !may_stand(text) {
        return Ok(Vec::new());
    }
    // Both numbers are unique: two rows at most.
    let by_trade: Vec<i64> = tx.q(|c| {
        payment_attempts::table
            .filter(
                payment_attempts::out_trade_no
                    .eq(text)
                    .or(payment_attempts::provider_trade_no.eq(text)),
            )
            .select(payment_attempts::order_id)
            .load(c)
    })?;
    // Apart, as above: beside a key to begin at, SQLite would go along the keys.
    let named = diesel::alias!(orders as orders_named);
    let found = named
        .filter(
            named
                .field(orders::number)
                .eq(text.to_owned())
                .or(named.field(orders::contact_phone).eq(text.to_owned()))
                .or(named.field(orders::id).eq_any(by_trade)),
        )
        .select(named.field(orders::id));
    let query = orders::table
        .into_boxed::<<Db as Connection>::Backend>()
        .filter(orders::id.eq_any(found));
    placed(tx, query, at, limit)
}
