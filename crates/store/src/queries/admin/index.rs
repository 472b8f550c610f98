//! The order index: saved views, exact search, keyset paging in both directions. It counts no rows.

use crate::{
    conn::Db,
    error::StoreError,
    models::order::Order,
    queries::order::unshipped,
    schema::{orders, payment_attempts, refunds},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    money::Fen,
    order::{Lifecycle, PayState, ShipState},
    refund::{RefundOrigin, RefundState, TakenFrom},
    time::Millis,
    view::admin::AdminTab,
};

/// A page of an admin list, by the place of its rows: their key, or what the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdminPage<K = i64> {
    /// The newest rows.
    First,
    /// Rows older than this one.
    Before(K),
    /// Rows newer than this one.
    After(K),
}

/// The words of the refund states that `wanted` picks.
fn states(wanted: impl Fn(RefundState) -> bool) -> Vec<&'static str> {
    RefundState::ALL
        .iter()
        .filter(|s| wanted(**s))
        .map(|s| s.as_str())
        .collect()
}

/// Open and unpaid. An unpaid order was never shipped; the extra condition lets the index return
/// rows by key.
fn unpaid(query: Query) -> Query {
    query
        .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
        .filter(orders::pay_state.eq(PayState::Unpaid.as_str()))
        .filter(orders::ship_state.eq(ShipState::None.as_str()))
}

/// The refunds that put an order into a saved view: those in `states` that are in `any` as well or
/// are automatic.
struct Wanted {
    states: Vec<&'static str>,
    any: Vec<&'static str>,
}

/// The refunds that select a saved view; `None` if refunds do not matter for it.
fn refunds_of(tab: AdminTab) -> Option<Wanted> {
    let live = || states(RefundState::is_live);
    let of = |states: Vec<&'static str>| {
        let any = states.clone();
        Some(Wanted { states, any })
    };
    match tab {
        AdminTab::All
        | AdminTab::ToPay
        | AdminTab::ToShip
        | AdminTab::OnItsWay
        | AdminTab::PaidToday
        | AdminTab::Confirming
        | AdminTab::WentBack => None,
        AdminTab::Refunding => of(live()),
        AdminTab::Decide => of(states(|s| s == RefundState::Requested)),
        AdminTab::Unknown => of(states(|s| s == RefundState::Unknown)),
        AdminTab::Failed => of(states(|s| s == RefundState::Failed)),
        // Refunds on hold, and unapplied payments that are not refunded yet.
        AdminTab::Trouble => Some(Wanted {
            states: live(),
            any: states(|s| matches!(s, RefundState::Unknown | RefundState::Failed)),
        }),
        AdminTab::Surplus => Some(Wanted {
            states: live(),
            any: Vec::new(),
        }),
    }
}

/// The orders with such a refund. The state is compared first because the index has it.
#[diesel::dsl::auto_type]
fn refunded(wanted: Wanted) -> _ {
    let within: Vec<&'static str> = wanted.states;
    let any: Vec<&'static str> = wanted.any;
    let origins: Vec<&'static str> = automatic_origins();
    refunds::table
        .filter(
            refunds::state.eq_any(within).and(
                refunds::state
                    .eq_any(any)
                    .or(refunds::origin.eq_any(origins)),
            ),
        )
        .select(refunds::order_id)
}

/// The orders whose payment the gateway reports as fully refunded, without matching refunds here.
#[diesel::dsl::auto_type]
fn went_back() -> _ {
    payment_attempts::table
        // A range instead of "is not null", because SQLite uses the index for it.
        .filter(payment_attempts::went_back_at.gt(0_i64))
        .select(payment_attempts::order_id)
}

fn automatic_origins() -> Vec<&'static str> {
    RefundOrigin::ALL
        .iter()
        .filter(|o| o.is_automatic())
        .map(|o| o.as_str())
        .collect()
}

/// The orders of a saved view. `now` decides what is today and what is late; `from_key`: the page
/// starts at a key.
fn view(tab: AdminTab, now: Millis, from_key: bool) -> Query {
    let query = orders::table.into_boxed::<<Db as Connection>::Backend>();
    if let Some(wanted) = refunds_of(tab) {
        return query.filter(orders::id.eq_any(refunded(wanted)));
    }
    let paid = [
        PayState::Paid.as_str(),
        PayState::PartiallyRefunded.as_str(),
    ];
    let unsent = [ShipState::None.as_str(), ShipState::Partial.as_str()];
    match tab {
        AdminTab::ToPay => unpaid(query),
        AdminTab::ToShip => query
            .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
            .filter(orders::pay_state.eq_any(paid))
            .filter(orders::ship_state.eq_any(unsent))
            .filter(diesel::dsl::exists(unshipped())),
        // The pay state is named for the index; a shipped order has any but unpaid.
        AdminTab::OnItsWay => query
            .filter(orders::lifecycle.eq(Lifecycle::Open.as_str()))
            .filter(orders::pay_state.eq_any([
                PayState::Paid.as_str(),
                PayState::PartiallyRefunded.as_str(),
                PayState::Refunded.as_str(),
            ]))
            .filter(orders::ship_state.eq(ShipState::Shipped.as_str())),
        AdminTab::PaidToday if !from_key => {
            query.filter(orders::paid_at.ge(now.shanghai_midnight().get()))
        }
        AdminTab::PaidToday => {
            // A subquery, so that SQLite uses the index of `paid_at`: with a start key it would
            // scan the keys and read every order. Without a start key PostgreSQL would read every
            // order for a subquery.
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
        // Past the deadline, and the gateway has not yet confirmed that nothing was paid.
        AdminTab::Confirming => unpaid(query).filter(orders::pay_deadline.lt(now.get())),
        AdminTab::WentBack => query.filter(orders::id.eq_any(went_back())),
        AdminTab::All
        | AdminTab::Refunding
        | AdminTab::Trouble
        | AdminTab::Decide
        | AdminTab::Unknown
        | AdminTab::Failed
        | AdminTab::Surplus => query,
    }
}

type Query = orders::BoxedQuery<'static, <Db as Connection>::Backend>;

/// The days on which orders were placed, as `YYYYMMDD` in Shanghai: the first, and the one behind the last.
///
/// An order's number begins with its day, so the index of numbers finds them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Option<String>,
    /// The day after the last one.
    pub before: Option<String>,
}

/// At most `limit` orders of a saved view that were placed within `days`, newest first.
pub fn page(
    tx: &mut Tx<'_>,
    tab: AdminTab,
    days: &Days,
    at: AdminPage,
    limit: i64,
    now: Millis,
) -> Result<Vec<Order>, StoreError> {
    let mut query = view(tab, now, at != AdminPage::First);
    if let Some(from) = &days.from {
        query = query.filter(orders::number.ge(from.clone()));
    }
    if let Some(before) = &days.before {
        query = query.filter(orders::number.lt(before.clone()));
    }
    placed(tx, query, at, limit)
}

/// One page of `query`, newest first.
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
        // Ascending, so that the nearest newer page is taken and not the newest; reversed below.
        AdminPage::After(id) => query.filter(orders::id.gt(id)).order(orders::id.asc()),
    };
    let mut rows: Vec<Order> = tx.q(|c| query.select(Order::as_select()).load(c))?;
    match at {
        AdminPage::First | AdminPage::Before(_) => {}
        AdminPage::After(_) => rows.reverse(),
    }
    Ok(rows)
}

/// Number of orders in a saved view; `limit` means that many or more.
pub fn count(tx: &mut Tx<'_>, tab: AdminTab, limit: i64, now: Millis) -> Result<i64, StoreError> {
    let found: Vec<i64> = tx.q(|c| match refunds_of(tab) {
        // Counts in `refunds` alone: PostgreSQL would read all orders for the join.
        Some(wanted) => refunded(wanted).distinct().limit(limit).load(c),
        None if tab == AdminTab::WentBack => went_back().distinct().limit(limit).load(c),
        None => view(tab, now, false)
            .limit(limit)
            .select(orders::id)
            .load(c),
    })?;
    Ok(i64::try_from(found.len()).unwrap_or(limit))
}

/// The sum of the orders paid from `from` until before `to`, as they were paid.
pub fn paid_between(tx: &mut Tx<'_>, from: Millis, to: Millis) -> Result<Fen, StoreError> {
    let sum: i64 = tx.q(|c| {
        orders::table
            .filter(orders::paid_at.ge(from.get()))
            .filter(orders::paid_at.lt(to.get()))
            .select(diesel::dsl::sql::<diesel::sql_types::BigInt>(
                "CAST(COALESCE(SUM(total_fen), 0) AS BIGINT)",
            ))
            .first(c)
    })?;
    Ok(Fen::new(sum))
}

/// The sum of the refunds that orders got from `from` until before `to`. Unapplied payments that
/// went back are not among them, because they are not among the paid orders either.
pub fn refunded_between(tx: &mut Tx<'_>, from: Millis, to: Millis) -> Result<Fen, StoreError> {
    let sum: i64 = tx.q(|c| {
        refunds::table
            .filter(refunds::succeeded_at.ge(from.get()))
            .filter(refunds::succeeded_at.lt(to.get()))
            .filter(refunds::state.eq(RefundState::Succeeded.as_str()))
            .filter(refunds::taken_from.ne(TakenFrom::Suspense.as_str()))
            .select(diesel::dsl::sql::<diesel::sql_types::BigInt>(
                "CAST(COALESCE(SUM(amount_fen), 0) AS BIGINT)",
            ))
            .first(c)
    })?;
    Ok(Fen::new(sum))
}

/// Since when the oldest refund request waits for a decision.
pub fn oldest_request(tx: &mut Tx<'_>) -> Result<Option<Millis>, StoreError> {
    let oldest: Option<i64> = tx.q(|c| {
        refunds::table
            .filter(refunds::state.eq(RefundState::Requested.as_str()))
            .select(diesel::dsl::min(refunds::created_at))
            .first(c)
    })?;
    Ok(oldest.map(Millis::new))
}

/// A search text in the form of each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// An order number, or our or the gateway's trade number.
    pub number: String,
    /// A phone number.
    pub phone: String,
}

/// Orders with exactly this number or phone, newest first, at most `limit`.
pub fn find(
    tx: &mut Tx<'_>,
    sought: &Sought,
    at: AdminPage,
    limit: i64,
) -> Result<Vec<Order>, StoreError> {
    let Sought { number, phone } = sought;
    if !may_stand(number) || !may_stand(phone) {
        return Ok(Vec::new());
    }
    // Both numbers are unique: at most two rows.
    let by_trade: Vec<i64> = tx.q(|c| {
        payment_attempts::table
            .filter(
                payment_attempts::out_trade_no
                    .eq(number)
                    .or(payment_attempts::provider_trade_no.eq(number)),
            )
            .select(payment_attempts::order_id)
            .load(c)
    })?;
    // A subquery for the same reason: with a start key SQLite would scan the keys.
    let named = diesel::alias!(orders as orders_named);
    let found = named
        .filter(
            named
                .field(orders::number)
                .eq(number.clone())
                .or(named.field(orders::contact_phone).eq(phone.clone()))
                .or(named.field(orders::id).eq_any(by_trade)),
        )
        .select(named.field(orders::id));
    let query = orders::table
        .into_boxed::<<Db as Connection>::Backend>()
        .filter(orders::id.eq_any(found));
    placed(tx, query, at, limit)
}
