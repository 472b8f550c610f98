//! Sheets in the browser: uploaded, checked by a job, started and stopped by staff.

use super::{incoming, pictures};
use crate::{Error, Shop, Viewer, jobs::file};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{ImportForm, ImportStartForm, ImportStopForm, RefusedFileForm},
    import::{ImportLineKind, ImportPictureKind, ImportState},
    staff::Role,
    time::Millis,
    validate,
    view::catalog::import::{
        First, ImportChange, ImportListed, ImportPictures, ImportRefused, ImportView, ImportWrong,
    },
};
use serde::{Deserialize, Serialize};
use sheets::{Goods, Wrong};
use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};
use store::{
    Tx,
    models::goods_import::{GoodsImport, ImportLine, ImportPicture, NewGoodsImport},
    queries::{goods_import, goods_import_picture},
};

/// Pause between two looks at a check.
const LOOK: Duration = Duration::from_millis(100);
/// Lines and names of a kind that a page shows.
const SHOWN: i64 = 200;
/// Addresses of pictures that it shows.
const ADDRESSES: usize = 200;
/// Imports in the list.
const LISTED: i64 = 5;
/// Refused cells of a download; a sheet has at most as many rows.
const DOWNLOADED: i64 = 100_000;

/// What a page says once about a sheet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Notes {
    unread: Vec<String>,
    /// Pictures that are named by an address.
    addresses: usize,
    /// The first of them.
    #[serde(default)]
    listed: Vec<String>,
    /// Files of the ZIP that the sheet does not name.
    #[serde(default)]
    unused: usize,
    /// The first of them.
    #[serde(default)]
    unused_listed: Vec<String>,
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

    /// Takes a received sheet in, with its pictures if they came, and files the job that checks it. Returns the key of the
    /// import.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused` at the fields `sheet` and `zip`; `Busy`, `Internal`.
    pub async fn begin_import(&self, viewer: &Viewer, form: ImportForm) -> Result<String, Error> {
        let acting = viewer.acting(Role::Catalog)?;
        let (goods, notes) = self.arrived(&form).await?;
        let zip_name = validate::file_name(&form.zip_name);
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
            zip_key: (!form.zip.is_empty()).then(|| form.zip.clone()),
            zip_name: if form.zip.is_empty() {
                String::new()
            } else {
                zip_name
            },
            pictures: i64::try_from(goods.file_names().len()).map_err(Error::internal)?,
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

    /// Reads the files of a form. Wrong ones are reported together.
    async fn arrived(&self, form: &ImportForm) -> Result<(Arc<Goods>, Notes), Error> {
        let mut wrong: Vec<FieldError> = form
            .refused
            .iter()
            .map(RefusedFileForm::of_import)
            .collect();
        let is_told =
            |wrong: &[FieldError], field: &str| wrong.iter().any(|one| one.field == field);
        let mut goods = None;
        if !form.sheet.is_empty() {
            goods = or_told(incoming::read(self, &form.sheet).await, &mut wrong)?;
        } else if !is_told(&wrong, "sheet") {
            wrong.push(FieldError {
                field: "sheet".to_owned(),
                code: ErrorCode::Required,
            });
        }
        let mut archive = None;
        if !form.zip.is_empty() && !is_told(&wrong, "zip") {
            let named = goods.as_deref().map(pictures::names).unwrap_or_default();
            let opened = incoming::zip(self, &form.zip, named.into_iter().collect(), 0).await;
            archive = or_told(opened, &mut wrong)?;
        }
        let Some(goods) = goods.filter(|_| wrong.is_empty()) else {
            return Err(Refusal::fields(wrong).into());
        };
        let addresses = goods.addresses();
        let notes = Notes {
            unread: goods.unread.clone(),
            addresses: addresses.len(),
            listed: addresses
                .into_keys()
                .take(ADDRESSES)
                .map(str::to_owned)
                .collect(),
            unused: archive.as_ref().map_or(0, |zip| zip.unused_count),
            unused_listed: archive.map(|zip| zip.unused).unwrap_or_default(),
        };
        Ok((goods, notes))
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
                    pictures: pictures_view(tx, &row, &notes)?,
                    unread: notes.unread,
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
    let (done, all) = if row.takes_pictures() {
        (row.pictures_done, row.pictures)
    } else {
        (row.done, row.products)
    };
    if !row.state.is_running() || done == 0 {
        return None;
    }
    let passed = now.since(row.began_at).max(0);
    passed
        .checked_mul(all.saturating_sub(done))?
        .checked_div(done)
}

/// What was read, or `None` after its refusal is added to the others.
fn or_told<T>(read: Result<T, Error>, wrong: &mut Vec<FieldError>) -> Result<Option<T>, Error> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(Error::Refused(refusal)) if !refusal.fields.is_empty() => {
            wrong.extend(refusal.fields);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

fn pictures_view(
    tx: &mut Tx<'_>,
    row: &GoodsImport,
    notes: &Notes,
) -> Result<ImportPictures, Error> {
    let known = |names: &[String], count: usize| {
        Ok::<_, Error>(First {
            shown: names.to_vec(),
            count: i64::try_from(count).map_err(Error::internal)?,
        })
    };
    let (refused, missing) = (ImportPictureKind::Refused, ImportPictureKind::Missing);
    Ok(ImportPictures {
        zip_name: row.zip_name.clone(),
        all: row.pictures,
        done: row.pictures_done,
        taken: goods_import_picture::count(tx, row.id, ImportPictureKind::Taken)?,
        refused: first(tx, row, refused, |one| ImportRefused {
            why: one.value.parse().ok(),
            name: one.name,
        })?,
        missing: first(tx, row, missing, |one| one.name)?,
        unused: known(&notes.unused_listed, notes.unused)?,
        addresses: known(&notes.listed, notes.addresses)?,
    })
}

/// The first pictures of a kind.
fn first<T>(
    tx: &mut Tx<'_>,
    row: &GoodsImport,
    kind: ImportPictureKind,
    view: impl Fn(ImportPicture) -> T,
) -> Result<First<T>, Error> {
    let found = goods_import_picture::list(tx, row.id, kind, SHOWN)?;
    Ok(First {
        shown: found.into_iter().map(view).collect(),
        count: goods_import_picture::count(tx, row.id, kind)?,
    })
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
