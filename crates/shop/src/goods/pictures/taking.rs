//! Takes the pictures that a sheet names.

use super::{
    super::import::Importer,
    Pictures,
    archive::{Archive, Plan},
};
use crate::{Error, Shop, acting::Acting, media};
use domain::error::ErrorCode;
use futures::StreamExt;
use media::Receiving;
use sheets::Goods;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    sync::Arc,
};
use store::queries::catalog::picture;
use tokio_util::sync::CancellationToken;

/// Pictures that are unpacked or prepared at the same time; the pool bounds their memory.
const AT_ONCE: usize = 4;
/// Hashes that are looked up at a time.
const LOOKED_UP: usize = 500;

impl Shop {
    /// Takes the pictures that the sheet names out of a ZIP and prepares them. `seen` is told how many names are done. After
    /// `stop` no further picture is begun.
    ///
    /// # Errors
    /// `Refused` with `ZipBroken` or `ZipTooLarge`; `LoginRequired`, `RoleMissing`, `Busy`, `Internal`.
    pub async fn pictures_of_zip(
        &self,
        by: Importer<'_>,
        zip: File,
        goods: &Arc<Goods>,
        stop: &CancellationToken,
        mut seen: impl FnMut(usize) + Send,
    ) -> Result<Pictures, Error> {
        let acting = by.acting()?;
        let all = names(goods);
        let count = all.len();
        let wanted = self.unknown(all).await?;
        let known = count.saturating_sub(wanted.len());
        let named = wanted.clone();
        let archive = blocking(move || Archive::open(zip, &named, 0)).await?;
        let seen = |done: usize| seen(known.saturating_add(done));
        let taken = self
            .unpack(&acting, &Arc::new(archive), wanted, stop, seen)
            .await?;
        let is_full = |(_, code): &(String, ErrorCode)| *code == ErrorCode::ZipTooLarge;
        if taken.refused.iter().any(is_full) {
            return Err(Error::refused(ErrorCode::ZipTooLarge));
        }
        Ok(taken)
    }

    /// Takes some of the pictures that a sheet names out of the ZIP that came with it. One that is not taken is told, and the
    /// others are.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(in crate::goods) async fn some_pictures(
        &self,
        acting: &Acting,
        archive: Option<&Arc<Archive>>,
        names: Vec<String>,
    ) -> Result<Pictures, Error> {
        let wanted = self.unknown(names).await?;
        match archive {
            Some(archive) => {
                let never = CancellationToken::new();
                self.unpack(acting, archive, wanted, &never, |_| ()).await
            }
            None => Ok(missing(wanted)),
        }
    }

    /// Takes these names out of a ZIP. `seen` is told how many are done. After `stop` no further picture is begun.
    async fn unpack(
        &self,
        acting: &Acting,
        archive: &Arc<Archive>,
        names: BTreeSet<String>,
        stop: &CancellationToken,
        mut seen: impl FnMut(usize) + Send,
    ) -> Result<Pictures, Error> {
        let planned = Arc::clone(archive);
        let plan = blocking(move || Ok(planned.plan(&names))).await?;
        let Plan {
            found,
            mut refused,
            missing,
        } = plan;
        let mut done = missing.len().saturating_add(refused.len());
        seen(done);
        let taking = found.into_iter().map(|(place, names)| async move {
            let taken = self.unpacked(acting, archive, place, &names, stop).await;
            (names, taken)
        });
        let mut taking = std::pin::pin!(futures::stream::iter(taking).buffer_unordered(AT_ONCE));
        let mut keys = BTreeMap::new();
        while let Some((names, taken)) = taking.next().await {
            done = done.saturating_add(names.len());
            match taken {
                Ok(None) => {}
                Ok(Some(hash)) => keys.extend(names.into_iter().map(|name| (name, hash.clone()))),
                Err(Error::Refused(refusal)) => {
                    refused.extend(names.into_iter().map(|name| (name, refusal.code)));
                }
                Err(error) => return Err(error),
            }
            seen(done);
        }
        refused.sort();
        Ok(Pictures {
            keys: Arc::new(keys),
            refused,
            missing,
        })
    }

    /// A sheet without a ZIP: which of its names the shop does not know.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `Busy`, `Internal`.
    pub async fn pictures_without_zip(
        &self,
        by: Importer<'_>,
        goods: &Arc<Goods>,
    ) -> Result<Pictures, Error> {
        by.acting()?;
        Ok(missing(self.unknown(names(goods)).await?))
    }

    /// Opens a file for a picture that is fetched.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `Busy`, `Internal`.
    pub async fn receive_import(&self, by: Importer<'_>) -> Result<Receiving, Error> {
        by.acting()?;
        self.open_receiving().await
    }

    /// Prepares a picture that was fetched. Returns the hash of its content.
    ///
    /// # Errors
    /// `Refused` as for uploads; `LoginRequired`, `RoleMissing`, `Busy`, `Internal`.
    pub async fn import_picture(
        &self,
        by: Importer<'_>,
        name: &str,
        receiving: Receiving,
    ) -> Result<String, Error> {
        let acting = by.acting()?;
        let upload = receiving.finish().await;
        let upload = upload.map_err(|error| Self::picture_refused(name, error))?;
        self.keep_picture(&acting, name, upload).await
    }

    /// Unpacks and prepares one picture; `None` after `stop`.
    async fn unpacked(
        &self,
        acting: &Acting,
        archive: &Arc<Archive>,
        place: usize,
        names: &[String],
        stop: &CancellationToken,
    ) -> Result<Option<String>, Error> {
        if stop.is_cancelled() {
            return Ok(None);
        }
        let (folder, archive) = (self.pictures()?.folder.clone(), Arc::clone(archive));
        let name = names.first().cloned().unwrap_or_default();
        let shown = name.clone();
        let upload = blocking(move || archive.take(place, &name, &folder)).await?;
        self.keep_picture(acting, &shown, upload).await.map(Some)
    }

    /// Those of these names that are not pictures in the shop.
    async fn unknown(&self, names: Vec<String>) -> Result<BTreeSet<String>, Error> {
        let hashes: Vec<String> = names
            .iter()
            .filter_map(|name| media::hash_in(name))
            .collect();
        let mut known = BTreeSet::new();
        for some in hashes.chunks(LOOKED_UP) {
            let some = some.to_vec();
            let found = self
                .store
                .read(move |tx| Ok::<_, Error>(picture::shown(tx, &some)?))
                .await?;
            known.extend(found);
        }
        let is_known =
            |name: &String| media::hash_in(name).is_some_and(|hash| known.contains(&hash));
        Ok(names.into_iter().filter(|name| !is_known(name)).collect())
    }
}

/// The files that a sheet names, in a lasting order.
pub(in crate::goods) fn names(goods: &Goods) -> Vec<String> {
    goods.file_names().into_keys().map(str::to_owned).collect()
}

fn missing(names: BTreeSet<String>) -> Pictures {
    Pictures {
        missing: names.into_iter().collect(),
        ..Pictures::default()
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?
}
