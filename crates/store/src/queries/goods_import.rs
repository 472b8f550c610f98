//! Imports of goods: their state moves by compare-and-set, so that a batch counts once and a stopped import stays stopped.

use crate::{
    error::StoreError,
    models::goods_import::{GoodsImport, ImportCounts, ImportLine, NewGoodsImport, NewImportLine},
    schema::{
        goods_import_lines as lines, goods_import_pictures as pictures, goods_imports as imports,
    },
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    import::{ImportLineKind, ImportState},
    time::Millis,
};

/// Lines in one statement: eight values each, and a statement has at most 32,766.
const AT_ONCE: usize = 500;

/// Inserts an import that is to be checked. Returns its key.
///
/// # Errors
/// `Conflict` if the random key is used.
pub fn insert(tx: &mut Tx<'_>, new: &NewGoodsImport) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::insert_into(imports::table)
            .values((
                imports::import_key.eq(&new.import_key),
                imports::file_name.eq(&new.file_name),
                imports::source.eq(new.source.as_str()),
                imports::state.eq(ImportState::Checking.as_str()),
                imports::stop_asked.eq(0_i64),
                imports::begun_by.eq(new.begun_by),
                imports::ip_prefix.eq(&new.ip_prefix),
                imports::created_at.eq(new.created_at.get()),
                imports::began_at.eq(new.created_at.get()),
                imports::products.eq(new.products),
                imports::done.eq(0_i64),
                imports::new_rows.eq(0_i64),
                imports::changed_rows.eq(0_i64),
                imports::unchanged_rows.eq(0_i64),
                imports::skipped_rows.eq(new.skipped_rows),
                imports::notes_json.eq(&new.notes_json),
                imports::zip_key.eq(new.zip_key.as_deref()),
                imports::zip_name.eq(&new.zip_name),
                imports::pictures.eq(new.pictures),
                imports::pictures_done.eq(0_i64),
                imports::unpacked.eq(0_i64),
            ))
            .returning(imports::id)
            .get_result(c)
    })
}

/// The import with this random key.
pub fn by_key(tx: &mut Tx<'_>, key: &str) -> Result<Option<GoodsImport>, StoreError> {
    if !may_stand(key) {
        return Ok(None);
    }
    tx.q(|c| {
        imports::table
            .filter(imports::import_key.eq(key))
            .select(GoodsImport::as_select())
            .first(c)
            .optional()
    })
}

/// The last ones, newest first.
pub fn latest(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<GoodsImport>, StoreError> {
    tx.q(|c| {
        imports::table
            .order((imports::created_at.desc(), imports::id.desc()))
            .limit(limit)
            .select(GoodsImport::as_select())
            .load(c)
    })
}

/// Counts a batch of an import in this state that has `done` products behind it. False if it has moved on meanwhile.
pub fn advance(
    tx: &mut Tx<'_>,
    id: i64,
    (state, done): (ImportState, i64),
    more: &ImportCounts,
) -> Result<bool, StoreError> {
    let moved = tx.q(|c| {
        diesel::update(
            imports::table
                .filter(imports::id.eq(id))
                .filter(imports::state.eq(state.as_str()))
                .filter(imports::stop_asked.eq(0_i64))
                .filter(imports::done.eq(done)),
        )
        .set((
            imports::done.eq(imports::done + more.products),
            imports::new_rows.eq(imports::new_rows + more.new),
            imports::changed_rows.eq(imports::changed_rows + more.changed),
            imports::unchanged_rows.eq(imports::unchanged_rows + more.unchanged),
            imports::skipped_rows.eq(imports::skipped_rows + more.skipped),
        ))
        .execute(c)
    })?;
    Ok(moved == 1)
}

/// Ends a check or an import. False if it is not in this state any more.
pub fn end(
    tx: &mut Tx<'_>,
    id: i64,
    from: ImportState,
    to: ImportState,
    now: Millis,
) -> Result<bool, StoreError> {
    let moved = tx.q(|c| {
        diesel::update(
            imports::table
                .filter(imports::id.eq(id))
                .filter(imports::state.eq(from.as_str())),
        )
        .set((
            imports::state.eq(to.as_str()),
            imports::ended_at.eq(Some(now.get())),
        ))
        .execute(c)
    })?;
    Ok(moved == 1)
}

/// Starts the import of a checked sheet, with counts from the start. False if it was started before.
pub fn start(
    tx: &mut Tx<'_>,
    id: i64,
    by: (i64, &str),
    skipped_rows: i64,
    now: Millis,
) -> Result<bool, StoreError> {
    let moved = tx.q(|c| {
        diesel::update(
            imports::table
                .filter(imports::id.eq(id))
                .filter(imports::state.eq(ImportState::Checked.as_str())),
        )
        .set((
            imports::state.eq(ImportState::Importing.as_str()),
            imports::stop_asked.eq(0_i64),
            imports::begun_by.eq(by.0),
            imports::ip_prefix.eq(by.1),
            imports::began_at.eq(now.get()),
            imports::ended_at.eq(None::<i64>),
            imports::done.eq(0_i64),
            imports::new_rows.eq(0_i64),
            imports::changed_rows.eq(0_i64),
            imports::unchanged_rows.eq(0_i64),
            imports::skipped_rows.eq(skipped_rows),
        ))
        .execute(c)
    })?;
    Ok(moved == 1)
}

/// Asks a running import to stop. False if it does not run.
pub fn ask_to_stop(tx: &mut Tx<'_>, id: i64) -> Result<bool, StoreError> {
    let moved = tx.q(|c| {
        diesel::update(
            imports::table
                .filter(imports::id.eq(id))
                .filter(imports::state.eq_any(ImportState::RUNNING.map(ImportState::as_str))),
        )
        .set(imports::stop_asked.eq(1_i64))
        .execute(c)
    })?;
    Ok(moved == 1)
}

/// Adds lines.
pub fn add_lines(tx: &mut Tx<'_>, id: i64, found: &[ImportLine]) -> Result<(), StoreError> {
    for some in found.chunks(AT_ONCE) {
        let rows: Vec<NewImportLine<'_>> = some
            .iter()
            .map(|line| NewImportLine {
                import_id: id,
                kind: line.kind.as_str(),
                row_no: line.row_no,
                steep: line.steep,
                part: &line.part,
                name: &line.name,
                was: &line.was,
                becomes: &line.becomes,
            })
            .collect();
        both!(tx, |c| diesel::insert_into(lines::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// The first lines of a kind: far moves of prices first, then in the order of the sheet.
pub fn lines(
    tx: &mut Tx<'_>,
    id: i64,
    kind: ImportLineKind,
    limit: i64,
) -> Result<Vec<ImportLine>, StoreError> {
    tx.q(|c| {
        lines::table
            .filter(lines::import_id.eq(id))
            .filter(lines::kind.eq(kind.as_str()))
            .order((lines::steep.desc(), lines::row_no, lines::id))
            .limit(limit)
            .select(ImportLine::as_select())
            .load(c)
    })
}

/// Number of lines of a kind.
pub fn count(tx: &mut Tx<'_>, id: i64, kind: ImportLineKind) -> Result<i64, StoreError> {
    tx.q(|c| {
        lines::table
            .filter(lines::import_id.eq(id))
            .filter(lines::kind.eq(kind.as_str()))
            .count()
            .get_result(c)
    })
}

/// The states of the products that begin between these rows, by row.
pub fn seen(
    tx: &mut Tx<'_>,
    id: i64,
    from: i64,
    to: i64,
) -> Result<Vec<(i64, String)>, StoreError> {
    tx.q(|c| {
        lines::table
            .filter(lines::import_id.eq(id))
            .filter(lines::kind.eq(ImportLineKind::Seen.as_str()))
            .filter(lines::row_no.between(from, to))
            .select((lines::row_no, lines::becomes))
            .load(c)
    })
}

/// Deletes the lines that an import finds anew.
pub fn forget(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::delete(
            lines::table
                .filter(lines::import_id.eq(id))
                .filter(lines::kind.ne(ImportLineKind::Seen.as_str())),
        )
        .execute(c)
    })?;
    Ok(())
}

/// Deletes up to `limit` imports from before `before` that do not run. Returns the random keys of their files.
pub fn purge(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<Vec<String>, StoreError> {
    let old: Vec<(i64, String)> = tx.q(|c| {
        imports::table
            .filter(imports::created_at.lt(before.get()))
            .filter(imports::state.ne_all(ImportState::RUNNING.map(ImportState::as_str)))
            .order((imports::created_at, imports::id))
            .limit(limit)
            .select((imports::id, imports::import_key))
            .load(c)
    })?;
    let ids: Vec<i64> = old.iter().map(|(id, _)| *id).collect();
    tx.q(|c| diesel::delete(lines::table.filter(lines::import_id.eq_any(&ids))).execute(c))?;
    tx.q(|c| diesel::delete(pictures::table.filter(pictures::import_id.eq_any(&ids))).execute(c))?;
    tx.q(|c| diesel::delete(imports::table.filter(imports::id.eq_any(&ids))).execute(c))?;
    Ok(old.into_iter().map(|(_, key)| key).collect())
}
