//! Sheets in the browser: uploaded, checked by a job, started and stopped by staff.

use super::incoming;
use crate::{Error, Shop, Viewer, jobs::file};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{ImportForm, ImportStartForm, ImportStopForm},
    import::{ImportLineKind, ImportState},
    staff::Role,
    time::Millis,
    validate,
    view::catalog::import::{ImportChange, ImportListed, ImportView, ImportWrong},
};
use serde::{Deserialize, Serialize};
use sheets::Wrong;
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};
use store::{
    models::goods_import::{GoodsImport, ImportLine, NewGoodsImport},
    queries::goods_import,
};

/// Pause between two looks at a check.
const LOOK: Duration = Duration::from_millis(100);
/// Lines of a kind that a page shows.
const SHOWN: i64 = 200;
/// Imports in the list.
const LISTED: i64 = 5;
/// Refused cells of a download; a sheet has at most as many rows.
const DOWNLOADED: i64 = 100_000;

/// What a page says once about a sheet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Notes {
    unread: Vec<String>,
    addresses: usize,
}

/// A row of the sheet that is not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongRow {
    /// Its cells.
    pub cells: Vec<String>,
    /// Why, with the heading of each column.
    pub why: Vec<(String, ErrorCode)>,
}

impl Shop {
    /// The last imports.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `Busy`, `Internal`.
    pub async fn imports(&self, viewer: &Viewer) -> Result<Vec<ImportListed>, Error> {
        viewer.acting(Role::Catalog)?;
        self.store
            .read(|tx| {
                let rows = goods_import::latest(tx, LISTED)?;
                Ok(rows.iter().map(listed).collect())
            })
            .await
    }

    /// Takes a received sheet in and files the job that checks it. Returns the key of the import.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused` at the field `sheet`; `Busy`, `Internal`.
    pub async fn begin_import(&self, viewer: &Viewer, form: ImportForm) -> Result<String, Error> {
        let acting = viewer.acting(Role::Catalog)?;
        if let Some(refused) = form.refused.first() {
            let code = refused.why.parse().unwrap_or(ErrorCode::FormInvalid);
            return Err(incoming::refused(code));
        }
        if form.sheet.is_empty() {
            return Err(incoming::refused(ErrorCode::Required));
        }
        let goods = incoming::read(self, &form.sheet).await?;
        let notes = Notes {
            unread: goods.unread.clone(),
            addresses: goods.addresses().len(),
        };
        let new = NewGoodsImport {
            import_key: form.sheet.clone(),
            file_name: validate::file_name(&form.sheet_name),
            source: goods.source,
            begun_by: acting.user_id(),
            ip_prefix: viewer.ip_prefix.clone(),
            created_at: self.now(),
            products: i64::try_from(goods.products.len()).map_err(Error::internal)?,
            skipped_rows: i64::try_from(goods.skipped.len()).map_err(Error::internal)?,
            notes_json: serde_json::to_string(&notes).map_err(Error::internal)?,
        };
        let wrong: Vec<ImportLine> = goods.wrong.iter().map(wrong_line).collect();
        self.store
            .write(move |tx| {
                // Sent twice: the first one counts.
                if goods_import::by_key(tx, &new.import_key)?.is_some() {
                    return Ok(new.import_key.clone());
                }
                let id = goods_import::insert(tx, &new)?;
                goods_import::add_lines(tx, id, &wrong)?;
                file::import_goods(tx, &new.import_key, new.created_at)?;
                Ok::<_, Error>(new.import_key.clone())
            })
            .await
    }

    /// Waits until a sheet is checked, at most `patience`.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn wait_for_check(&self, key: &str, patience: Duration) -> Result<(), Error> {
        let until = Instant::now() + patience;
        while Instant::now() < until {
            let key = key.to_owned();
            let row = self
                .store
                .read(move |tx| Ok::<_, Error>(goods_import::by_key(tx, &key)?))
                .await?;
            if row.is_none_or(|row| row.state != ImportState::Checking) {
                break;
            }
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    /// An import: what its check found, or how far it is.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`, `Busy`, `Internal`.
    pub async fn import_view(&self, viewer: &Viewer, key: &str) -> Result<ImportView, Error> {
        viewer.acting(Role::Catalog)?;
        let (key, now) = (key.to_owned(), self.now());
        self.store
            .read(move |tx| {
                let row = goods_import::by_key(tx, &key)?.ok_or(Error::NotFound)?;
                let notes: Notes =
                    serde_json::from_str(&row.notes_json).map_err(Error::internal)?;
                let wrong = goods_import::lines(tx, row.id, ImportLineKind::Wrong, SHOWN)?;
                let changes = goods_import::lines(tx, row.id, ImportLineKind::Changed, SHOWN)?;
                Ok(ImportView {
                    listed: listed(&row),
                    source: row.source,
                    is_stopping: row.state.is_running() && row.stop_asked != 0,
                    products: row.products,
                    done: row.done,
                    new: row.new_rows,
                    changed: row.changed_rows,
                    unchanged: row.unchanged_rows,
                    skipped: row.skipped_rows,
                    left_ms: left(&row, now),
                    unread: notes.unread,
                    addresses: notes.addresses,
                    wrong: wrong.into_iter().map(wrong_view).collect(),
                    wrong_count: goods_import::count(tx, row.id, ImportLineKind::Wrong)?,
                    changes: changes.into_iter().map(change_view).collect(),
                    change_count: goods_import::count(tx, row.id, ImportLineKind::Changed)?,
                })
            })
            .await
    }

    /// Starts the import of a checked sheet: its right rows.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` at the field `yuan`, or with `ImportStarted`; `Busy`,
    /// `Internal`.
    pub async fn start_import(&self, viewer: &Viewer, form: ImportStartForm) -> Result<(), Error> {
        let acting = viewer.acting(Role::Catalog)?;
        let goods = incoming::read(self, &form.import).await?;
        if goods.source.asks_currency() && form.yuan != "1" {
            return Err(Refusal::fields(vec![FieldError {
                field: "yuan".to_owned(),
                code: ErrorCode::SheetCurrency,
            }])
            .into());
        }
        let skipped = i64::try_from(goods.skipped.len()).map_err(Error::internal)?;
        let wrong: Vec<ImportLine> = goods.wrong.iter().map(wrong_line).collect();
        let (by, ip_prefix, now) = (acting.user_id(), viewer.ip_prefix.clone(), self.now());
        self.store
            .write(move |tx| {
                let row = goods_import::by_key(tx, &form.import)?.ok_or(Error::NotFound)?;
                if !goods_import::start(tx, row.id, (by, &ip_prefix), skipped, now)? {
                    return Err(Error::refused(ErrorCode::ImportStarted));
                }
                goods_import::forget(tx, row.id)?;
                goods_import::add_lines(tx, row.id, &wrong)?;
                file::import_goods(tx, &form.import, now)
            })
            .await
    }

    /// Asks an import to stop after the products at hand. One that has ended stays as it is.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`, `Busy`, `Internal`.
    pub async fn stop_import(&self, viewer: &Viewer, form: ImportStopForm) -> Result<(), Error> {
        viewer.acting(Role::Catalog)?;
        self.store
            .write(move |tx| {
                let row = goods_import::by_key(tx, &form.import)?.ok_or(Error::NotFound)?;
                goods_import::ask_to_stop(tx, row.id)?;
                Ok::<_, Error>(())
            })
            .await
    }

    /// The header of the sheet, and the rows that are refused, to be corrected and uploaded again.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`, `Busy`, `Internal`.
    pub async fn wrong_rows(
        &self,
        viewer: &Viewer,
        key: &str,
    ) -> Result<(Vec<String>, Vec<WrongRow>), Error> {
        viewer.acting(Role::Catalog)?;
        let wanted = key.to_owned();
        let lines = self
            .store
            .read(move |tx| {
                let row = goods_import::by_key(tx, &wanted)?.ok_or(Error::NotFound)?;
                let kind = ImportLineKind::Wrong;
                Ok::<_, Error>(goods_import::lines(tx, row.id, kind, DOWNLOADED)?)
            })
            .await?;
        let mut why: BTreeMap<i64, Vec<(String, ErrorCode)>> = BTreeMap::new();
        for line in lines {
            let code = line.becomes.parse().unwrap_or(ErrorCode::FormInvalid);
            why.entry(line.row_no).or_default().push((line.name, code));
        }
        let path = incoming::open(self, key)?;
        let table = tokio::task::spawn_blocking(move || {
            let file = std::fs::File::open(path)?;
            sheets::read_table(file).map_err(std::io::Error::other)
        });
        let table = table.await.map_err(Error::internal)?;
        let table = table.map_err(|_gone| Error::NotFound)?;
        let rows = table.rows.into_iter().filter_map(|row| {
            Some(WrongRow {
                why: why.remove(&i64::from(row.number))?,
                cells: row.cells.into_iter().map(|cell| cell.text).collect(),
            })
        });
        Ok((table.header, rows.collect()))
    }
}

fn listed(row: &GoodsImport) -> ImportListed {
    ImportListed {
        key: row.import_key.clone(),
        file_name: row.file_name.clone(),
        state: row.state,
        created_at: row.created_at,
    }
}

/// The rest of the way at the speed so far.
fn left(row: &GoodsImport, now: Millis) -> Option<i64> {
    if !row.state.is_running() || row.done == 0 {
        return None;
    }
    let passed = now.since(row.began_at).max(0);
    let rest = row.products.saturating_sub(row.done);
    passed.checked_mul(rest)?.checked_div(row.done)
}

/// A refused cell as it is kept.
pub(super) fn wrong_line(wrong: &Wrong) -> ImportLine {
    ImportLine {
        kind: ImportLineKind::Wrong,
        row_no: wrong.row.into(),
        steep: 0,
        part: String::new(),
        name: wrong.column.clone(),
        was: wrong.value.clone(),
        becomes: wrong.why.as_str().to_owned(),
    }
}

fn wrong_view(line: ImportLine) -> ImportWrong {
    ImportWrong {
        row: line.row_no,
        column: line.name,
        value: line.was,
        why: line.becomes.parse().ok(),
    }
}

fn change_view(line: ImportLine) -> ImportChange {
    ImportChange {
        row: line.row_no,
        part: line.part,
        field: line.name.parse().ok(),
        from: line.was,
        to: line.becomes,
        is_steep: line.steep != 0,
    }
}
