//! State changes of a refund by compare-and-set.

use crate::{error::StoreError, models::refund::Refund, schema::refunds, tx::Tx};
use diesel::prelude::*;
use domain::{
    money::Fen,
    refund::{RefundState, TakenFrom},
    time::Millis,
};

/// The columns to change; `None` leaves a column as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefundChange {
    /// State.
    pub state: Option<RefundState>,
    /// Code and message of the last response.
    pub gateway: Option<(Option<String>, Option<String>)>,
    /// When it succeeded.
    pub succeeded_at: Option<Millis>,
    /// When it is queried or sent next.
    pub next_check_at: Option<Option<Millis>>,
    /// Note for staff only.
    pub staff_note: Option<String>,
    /// The amount, which may change until it is approved.
    pub amount: Option<Fen>,
    /// Ledger account it is reserved from, once it is approved.
    pub taken_from: Option<TakenFrom>,
    /// The member of staff who decided.
    pub decided_by: Option<i64>,
    /// The first of two members of staff.
    pub first_by: Option<Option<i64>>,
    /// True once the goods are wanted back.
    pub is_return: Option<bool>,
    /// What the customer is told about the decision.
    pub decision_text: Option<String>,
}

#[derive(Default, AsChangeset)]
#[diesel(table_name = refunds)]
struct Columns<'a> {
    state: Option<&'static str>,
    gateway_code: Option<Option<&'a str>>,
    gateway_msg: Option<Option<&'a str>>,
    succeeded_at: Option<Option<i64>>,
    next_check_at: Option<Option<i64>>,
    lease_until: Option<Option<i64>>,
    sent_at: Option<Option<i64>>,
    tries: Option<i64>,
    staff_note: Option<&'a str>,
    amount_fen: Option<i64>,
    taken_from: Option<&'static str>,
    decided_by: Option<i64>,
    first_by: Option<Option<i64>>,
    need_return: Option<i64>,
    decision_text: Option<&'a str>,
    version: i64,
}

fn write(tx: &mut Tx<'_>, seen: &Refund, columns: &Columns<'_>) -> Result<Refund, StoreError> {
    tx.one(|c| {
        diesel::update(
            refunds::table
                .filter(refunds::id.eq(seen.id))
                .filter(refunds::state.eq(seen.state.as_str()))
                .filter(refunds::version.eq(seen.version)),
        )
        .set(columns)
        .execute(c)
    })?;
    super::get(tx, seen.id)
}

/// To `sending`: counts the send and stores when its response must be recorded. Clears the previous
/// code and message, because the next response decides.
///
/// # Errors
/// `Gone` if it has changed; `Conflict` if another refund of the attempt is being sent.
pub fn begin_send(
    tx: &mut Tx<'_>,
    seen: &Refund,
    now: Millis,
    lease_until: Millis,
) -> Result<Refund, StoreError> {
    let columns = Columns {
        state: Some(RefundState::Sending.as_str()),
        gateway_code: Some(None),
        gateway_msg: Some(None),
        next_check_at: Some(Some(lease_until.get())),
        lease_until: Some(Some(lease_until.get())),
        sent_at: Some(Some(now.get())),
        tries: Some(seen.tries.saturating_add(1)),
        version: seen.version.saturating_add(1),
        ..Columns::default()
    };
    write(tx, seen, &columns)
}

/// Changes a refund that still equals `seen`, and returns the changed row. A lease ends with its
/// state.
///
/// # Errors
/// `Gone` if it has changed.
pub fn change(tx: &mut Tx<'_>, seen: &Refund, to: &RefundChange) -> Result<Refund, StoreError> {
    let gateway = to.gateway.as_ref();
    let columns = Columns {
        state: to.state.map(RefundState::as_str),
        gateway_code: gateway.map(|(code, _)| code.as_deref()),
        gateway_msg: gateway.map(|(_, words)| words.as_deref()),
        succeeded_at: to.succeeded_at.map(|at| Some(at.get())),
        next_check_at: to.next_check_at.map(|at| at.map(Millis::get)),
        lease_until: to.state.map(|_| None),
        sent_at: None,
        tries: None,
        staff_note: to.staff_note.as_deref(),
        amount_fen: to.amount.map(Fen::get),
        taken_from: to.taken_from.map(TakenFrom::as_str),
        decided_by: to.decided_by,
        first_by: to.first_by,
        need_return: to.is_return.map(i64::from),
        decision_text: to.decision_text.as_deref(),
        version: seen.version.saturating_add(1),
    };
    write(tx, seen, &columns)
}

/// Replaces the stamp of the last send, which lies in the future and therefore counts as absent.
///
/// # Errors
/// `Gone` if it has changed.
pub fn restamp(tx: &mut Tx<'_>, seen: &Refund, now: Millis) -> Result<Refund, StoreError> {
    let columns = Columns {
        sent_at: Some(Some(now.get())),
        version: seen.version.saturating_add(1),
        ..Columns::default()
    };
    write(tx, seen, &columns)
}

/// Stores when a refund is queried or sent next. Compares nothing, because this is not a state.
pub fn set_next_check(tx: &mut Tx<'_>, id: i64, at: Option<Millis>) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::update(refunds::table.filter(refunds::id.eq(id)))
            .set(refunds::next_check_at.eq(at.map(Millis::get)))
            .execute(c)
    })?;
    Ok(())
}
