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
    /// Fills an empty shop; a shop that has products keeps them. Pictures go to `media_dir/{sha256}`.
    ///
    /// The demo accounts have passwords that everybody may know, so they are opened only where
    /// nobody has an account yet. All rows come in one transaction: a second call, or one after a
    /// crash, leaves the same rows.
    ///
    /// # Errors
    /// `Busy`; `Internal` if a picture cannot be written.
    pub async fn seed_demo(&self, media_dir: &Path) -> Result<DemoAccounts, Error> {
        let demo = accounts::demo();
        let wares = products::all();
        let drawn = pictures::draw(&wares);
        // Files before rows: a row never names a picture that is not there.
        pictures::write(&drawn, media_dir).await?;
        let done = self
            .store
            .read(|tx| Ok::<_, Error>((catalog::any_product(tx)?, account::any(tx)?)))
            .await?;
        if done == (true, true) {
            return Ok(demo);
        }
        let at = self.now();
        let people = accounts::people(self, &demo, at).await?;
        self.store
            .write(move |tx| {
                if !account::any(tx)? {
                    accounts::insert(tx, &people)?;
                }
                if !catalog::any_product(tx)? {
                    goods::insert(tx, &wares, &drawn, at)?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(demo)
    }
}
