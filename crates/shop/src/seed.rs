//! The demo shop: 12 products with pictures of their own, and three accounts.

use crate::{Error, Shop};
use std::path::Path;

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
    pub async fn seed_demo(&self, media_dir: &Path) -> Result<DemoAccounts, Error> { todo!() }
}
