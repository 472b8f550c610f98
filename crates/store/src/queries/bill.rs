//! Bills and their lines. A pass over a file moves by compare-and-set, so that a batch counts once and a pass that another one
//! has overtaken writes nothing.

use crate::{
    error::StoreError,
    models::recon::{BillCounts, BillFigures, BillImport, BillLine, BillRow, NewBillLine},
    schema::{bill_imports as imports, bill_lines as lines},
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    money::Fen,
    recon::{BillDay, BillSource, BillState, BillType},
    time::Millis,
};
use std::collections::HashMap;

/// Lines in one statement: 17 values each, and a statement has at most 32,766.
const AT_ONCE: usize = 500;

/// The bill of a day.
pub fn of_day(tx: &mut Tx<'_>, day: BillDay) -> Result<Option<BillImport>, StoreError> {
    tx.q(|c| {
        imports::table
            .filter(imports::bill_date.eq(day.text()))
            .filter(imports::bill_type.eq(BillType::Trade.as_str()))
            .select(BillImport::as_select())
            .first(c)
            .optional()
    })
}

/// A bill by key.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<BillImport, StoreError> {
    tx.q(|c| {
        imports::table
            .filter(imports::id.eq(id))
            .select(BillImport::as_select())
            .first(c)
            .optional()
    })?
    .ok_or(StoreError::Gone)
}

/// The last days, newest first, from before `before`.
pub fn latest(
    tx: &mut Tx<'_>,
    before: Option<Millis>,
    limit: i64,
) -> Result<Vec<BillImport>, StoreError> {
    let before = before.map_or(i64::MAX, Millis::get);
    tx.q(|c| {
        imports::table
            .filter(imports::starts_at.lt(before))
            .order((imports::starts_at.desc(), imports::id.desc()))
            .limit(limit)
            .select(BillImport::as_select())
            .load(c)
    })
}

/// The days that are not compared yet, oldest first.
pub fn unfinished(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<BillImport>, StoreError> {
    tx.q(|c| {
        imports::table
            .filter(imports::state.ne(BillState::Done.as_str()))
            .order((imports::starts_at.asc(), imports::id.asc()))
            .limit(limit)
            .select(BillImport::as_select())
            .load(c)
    })
}

/// Inserts the row of a day whose bill is looked for. `None` if it is known.
pub fn insert(tx: &mut Tx<'_>, day: BillDay, now: Millis) -> Result<Option<i64>, StoreError> {
    tx.insert_or_known(|c| {
        diesel::insert_into(imports::table)
            .values((
                (
                    imports::bill_date.eq(day.text()),
                    imports::bill_type.eq(BillType::Trade.as_str()),
                    imports::starts_at.eq(day.from().get()),
                    imports::state.eq(BillState::Waiting.as_str()),
                    imports::source.eq(BillSource::Alipay.as_str()),
                    imports::pass.eq(0_i64),
                    imports::total_rows.eq(0_i64),
                    imports::done_rows.eq(0_i64),
                    imports::new_rows.eq(0_i64),
                    imports::changed_rows.eq(0_i64),
                ),
                (
                    imports::gone_rows.eq(0_i64),
                    imports::payments.eq(0_i64),
                    imports::payment_fen.eq(0_i64),
                    imports::refunds.eq(0_i64),
                    imports::refund_fen.eq(0_i64),
                    imports::fee_fen.eq(0_i64),
                    imports::first_tried_at.eq(now.get()),
                    imports::tried_at.eq(now.get()),
                ),
            ))
            .returning(imports::id)
            .get_result(c)
    })
}

/// Keeps when the bill was last looked for.
pub fn tried(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(imports::table.filter(imports::id.eq(id)))
            .set(imports::tried_at.eq(now.get()))
            .execute(c)
    })
}

/// Begins a pass over a file, behind pass `before`. False if another one has begun.
pub fn begin(
    tx: &mut Tx<'_>,
    id: i64,
    before: i64,
    figures: &BillFigures,
    from: (BillSource, Option<i64>),
    now: Millis,
) -> Result<bool, StoreError> {
    let begun = tx.q(|c| {
        diesel::update(
            imports::table
                .filter(imports::id.eq(id))
                .filter(imports::pass.eq(before)),
        )
        .set((
            (
                imports::state.eq(BillState::Importing.as_str()),
                imports::source.eq(from.0.as_str()),
                imports::imported_by.eq(from.1),
                imports::digest.eq(Some(figures.digest.as_str())),
                imports::pass.eq(imports::pass + 1),
                imports::total_rows.eq(figures.rows),
                imports::done_rows.eq(0_i64),
                imports::new_rows.eq(0_i64),
                imports::changed_rows.eq(0_i64),
                imports::gone_rows.eq(0_i64),
            ),
            (
                imports::payments.eq(figures.payments),
                imports::payment_fen.eq(figures.payment_fen),
                imports::refunds.eq(figures.refunds),
                imports::refund_fen.eq(figures.refund_fen),
                imports::fee_fen.eq(figures.fee_fen),
                imports::tried_at.eq(now.get()),
            ),
        ))
        .execute(c)
    })?;
    Ok(begun == 1)
}

/// Counts a batch of a pass that has `done` rows behind it, and locks the bill. False if the pass has moved on or was overtaken.
pub fn advance(
    tx: &mut Tx<'_>,
    id: i64,
    (pass, done): (i64, i64),
    more: &BillCounts,
) -> Result<bool, StoreError> {
    let moved = tx.q(|c| {
        diesel::update(
            imports::table
                .filter(imports::id.eq(id))
                .filter(imports::state.eq(BillState::Importing.as_str()))
                .filter(imports::pass.eq(pass))
                .filter(imports::done_rows.eq(done)),
        )
        .set((
            imports::done_rows.eq(imports::done_rows + more.rows),
            imports::new_rows.eq(imports::new_rows + more.new),
            imports::changed_rows.eq(imports::changed_rows + more.changed),
            imports::gone_rows.eq(imports::gone_rows + more.gone),
        ))
        .execute(c)
    })?;
    Ok(moved == 1)
}

/// Ends a pass whose rows are all compared. False if it was overtaken.
pub fn end(tx: &mut Tx<'_>, id: i64, pass: i64, now: Millis) -> Result<bool, StoreError> {
    let moved = tx.q(|c| {
        diesel::update(
            imports::table
                .filter(imports::id.eq(id))
                .filter(imports::state.eq(BillState::Importing.as_str()))
                .filter(imports::pass.eq(pass))
                .filter(imports::done_rows.eq(imports::total_rows)),
        )
        .set((
            imports::state.eq(BillState::Done.as_str()),
            imports::ended_at.eq(Some(now.get())),
        ))
        .execute(c)
    })?;
    Ok(moved == 1)
}

/// Lines by key.
pub fn lines(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<BillLine>, StoreError> {
    tx.q(|c| {
        lines::table
            .filter(lines::id.eq_any(ids))
            .select(BillLine::as_select())
            .load(c)
    })
}

/// The lines of these payments on any bill, in the order in which they were read.
pub fn of_trades(tx: &mut Tx<'_>, out_trade_nos: &[&str]) -> Result<Vec<BillLine>, StoreError> {
    tx.q(|c| {
        lines::table
            .filter(lines::out_trade_no.eq_any(out_trade_nos.iter().copied()))
            .order(lines::id.asc())
            .select(BillLine::as_select())
            .load(c)
    })
}

/// A line to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// What the file says of it.
    pub row: BillRow,
    /// Which of the movements of this key.
    pub copy_no: i64,
    /// The attempt with its number.
    pub attempt_id: Option<i64>,
    /// The refund with its number.
    pub refund_id: Option<i64>,
}

/// Inserts lines without posted fees. Returns their keys in the same order.
///
/// # Errors
/// `Conflict` for a known line.
pub fn add(
    tx: &mut Tx<'_>,
    import_id: i64,
    pass: i64,
    added: &[Added],
) -> Result<Vec<i64>, StoreError> {
    let mut ids = Vec::with_capacity(added.len());
    for some in added.chunks(AT_ONCE) {
        let rows: Vec<NewBillLine<'_>> = some
            .iter()
            .map(|one| NewBillLine {
                import_id,
                line_key: &one.row.line_key,
                copy_no: one.copy_no,
                direction: one.row.direction.as_str(),
                trade_no: &one.row.trade_no,
                out_trade_no: &one.row.out_trade_no,
                request_no: &one.row.request_no,
                completed_at: one.row.completed_at.get(),
                amount_fen: one.row.amount.get(),
                receipt_fen: one.row.receipt.get(),
                fee_fen: one.row.fee.get(),
                posted_fee_fen: 0,
                fee_posts: 0,
                attempt_id: one.attempt_id,
                refund_id: one.refund_id,
                pass,
                gone: 0,
            })
            .collect();
        both!(tx, |c| diesel::insert_into(lines::table)
            .values(&rows)
            .execute(c))?;
        let keys: Vec<&str> = some.iter().map(|one| one.row.line_key.as_str()).collect();
        let known: Vec<(String, i64, i64)> = tx.q(|c| {
            lines::table
                .filter(lines::import_id.eq(import_id))
                .filter(lines::line_key.eq_any(keys.iter().copied()))
                .select((lines::line_key, lines::copy_no, lines::id))
                .load(c)
        })?;
        let by_key: HashMap<(&str, i64), i64> = known
            .iter()
            .map(|(key, copy_no, id)| ((key.as_str(), *copy_no), *id))
            .collect();
        for one in some {
            let key = (one.row.line_key.as_str(), one.copy_no);
            ids.push(*by_key.get(&key).ok_or(StoreError::Gone)?);
        }
    }
    Ok(ids)
}

/// Marks lines as read in this pass.
pub fn seen(tx: &mut Tx<'_>, ids: &[i64], pass: i64) -> Result<(), StoreError> {
    for some in ids.chunks(AT_ONCE) {
        tx.q(|c| {
            diesel::update(lines::table.filter(lines::id.eq_any(some)))
                .set((lines::pass.eq(pass), lines::gone.eq(0_i64)))
                .execute(c)
        })?;
    }
    Ok(())
}

/// Writes what the file says of a line now.
pub fn correct(tx: &mut Tx<'_>, id: i64, row: &BillRow) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(lines::table.filter(lines::id.eq(id)))
            .set((
                lines::trade_no.eq(&row.trade_no),
                lines::completed_at.eq(row.completed_at.get()),
                lines::amount_fen.eq(row.amount.get()),
                lines::receipt_fen.eq(row.receipt.get()),
                lines::fee_fen.eq(row.fee.get()),
            ))
            .execute(c)
    })
}

/// Connects a line with its attempt and its refund.
pub fn connect(
    tx: &mut Tx<'_>,
    id: i64,
    attempt_id: Option<i64>,
    refund_id: Option<i64>,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(lines::table.filter(lines::id.eq(id)))
            .set((
                lines::attempt_id.eq(attempt_id),
                lines::refund_id.eq(refund_id),
            ))
            .execute(c)
    })
}

/// Keeps that the fees of these lines are posted as the file has them, once more.
pub fn fees_posted(tx: &mut Tx<'_>, ids: &[i64]) -> Result<(), StoreError> {
    for some in ids.chunks(AT_ONCE) {
        tx.q(|c| {
            diesel::update(lines::table.filter(lines::id.eq_any(some)))
                .set((
                    lines::posted_fee_fen.eq(lines::fee_fen),
                    lines::fee_posts.eq(lines::fee_posts + 1),
                ))
                .execute(c)
        })?;
    }
    Ok(())
}

/// Lines of the bill that this pass has not read and that are not gone yet.
pub fn unread(
    tx: &mut Tx<'_>,
    import_id: i64,
    pass: i64,
    limit: i64,
) -> Result<Vec<BillLine>, StoreError> {
    tx.q(|c| {
        lines::table
            .filter(lines::import_id.eq(import_id))
            .filter(lines::gone.eq(0_i64))
            .filter(lines::pass.lt(pass))
            .order(lines::id.asc())
            .limit(limit)
            .select(BillLine::as_select())
            .load(c)
    })
}

/// Marks lines as gone: their fee is 0 now, and they belong to no attempt and no refund.
pub fn lose(tx: &mut Tx<'_>, ids: &[i64]) -> Result<(), StoreError> {
    for some in ids.chunks(AT_ONCE) {
        tx.q(|c| {
            diesel::update(lines::table.filter(lines::id.eq_any(some)))
                .set((
                    lines::gone.eq(1_i64),
                    lines::fee_fen.eq(Fen::ZERO.get()),
                    lines::attempt_id.eq(None::<i64>),
                    lines::refund_id.eq(None::<i64>),
                ))
                .execute(c)
        })?;
    }
    Ok(())
}
