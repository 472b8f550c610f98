//! Differences: found, changed, settled. Only a person closes one.

use super::judge::{Judged, Place};
use crate::{
    Error,
    ids::{self, Ids},
};
use domain::{
    number,
    recon::{BillDay, Difference, Direction, IssueState, line_key},
    time::Millis,
};
use std::collections::HashMap;
use store::{
    Tx,
    models::recon::{BillImport, BillRow, Finding, ReconIssue},
    queries::{
        attempt, bill,
        recon::{self, Missing},
        refund,
    },
};

/// The known differences about some movements.
pub(super) struct Known(HashMap<String, ReconIssue>);

impl Known {
    /// Loads them.
    pub(super) fn load<'s>(
        tx: &mut Tx<'_>,
        subjects: impl Iterator<Item = &'s str>,
    ) -> Result<Self, Error> {
        let subjects: Vec<&str> = subjects.collect();
        let mut known = HashMap::new();
        for some in subjects.chunks(super::read::BATCH) {
            for issue in recon::about(tx, some)? {
                known.insert(issue.subject.clone(), issue);
            }
        }
        Ok(Self(known))
    }

    /// The names of all differences that these lines can have.
    pub(super) fn of<'j>(
        tx: &mut Tx<'_>,
        judged: impl Iterator<Item = &'j Judged>,
    ) -> Result<Self, Error> {
        let subjects = judged.flat_map(|one| {
            std::iter::once(one.subject.as_str()).chain(one.other_subject.as_deref())
        });
        Self::load(tx, subjects)
    }

    /// Writes what was found about a stored line.
    pub(super) fn take(
        &self,
        tx: &mut Tx<'_>,
        ids: &dyn Ids,
        place: Place,
        row: &BillRow,
        judged: &Judged,
        now: Millis,
    ) -> Result<(), Error> {
        if let Some(other) = &judged.other_subject {
            self.settle(tx, other, now)?;
        }
        let Some(difference) = judged.difference else {
            return self.settle(tx, &judged.subject, now);
        };
        let found = Finding {
            subject: judged.subject.clone(),
            import_id: place.import_id,
            bill_line_id: place.line_id,
            attempt_id: judged.about,
            refund_id: judged.refund_id,
            direction: row.direction,
            out_trade_no: row.out_trade_no.clone(),
            request_no: row.request_no.clone(),
            occurred_at: row.completed_at,
            difference,
        };
        self.note(tx, ids, &found, now)
    }

    /// Opens a difference, unless it is known as it is. One that a person closed stays closed while it is the same.
    fn note(
        &self,
        tx: &mut Tx<'_>,
        ids: &dyn Ids,
        found: &Finding,
        now: Millis,
    ) -> Result<(), Error> {
        let Some(known) = self.0.get(&found.subject) else {
            let key = number::key(&ids::draw::<16>(ids));
            return Ok(recon::insert(tx, &key, found, now)?);
        };
        let is_same = known.difference() == found.difference
            && known.bill_line_id == found.bill_line_id
            && known.refund_id == found.refund_id;
        let again = match (known.state, is_same) {
            (IssueState::Open | IssueState::Closed, true) => return Ok(()),
            (IssueState::Open, false) => None,
            (IssueState::Closed, false) | (IssueState::Settled, _) => Some(now),
        };
        Ok(recon::reopen_as(tx, known, found, again)?)
    }

    fn settle(&self, tx: &mut Tx<'_>, subject: &str, now: Millis) -> Result<(), Error> {
        match self.0.get(subject) {
            Some(known) => settle(tx, known, now),
            None => Ok(()),
        }
    }
}

/// Books and bill agree now. What a person closed keeps the reason.
pub(super) fn settle(tx: &mut Tx<'_>, known: &ReconIssue, now: Millis) -> Result<(), Error> {
    if known.state == IssueState::Open {
        recon::end(tx, known, IssueState::Settled, None, now)?;
    }
    Ok(())
}

/// Opens differences about movements that no bill has. `import`: the bill of the last day looked at.
pub(super) fn note_missing(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    import: &BillImport,
    missing: &[Missing],
    now: Millis,
) -> Result<(), Error> {
    let mut found = Vec::with_capacity(missing.len());
    for one in missing {
        let mut finding = movement(tx, *one, import.id)?;
        if let Some(own) = bill::of_day(tx, BillDay::of(finding.occurred_at))? {
            finding.import_id = own.id;
        }
        found.push(finding);
    }
    let known = Known::load(tx, found.iter().map(|one| one.subject.as_str()))?;
    for finding in &found {
        known.note(tx, ids, finding, now)?;
    }
    Ok(())
}

fn movement(tx: &mut Tx<'_>, missing: Missing, import_id: i64) -> Result<Finding, Error> {
    let (paid, refund, amount, at) = match missing {
        Missing::Payment(id) => {
            let paid = attempt::get(tx, id)?;
            let (amount, at) = (paid.paid_fen, paid.paid_at);
            (paid, None, amount, at)
        }
        Missing::Refund(id) => {
            let made = refund::get(tx, id)?;
            let paid = attempt::get(tx, made.payment_attempt_id)?;
            let (amount, at) = (Some(made.amount_fen), made.succeeded_at);
            (paid, Some(made), amount, at)
        }
    };
    let (Some(amount), Some(occurred_at)) = (amount, at) else {
        return Err(Error::internal("a movement without an amount or a time"));
    };
    let direction = refund
        .as_ref()
        .map_or(Direction::Payment, |_| Direction::Refund);
    let request_no = refund
        .as_ref()
        .map(|made| made.out_request_no.clone())
        .unwrap_or_default();
    Ok(Finding {
        subject: line_key(direction, &paid.out_trade_no, &request_no),
        import_id,
        bill_line_id: None,
        attempt_id: Some(paid.id),
        refund_id: refund.map(|made| made.id),
        direction,
        out_trade_no: paid.out_trade_no,
        request_no,
        occurred_at,
        difference: Difference::missing_there(amount),
    })
}
