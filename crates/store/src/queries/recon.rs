//! Differences between the books and the bills.

mod missing;

pub use missing::{Missing, missing};
pub(crate) use missing::{payments, refunds as refunds_missing};

use crate::{
    error::StoreError,
    models::{
        attempt::Attempt,
        recon::{Finding, ReconIssue},
        refund::Refund,
    },
    schema::{bill_imports, orders, payment_attempts as attempts, recon_issues as issues, refunds},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    money::Fen,
    payment::AttemptState,
    recon::{BillDay, IssueKind, IssueState},
    refund::RefundState,
    time::Millis,
};
use std::collections::HashMap;

/// The attempts with these numbers.
pub fn attempts_of(tx: &mut Tx<'_>, out_trade_nos: &[&str]) -> Result<Vec<Attempt>, StoreError> {
    tx.q(|c| {
        attempts::table
            .filter(attempts::out_trade_no.eq_any(out_trade_nos.iter().copied()))
            .order(attempts::id.asc())
            .select(Attempt::as_select())
            .load(c)
    })
}

/// The refunds of these attempts, oldest first.
pub fn refunds_of(tx: &mut Tx<'_>, attempt_ids: &[i64]) -> Result<Vec<Refund>, StoreError> {
    tx.q(|c| {
        refunds::table
            .filter(refunds::payment_attempt_id.eq_any(attempt_ids))
            .order(refunds::id.asc())
            .select(Refund::as_select())
            .load(c)
    })
}

/// The differences about these movements.
pub fn about(tx: &mut Tx<'_>, subjects: &[&str]) -> Result<Vec<ReconIssue>, StoreError> {
    tx.q(|c| {
        issues::table
            .filter(issues::subject.eq_any(subjects.iter().copied()))
            .select(ReconIssue::as_select())
            .load(c)
    })
}

/// The open differences about these lines.
pub fn open_about_lines(tx: &mut Tx<'_>, line_ids: &[i64]) -> Result<Vec<ReconIssue>, StoreError> {
    tx.q(|c| {
        issues::table
            .filter(issues::bill_line_id.eq_any(line_ids.iter().copied().map(Some)))
            .filter(issues::state.eq(IssueState::Open.as_str()))
            .select(ReconIssue::as_select())
            .load(c)
    })
}

/// The difference with this random key.
pub fn by_key(tx: &mut Tx<'_>, key: &str) -> Result<Option<ReconIssue>, StoreError> {
    if !may_stand(key) {
        return Ok(None);
    }
    tx.q(|c| {
        issues::table
            .filter(issues::issue_key.eq(key))
            .select(ReconIssue::as_select())
            .first(c)
            .optional()
    })
}

/// A difference by key.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<ReconIssue, StoreError> {
    tx.q(|c| {
        issues::table
            .filter(issues::id.eq(id))
            .select(ReconIssue::as_select())
            .first(c)
            .optional()
    })?
    .ok_or(StoreError::Gone)
}

/// Differences in a state, of one day or of all, behind the one with key `after`; oldest first.
pub fn in_state(
    tx: &mut Tx<'_>,
    state: IssueState,
    import_id: Option<i64>,
    after: i64,
    limit: i64,
) -> Result<Vec<ReconIssue>, StoreError> {
    let (from, to) = import_id.map_or((0, i64::MAX), |id| (id, id));
    tx.q(|c| {
        issues::table
            .filter(issues::state.eq(state.as_str()))
            .filter(issues::import_id.between(from, to))
            .filter(issues::id.gt(after))
            .order(issues::id.asc())
            .limit(limit)
            .select(ReconIssue::as_select())
            .load(c)
    })
}

/// The differences that were closed or settled last.
pub fn ended(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<ReconIssue>, StoreError> {
    tx.q(|c| {
        issues::table
            .filter(issues::state.ne(IssueState::Open.as_str()))
            .order((issues::closed_at.desc(), issues::id.desc()))
            .limit(limit)
            .select(ReconIssue::as_select())
            .load(c)
    })
}

/// Number of open differences of each of these bills; those without any are left out.
pub fn open_by_import(tx: &mut Tx<'_>, imports: &[i64]) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.q(|c| {
        issues::table
            .filter(issues::state.eq(IssueState::Open.as_str()))
            .filter(issues::import_id.eq_any(imports))
            .group_by(issues::import_id)
            .select((issues::import_id, diesel::dsl::count_star()))
            .load(c)
    })
}

/// Number of open differences.
pub fn count_open(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.q(|c| {
        issues::table
            .filter(issues::state.eq(IssueState::Open.as_str()))
            .count()
            .get_result(c)
    })
}

/// Open differences about our numbers that the gateway can be asked about, those longest not asked first. What the bill lacks
/// is not asked about: the books have signed evidence of it.
pub fn to_ask(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<Vec<ReconIssue>, StoreError> {
    tx.q(|c| {
        issues::table
            .filter(issues::state.eq(IssueState::Open.as_str()))
            .filter(issues::attempt_id.is_not_null())
            .filter(issues::bill_line_id.is_not_null())
            .filter(issues::kind.ne(IssueKind::Amount.as_str()))
            .filter(
                issues::asked_at
                    .is_null()
                    .or(issues::asked_at.lt(before.get())),
            )
            .order((issues::asked_at.is_not_null(), issues::asked_at, issues::id))
            .limit(limit)
            .select(ReconIssue::as_select())
            .load(c)
    })
}

/// Keeps when the gateway was asked about a difference.
pub fn asked(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(issues::table.filter(issues::id.eq(id)))
            .set(issues::asked_at.eq(Some(now.get())))
            .execute(c)
    })
}

/// Inserts an open difference.
///
/// # Errors
/// `Conflict` if there is one about this movement, or with this key.
pub fn insert(tx: &mut Tx<'_>, key: &str, found: &Finding, now: Millis) -> Result<(), StoreError> {
    let Finding { difference, .. } = found;
    tx.q(|c| {
        diesel::insert_into(issues::table)
            .values((
                (
                    issues::issue_key.eq(key),
                    issues::subject.eq(&found.subject),
                    issues::import_id.eq(found.import_id),
                    issues::bill_line_id.eq(found.bill_line_id),
                    issues::attempt_id.eq(found.attempt_id),
                    issues::refund_id.eq(found.refund_id),
                    issues::direction.eq(found.direction.as_str()),
                    issues::out_trade_no.eq(&found.out_trade_no),
                    issues::request_no.eq(&found.request_no),
                ),
                (
                    issues::occurred_at.eq(found.occurred_at.get()),
                    issues::kind.eq(difference.kind.as_str()),
                    issues::here_fen.eq(difference.here.map(Fen::get)),
                    issues::there_fen.eq(difference.there.map(Fen::get)),
                    issues::state.eq(IssueState::Open.as_str()),
                    issues::opened_at.eq(now.get()),
                    issues::version.eq(0_i64),
                ),
            ))
            .execute(c)
    })?;
    Ok(())
}

/// Writes what a known difference is now, and opens it. `again`: it was not open.
///
/// # Errors
/// `Gone` if it has changed meanwhile.
pub fn reopen_as(
    tx: &mut Tx<'_>,
    known: &ReconIssue,
    found: &Finding,
    again: Option<Millis>,
) -> Result<(), StoreError> {
    let Finding { difference, .. } = found;
    tx.one(|c| {
        diesel::update(
            issues::table
                .filter(issues::id.eq(known.id))
                .filter(issues::version.eq(known.version)),
        )
        .set((
            (
                issues::import_id.eq(found.import_id),
                issues::bill_line_id.eq(found.bill_line_id),
                issues::attempt_id.eq(found.attempt_id),
                issues::refund_id.eq(found.refund_id),
                issues::occurred_at.eq(found.occurred_at.get()),
                issues::kind.eq(difference.kind.as_str()),
                issues::here_fen.eq(difference.here.map(Fen::get)),
                issues::there_fen.eq(difference.there.map(Fen::get)),
            ),
            (
                issues::state.eq(IssueState::Open.as_str()),
                issues::closed_at.eq(None::<i64>),
                issues::closed_by.eq(None::<i64>),
                issues::reopened_at.eq(again.or(known.reopened_at).map(Millis::get)),
                issues::reopened_by.eq(if again.is_some() {
                    None
                } else {
                    known.reopened_by
                }),
                issues::version.eq(issues::version + 1),
            ),
        ))
        .execute(c)
    })
}

/// Moves a difference to another state. `note`: why a person closed it.
///
/// # Errors
/// `Gone` if it has changed meanwhile.
pub fn end(
    tx: &mut Tx<'_>,
    known: &ReconIssue,
    to: IssueState,
    by: Option<(i64, &str)>,
    now: Millis,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            issues::table
                .filter(issues::id.eq(known.id))
                .filter(issues::version.eq(known.version)),
        )
        .set((
            issues::state.eq(to.as_str()),
            issues::note.eq(by.map(|(_, note)| note).or(known.note.as_deref())),
            issues::closed_at.eq(Some(now.get())),
            issues::closed_by.eq(by.map(|(user, _)| user)),
            issues::version.eq(issues::version + 1),
        ))
        .execute(c)
    })
}

/// Opens a closed difference in the name of a person.
///
/// # Errors
/// `Gone` if it has changed meanwhile.
pub fn reopen(tx: &mut Tx<'_>, known: &ReconIssue, by: i64, now: Millis) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            issues::table
                .filter(issues::id.eq(known.id))
                .filter(issues::version.eq(known.version))
                .filter(issues::state.eq(IssueState::Closed.as_str())),
        )
        .set((
            issues::state.eq(IssueState::Open.as_str()),
            issues::closed_at.eq(None::<i64>),
            issues::closed_by.eq(None::<i64>),
            issues::reopened_at.eq(Some(now.get())),
            issues::reopened_by.eq(Some(by)),
            issues::version.eq(issues::version + 1),
        ))
        .execute(c)
    })
}

/// True if money moved in the books on this day.
pub fn moved_on(tx: &mut Tx<'_>, day: BillDay) -> Result<bool, StoreError> {
    let (from, to) = (day.from().get(), day.to().get());
    let paid: i64 = tx.q(|c| {
        attempts::table
            .filter(attempts::paid_at.ge(from))
            .filter(attempts::paid_at.lt(to))
            .count()
            .get_result(c)
    })?;
    let refunded: i64 = tx.q(|c| {
        refunds::table
            .filter(refunds::succeeded_at.ge(from))
            .filter(refunds::succeeded_at.lt(to))
            .count()
            .get_result(c)
    })?;
    Ok(paid > 0 || refunded > 0)
}

/// What a page shows beside a difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// Number of its order.
    pub order: Option<String>,
    /// State of the attempt.
    pub payment: Option<AttemptState>,
    /// State of the refund.
    pub refund: Option<RefundState>,
    /// Day of its bill.
    pub date: String,
}

/// The context of each of these differences, by key.
pub fn contexts(
    tx: &mut Tx<'_>,
    issues: &[ReconIssue],
) -> Result<HashMap<i64, Context>, StoreError> {
    let attempt_ids: Vec<i64> = issues.iter().filter_map(|one| one.attempt_id).collect();
    let refund_ids: Vec<i64> = issues.iter().filter_map(|one| one.refund_id).collect();
    let import_ids: Vec<i64> = issues.iter().map(|one| one.import_id).collect();
    let paid: Vec<(i64, String, String)> = tx.q(|c| {
        attempts::table
            .inner_join(orders::table)
            .filter(attempts::id.eq_any(&attempt_ids))
            .select((attempts::id, orders::number, attempts::state))
            .load(c)
    })?;
    let made: Vec<(i64, String)> = tx.q(|c| {
        refunds::table
            .filter(refunds::id.eq_any(&refund_ids))
            .select((refunds::id, refunds::state))
            .load(c)
    })?;
    let days: Vec<(i64, String)> = tx.q(|c| {
        bill_imports::table
            .filter(bill_imports::id.eq_any(&import_ids))
            .select((bill_imports::id, bill_imports::bill_date))
            .load(c)
    })?;
    let paid: HashMap<i64, (String, String)> = paid
        .into_iter()
        .map(|(id, order, state)| (id, (order, state)))
        .collect();
    let made: HashMap<i64, String> = made.into_iter().collect();
    let days: HashMap<i64, String> = days.into_iter().collect();
    let context = |issue: &ReconIssue| {
        let payment = issue.attempt_id.and_then(|id| paid.get(&id));
        let refund = issue.refund_id.and_then(|id| made.get(&id));
        Context {
            order: payment.map(|(order, _)| order.clone()),
            payment: payment.and_then(|(_, state)| state.parse().ok()),
            refund: refund.and_then(|state| state.parse().ok()),
            date: days.get(&issue.import_id).cloned().unwrap_or_default(),
        }
    };
    Ok(issues
        .iter()
        .map(|issue| (issue.id, context(issue)))
        .collect())
}
