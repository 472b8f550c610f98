//! The reconciliation page, and what a person decides there.

use crate::{Error, Shop, Viewer};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{IssueCloseForm, IssueForm},
    recon::{BillDay, IssueState},
    staff::{Role, StaffAct},
    validate,
    view::recon::{BillDayView, IssueView, ReconView},
};
use serde_json::json;
use std::collections::HashMap;
use store::{
    StoreError, Tx,
    models::recon::{BillImport, ReconIssue},
    queries::{
        admin, bill,
        recon::{self, Context},
    },
};

/// Days on a page.
const DAYS: usize = 31;
/// An extra row shows that there are older ones.
const DAYS_AND_ONE: i64 = 32;
/// Open differences on a page; the oldest come first.
const OPEN: i64 = 100;
/// Ended differences on a page.
const ENDED: i64 = 20;

impl Shop {
    /// The reconciliation page. `before`: shows the days before this one, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `Busy`, `Internal`; `NotFound` if `before` is not a day.
    pub async fn admin_recon(
        &self,
        viewer: &Viewer,
        before: Option<&str>,
    ) -> Result<ReconView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Finance);
        let before = match before {
            None => None,
            Some(text) => Some(BillDay::parse(text).ok_or(Error::NotFound)?),
        };
        self.store
            .read(move |tx| {
                let mut days = bill::latest(tx, before.map(BillDay::from), DAYS_AND_ONE)?;
                let has_older = days.len() > DAYS;
                days.truncate(DAYS);
                let older = days.last().filter(|_| has_older);
                let ids: Vec<i64> = days.iter().map(|day| day.id).collect();
                let open: HashMap<i64, i64> =
                    recon::open_by_import(tx, &ids)?.into_iter().collect();
                let waiting = recon::in_state(tx, IssueState::Open, None, 0, OPEN)?;
                let ended = recon::ended(tx, ENDED)?;
                Ok(ReconView {
                    may_change,
                    open_count: recon::count_open(tx)?,
                    open: views(tx, waiting)?,
                    older: older.map(|day| day.bill_date.clone()),
                    days: days
                        .into_iter()
                        .map(|day| {
                            let open = open.get(&day.id).copied().unwrap_or(0);
                            day_view(day, open)
                        })
                        .collect(),
                    ended: views(tx, ended)?,
                })
            })
            .await
    }

    /// Closes an open difference, with a reason. It moves no money and can be opened again.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` at the field `reason`, or with `IssueMoved` if it is not what the
    /// page showed; `Busy`, `Internal`.
    pub async fn close_issue(&self, viewer: &Viewer, form: IssueCloseForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Finance)?, self.now());
        let reason = validate::issue_reason(&form.reason).map_err(|code| {
            Refusal::fields(vec![FieldError {
                field: "reason".to_owned(),
                code,
            }])
        })?;
        self.store
            .write(move |tx| {
                let known = recon::by_key(tx, &form.issue)?.ok_or(Error::NotFound)?;
                let is_shown = form.version.parse() == Ok(known.version);
                if known.state != IssueState::Open || !is_shown {
                    return Err(Error::refused(ErrorCode::IssueMoved));
                }
                let by = (acting.user_id(), reason.as_str());
                recon::end(tx, &known, IssueState::Closed, Some(by), now).map_err(moved)?;
                let date = bill::get(tx, known.import_id)?.bill_date;
                let mut after = told(&known);
                if let Some(after) = after.as_object_mut() {
                    after.insert("reason".to_owned(), json!(reason));
                }
                acting.log(tx, StaffAct::IssueClose, &date, &json!({}), &after, now)
            })
            .await
    }

    /// Opens a closed difference again. The reason it was closed with stays.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(IssueMoved)` if it is not closed; `Busy`, `Internal`.
    pub async fn reopen_issue(&self, viewer: &Viewer, form: IssueForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Finance)?, self.now());
        self.store
            .write(move |tx| {
                let known = recon::by_key(tx, &form.issue)?.ok_or(Error::NotFound)?;
                recon::reopen(tx, &known, acting.user_id(), now).map_err(moved)?;
                let date = bill::get(tx, known.import_id)?.bill_date;
                let act = StaffAct::IssueReopen;
                acting.log(tx, act, &date, &json!({}), &told(&known), now)
            })
            .await
    }
}

/// Somebody else was faster.
fn moved(error: StoreError) -> Error {
    match error {
        StoreError::Gone => Error::refused(ErrorCode::IssueMoved),
        other @ (StoreError::Busy
        | StoreError::Conflict(_)
        | StoreError::Full
        | StoreError::Broken(_)) => other.into(),
    }
}

/// A difference in the activity log.
fn told(issue: &ReconIssue) -> serde_json::Value {
    json!({
        "out_trade_no": issue.out_trade_no,
        "out_request_no": issue.request_no,
        "amount_fen": issue.difference().at_stake().get(),
    })
}

fn day_view(day: BillImport, open: i64) -> BillDayView {
    BillDayView {
        date: day.bill_date,
        state: day.state,
        source: day.source,
        rows: day.total_rows,
        payments: day.payment_fen,
        refunds: day.refund_fen,
        fees: day.fee_fen,
        open,
        tried_at: day.tried_at,
    }
}

fn views(tx: &mut Tx<'_>, issues: Vec<ReconIssue>) -> Result<Vec<IssueView>, Error> {
    let contexts: HashMap<i64, Context> = recon::contexts(tx, &issues)?;
    let closers: Vec<i64> = issues.iter().filter_map(|issue| issue.closed_by).collect();
    let names: HashMap<i64, String> = admin::names(tx, &closers)?.into_iter().collect();
    let view = |issue: ReconIssue| {
        let context = contexts.get(&issue.id).cloned().unwrap_or_default();
        IssueView {
            version: issue.version,
            kind: issue.kind,
            direction: issue.direction,
            order: context.order,
            date: context.date,
            occurred_at: issue.occurred_at,
            here: issue.here_fen,
            here_payment: context.payment,
            here_refund: context.refund,
            there: issue.there_fen,
            at_stake: issue.difference().at_stake(),
            state: issue.state,
            closed_by: issue.closed_by.and_then(|id| names.get(&id).cloned()),
            closed_at: issue.closed_at,
            reopened_at: issue.reopened_at,
            key: issue.issue_key,
            out_trade_no: issue.out_trade_no,
            request_no: issue.request_no,
            note: issue.note,
        }
    };
    Ok(issues.into_iter().map(view).collect())
}
