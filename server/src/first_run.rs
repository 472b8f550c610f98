//! The first start: the line with the link that creates the owner, and the shop's name beside the charset.

use kit::paths;
use shop::{Shop, policy};

/// `first-run <url>` for a shop without an owner; `None` for any other. The link of an earlier start ends.
///
/// # Errors
/// The database cannot be written.
pub async fn line(shop: &Shop, origin: &str) -> Result<Option<String>, shop::Error> {
    let key = shop.draw_first_run().await?;
    Ok(key.map(|key| format!("first-run {origin}{}", paths::first_run(&key))))
}

/// Warns of a stored name that the application's charset, changed since, cannot write. Orders stay payable: the subject
/// of a payment has a question mark there. Refusing to start would keep the owner from changing the name.
///
/// It also reads the settings once, so that an error page before the first page knows the shop's name.
///
/// # Errors
/// The database cannot be read.
pub async fn check_name(shop: &Shop) -> Result<(), shop::Error> {
    let settings = shop.settings().await?;
    if let Err(bad) = policy::check_shop_name(&settings.shop_name, shop.charset()) {
        tracing::warn!(
            code = "shop-name",
            remedy = "change the name at /admin/settings, or write ALIPAY_CHARSET=utf-8 if the application was built on it",
            "the shop's name {bad}"
        );
    }
    Ok(())
}
