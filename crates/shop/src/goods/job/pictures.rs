//! The pictures of a sheet, a few at a time, before its products are checked. What became of each name is kept, so that a
//! job that is killed goes on behind the last ones.

use super::super::{
    incoming,
    pictures::{Archive, Pictures, names},
};
use crate::{Error, Shop, acting::Acting};
use domain::import::ImportPictureKind;
use sheets::Goods;
use std::sync::Arc;
use store::{
    models::goods_import::{GoodsImport, ImportPicture},
    queries::goods_import_picture,
};

/// Names that are looked for in one step: few, so that it ends well within the lease.
const AT_ONCE: usize = 8;

/// Where the pictures of a sheet come from.
pub(super) struct Source {
    /// The files that the sheet names, always in the same order.
    names: Vec<String>,
    /// The ZIP, if one came.
    archive: Option<Arc<Archive>>,
}

impl Source {
    fn unpacked(&self) -> u64 {
        self.archive.as_ref().map_or(0, |zip| zip.unpacked())
    }
}

/// Opens the ZIP that came with a sheet; `None` if it cannot be read any more.
///
/// # Errors
/// `Busy`, `Internal`.
pub(super) async fn open(
    shop: &Shop,
    import: &GoodsImport,
    goods: &Goods,
) -> Result<Option<Source>, Error> {
    let names = names(goods);
    let Some(key) = &import.zip_key else {
        return Ok(Some(Source {
            names,
            archive: None,
        }));
    };
    let spent = u64::try_from(import.unpacked).map_err(Error::internal)?;
    let wanted = names.iter().cloned().collect();
    match incoming::zip(shop, key, wanted, spent).await {
        Ok(archive) => Ok(Some(Source {
            names,
            archive: Some(Arc::new(archive)),
        })),
        Err(Error::Refused(refusal)) => {
            tracing::warn!(%refusal, import = %import.import_key, "a ZIP cannot be read any more");
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// Looks for the next few pictures.
///
/// # Errors
/// `Busy`, `Internal`.
pub(super) async fn some(
    shop: &Shop,
    acting: &Acting,
    source: &Source,
    import: &GoodsImport,
) -> Result<(), Error> {
    let from = usize::try_from(import.pictures_done).map_err(Error::internal)?;
    let next = source.names.iter().skip(from).take(AT_ONCE).cloned();
    let next: Vec<String> = next.collect();
    // A sheet that names fewer than were counted has none left.
    let count = if next.is_empty() {
        import.pictures.saturating_sub(import.pictures_done)
    } else {
        i64::try_from(next.len()).map_err(Error::internal)?
    };
    let before = source.unpacked();
    let archive = source.archive.as_ref();
    let taken = shop.some_pictures(acting, archive, next).await?;
    let unpacked = source.unpacked().saturating_sub(before);
    let unpacked = i64::try_from(unpacked).map_err(Error::internal)?;
    let rows = rows(&taken);
    let (id, done) = (import.id, import.pictures_done);
    let is_last = done.saturating_add(count) >= import.pictures;
    let now = is_last.then(|| shop.now());
    shop.store
        .write(move |tx| {
            if goods_import_picture::advance(tx, id, done, (count, unpacked), now)? {
                goods_import_picture::add(tx, id, &rows)?;
            }
            Ok::<_, Error>(())
        })
        .await
}

fn rows(taken: &Pictures) -> Vec<ImportPicture> {
    let row = |kind, name: &String, value: &str| ImportPicture {
        kind,
        name: name.clone(),
        value: value.to_owned(),
    };
    let keys = taken.keys.iter();
    let came = keys.map(|(name, hash)| row(ImportPictureKind::Taken, name, hash));
    let refused = taken.refused.iter();
    let refused = refused.map(|(name, why)| row(ImportPictureKind::Refused, name, why.as_str()));
    let missing = taken.missing.iter();
    let missing = missing.map(|name| row(ImportPictureKind::Missing, name, ""));
    came.chain(refused).chain(missing).collect()
}
