//! The demo shop: 12 products with pictures of their own, and three accounts.

mod accounts;
mod goods;
mod pictures;
mod products;
mod wares;

use crate::{Error, Shop};
use std::path::Path;
use store::queries::{account, catalog};

/// A demo account.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DemoAccount {
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
}

/// The demo accounts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DemoAccounts {
    /// A shopper.
    pub shopper: DemoAccount,
    /// A member of staff with roles orders and refunds.
    pub staff: DemoAccount,
    /// The owner.
    pub owner: DemoAccount,
}

impl Shop {
    /// Fills an empty shop with the demo goods; a shop that has products keeps them. Pictures go
    /// to `media_dir/{sha256}`. No account is opened: this may be somebody's real shop.
    ///
    /// All rows come in one transaction: a second call, or one after a crash, leaves the same
    /// rows.
    ///
    /// # Errors
    /// `Busy`; `Internal` if a picture cannot be written.
    pub async fn seed_catalogue(&self, media_dir: &Path) -> Result<(), Error> {
        let wares = products::all();
        let drawn = pictures::draw(&wares);
        // Files before rows: a row never names a picture that is not there.
        pictures::write(&drawn, media_dir).await?;
        let at = self.now();
        self.store
            .write(move |tx| {
                if !catalog::any_product(tx)? {
                    goods::insert(tx, &wares, &drawn, at)?;
                }
                Ok::<_, Error>(())
            })
            .await
    }

    /// The demo shop: the goods, and three accounts whose passwords everybody may know. The
    /// accounts are opened only where nobody has one yet.
    ///
    /// # Errors
    /// As [`Self::seed_catalogue`].
    pub async fn seed_demo(&self, media_dir: &Path) -> Result<DemoAccounts, Error> {
        self.seed_catalogue(media_dir).await?;
        let demo = accounts::demo();
        if self
            .store
            .read(|tx| Ok::<_, Error>(account::any(tx)?))
            .await?
        {
            return Ok(demo);
        }
        let people = accounts::people(self, &demo, self.now()).await?;
        self.store
            .write(move |tx| {
                if !account::any(tx)? {
                    accounts::insert(tx, &people)?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(demo)
    }
}
