//! State changes of a refund by compare-and-set.

use crate::{error::StoreError, models::refund::Refund, schema::refunds, tx::Tx};
use diesel::prelude::*;
use domain::{refund::RefundState, time::Millis};

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
}

#[derive(AsChangeset)]
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
        succeeded_at: None,
        next_check_at: Some(Some(lease_until.get())),
        lease_until: Some(Some(lease_until.get())),
        sent_at: Some(Some(now.get())),
        tries: Some(seen.tries.saturating_add(1)),
        staff_note: None,
        version: seen.version.saturating_add(1),
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
        state: None,
        gateway_code: None,
        gateway_msg: None,
        succeeded_at: None,
        next_check_at: None,
        lease_until: None,
        sent_at: Some(Some(now.get())),
        tries: None,
        staff_note: None,
        version: seen.version.saturating_add(1),
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
