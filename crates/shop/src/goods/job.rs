//! A sheet that was uploaded, part after part: first its pictures, then its check, later its import. Each part counts once, in
//! the transaction that writes its products.

mod pictures;

use super::{
    import::{BATCH, Batch, Keys, Part, rows},
    incoming,
    upload::wrong_line,
};
use crate::{Error, Shop, acting::Acting};
use domain::{
    import::{ImportLineKind, ImportState},
    staff::Role,
    time::Millis,
};
use sheets::Goods;
use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};
use store::{
    StoreError, Tx,
    models::goods_import::{GoodsImport, ImportCounts, ImportLine},
    queries::{goods_import, goods_import_picture},
};

/// Why a part was not written.
enum Undone {
    /// The import was stopped, or another worker has written it.
    MovedOn,
    Failed(Error),
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Shop {
    /// Works on a check or import for so many milliseconds, and at least one step. True if something is left to do.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn work_on_import(&self, key: &str, ms: i64) -> Result<bool, Error> {
        go_on(self, key, self.now().plus(ms)).await
    }
}

/// Goes on until `until`.
async fn go_on(shop: &Shop, key: &str, until: Millis) -> Result<bool, Error> {
    let Some(mut import) = load(shop, key)
        .await?
        .filter(|import| import.state.is_running())
    else {
        return Ok(false);
    };
    let Some((acting, goods)) = ready(shop, &import).await? else {
        end(shop, &import, ImportState::Failed).await?;
        return Ok(false);
    };
    let (mut source, mut keys) = (None, None);
    loop {
        let over = match import.state {
            ImportState::Checking => ImportState::Checked,
            ImportState::Importing => ImportState::Done,
            ImportState::Checked
            | ImportState::Done
            | ImportState::Stopped
            | ImportState::Failed => {
                return Ok(false);
            }
        };
        if import.stop_asked != 0 {
            end(shop, &import, ImportState::Stopped).await?;
        } else if import.takes_pictures() {
            if source.is_none() {
                source = pictures::open(shop, &import, &goods).await?;
            }
            match &source {
                Some(source) => pictures::some(shop, &acting, source, &import).await?,
                None => end(shop, &import, ImportState::Failed).await?,
            }
        } else if import.done >= import.products {
            end(shop, &import, over).await?;
        } else {
            let taken = match &keys {
                Some(taken) => Keys::clone(taken),
                None => Keys::clone(keys.insert(taken(shop, &import).await?)),
            };
            part(shop, &acting, &goods, &taken, &import).await?;
        }
        let Some(next) = load(shop, key).await? else {
            return Ok(false);
        };
        import = next;
        if import.state.is_running() && shop.now() >= until {
            return Ok(true);
        }
    }
}

/// Who imports, and the sheet; `None` if they may not any more, or it is not what was checked.
async fn ready(shop: &Shop, import: &GoodsImport) -> Result<Option<(Acting, Arc<Goods>)>, Error> {
    let staff = shop.staff(import.begun_by).await?;
    let Some(staff) = staff.filter(|staff| staff.roles.has(Role::Catalog)) else {
        return Ok(None);
    };
    let goods = match incoming::read(shop, &import.import_key).await {
        Ok(goods) => goods,
        Err(Error::Refused(refusal)) => {
            tracing::warn!(%refusal, import = %import.import_key, "a sheet cannot be read any more");
            return Ok(None);
        }
        Err(other) => return Err(other),
    };
    let is_same = i64::try_from(goods.products.len()) == Ok(import.products);
    let acting = Acting::in_the_name_of(staff, import.ip_prefix.clone());
    Ok(is_same.then_some((acting, goods)))
}

async fn load(shop: &Shop, key: &str) -> Result<Option<GoodsImport>, Error> {
    let key = key.to_owned();
    shop.store
        .read(move |tx| Ok::<_, Error>(goods_import::by_key(tx, &key)?))
        .await
}

async fn end(shop: &Shop, import: &GoodsImport, to: ImportState) -> Result<(), Error> {
    let (id, from, now) = (import.id, import.state, shop.now());
    shop.store
        .write(move |tx| Ok::<_, Error>(goods_import::end(tx, id, from, to, now)?))
        .await?;
    Ok(())
}

/// The pictures that came with the sheet.
async fn taken(shop: &Shop, import: &GoodsImport) -> Result<Keys, Error> {
    let id = import.id;
    let taken = shop
        .store
        .read(move |tx| Ok::<_, Error>(goods_import_picture::taken(tx, id)?))
        .await?;
    Ok(Arc::new(taken.into_iter().collect()))
}

/// The next few products.
async fn part(
    shop: &Shop,
    acting: &Acting,
    goods: &Arc<Goods>,
    pictures: &Keys,
    import: &GoodsImport,
) -> Result<(), Error> {
    let from = usize::try_from(import.done).map_err(Error::internal)?;
    let to = from.saturating_add(BATCH).min(goods.products.len());
    let (id, state, done) = (import.id, import.state, import.done);
    let is_dry = state == ImportState::Checking;
    let part = Arc::new(shop.part(acting, goods, pictures, from..to));
    let tried = if is_dry {
        Some(shop.try_part(&part).await?)
    } else {
        None
    };
    let written = shop
        .store
        .write(move |tx| {
            let batch = match &tried {
                Some(batch) => batch.clone(),
                None => {
                    let expected = expected(tx, id, &part)?;
                    part.run(tx, &expected)?
                }
            };
            let (counts, lines) = found(&part, &batch, is_dry);
            if !goods_import::advance(tx, id, (state, done), &counts)? {
                return Err(Undone::MovedOn);
            }
            Ok(goods_import::add_lines(tx, id, &lines)?)
        })
        .await;
    match written {
        Ok(()) | Err(Undone::MovedOn) => Ok(()),
        Err(Undone::Failed(error)) => Err(error),
    }
}

/// How each of these products was stored when it was checked, by its first row.
fn expected(tx: &mut Tx<'_>, id: i64, part: &Part) -> Result<BTreeMap<u32, String>, Error> {
    let rows = || part.products().map(|product| i64::from(product.row));
    let (from, to) = (rows().min().unwrap_or(0), rows().max().unwrap_or(0));
    goods_import::seen(tx, id, from, to)?
        .into_iter()
        .map(|(row, seen)| Ok((u32::try_from(row).map_err(Error::internal)?, seen)))
        .collect()
}

/// What a batch adds to the import.
fn found(part: &Part, batch: &Batch, is_dry: bool) -> (ImportCounts, Vec<ImportLine>) {
    let (mut counts, mut lines) = (ImportCounts::default(), Vec::new());
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    for (product, ended) in part.products().zip(batch) {
        counts.products = counts.products.saturating_add(1);
        let fate = match ended {
            Ok(fate) => fate,
            Err(wrong) => {
                let skipped = number(rows(product).len());
                counts.skipped = counts.skipped.saturating_add(skipped);
                lines.extend(wrong.iter().map(wrong_line));
                continue;
            }
        };
        counts.new = counts.new.saturating_add(number(fate.counts.new));
        counts.changed = counts.changed.saturating_add(number(fate.counts.changed));
        let unchanged = number(fate.counts.unchanged);
        counts.unchanged = counts.unchanged.saturating_add(unchanged);
        lines.extend(fate.changes.iter().map(|change| ImportLine {
            kind: ImportLineKind::Changed,
            row_no: change.row.into(),
            steep: change.is_steep.into(),
            part: change.part.clone(),
            name: change.field.clone(),
            was: change.from.clone(),
            becomes: change.to.clone(),
        }));
        if is_dry {
            lines.push(ImportLine {
                kind: ImportLineKind::Seen,
                row_no: product.row.into(),
                steep: 0,
                part: String::new(),
                name: String::new(),
                was: String::new(),
                becomes: fate.seen.clone(),
            });
        }
    }
    (counts, lines)
}

/// Deletes imports from before `before`, and their sheets.
///
/// # Errors
/// `Busy`, `Internal`.
pub(crate) async fn sweep(shop: &Shop, before: Millis, most: i64) -> Result<(), Error> {
    shop.store
        .write(move |tx| Ok::<_, Error>(goods_import::purge(tx, before, most)?))
        .await?;
    let since = Duration::from_millis(u64::try_from(before.get()).unwrap_or(0));
    incoming::delete_old(shop, UNIX_EPOCH + since).await
}
