//! The demo shop: six categories, 48 products with their own drawings, three accounts, and the
//! orders of sixty days.
//!
//! A real shop needs nothing of this crate.

mod accounts;
mod categories;
mod drawn;
pub mod orders;
pub mod pictures;
mod products;
mod rows;
pub mod scale;
mod wares;

use domain::{setting::Settings, staff::factor::Demand};
use shop::{Error, Shop, policy::Policy};
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
    /// A customer.
    pub shopper: DemoAccount,
    /// A member of staff with roles orders and refunds.
    pub staff: DemoAccount,
    /// The owner.
    pub owner: DemoAccount,
}

/// The first settings of the demo shop: the defaults, with a slogan and an address for returns.
#[must_use]
pub fn policy() -> Policy {
    Policy {
        first: Settings {
            slogan: "日常好物，慢慢挑。".to_owned(),
            slogan_en: "Everyday goods. Take your time.".to_owned(),
            return_address: "拾光杂货 退货组 0571-88000000 浙江省杭州市西湖区文三路 478 号"
                .to_owned(),
            ..Settings::default()
        },
        // The passwords are public, and a second owner is made in a test.
        second_factor: Demand::Never,
        ..Policy::default()
    }
}

/// The accounts of every demo shop.
#[must_use]
pub fn accounts() -> DemoAccounts {
    accounts::demo()
}

/// Adds the demo products to an empty shop; a shop with products keeps its own. Pictures go to
/// `media_dir/{sha256}`. Creates no account, because this may be a real shop.
///
/// All rows are written in one transaction, so that a second call, or one after a crash, leaves the
/// same rows.
///
/// # Errors
/// `Busy`; `Internal` if a picture cannot be written.
pub async fn seed_catalog(shop: &Shop, media_dir: &Path) -> Result<(), Error> {
    let wares = products::all();
    let drawn = drawn::draw(&wares);
    // Files before rows, so that a row never names a missing picture.
    drawn::write(&drawn, media_dir).await?;
    let at = shop.now();
    shop.store()
        .write(move |tx| {
            if !catalog::any_product(tx)? {
                rows::insert(tx, &wares, &drawn, at)?;
            }
            Ok::<_, Error>(())
        })
        .await
}

/// True for a shop without products and accounts.
///
/// # Errors
/// `Busy`, `Internal`.
pub async fn is_new(shop: &Shop) -> Result<bool, Error> {
    shop.store()
        .read(|tx| Ok::<_, Error>(!catalog::any_product(tx)? && !account::any(tx)?))
        .await
}

/// The demo shop: the products, and three accounts with published passwords. The accounts are
/// created only if there is no account yet.
///
/// # Errors
/// As [`seed_catalog`].
pub async fn seed(shop: &Shop, media_dir: &Path) -> Result<DemoAccounts, Error> {
    seed_catalog(shop, media_dir).await?;
    let demo = accounts();
    let known = shop
        .store()
        .read(|tx| Ok::<_, Error>(account::any(tx)?))
        .await?;
    if known {
        return Ok(demo);
    }
    let people = accounts::people(shop, &demo, shop.now()).await?;
    shop.store()
        .write(move |tx| {
            if !account::any(tx)? {
                accounts::insert(tx, &people)?;
            }
            Ok::<_, Error>(())
        })
        .await?;
    Ok(demo)
}
