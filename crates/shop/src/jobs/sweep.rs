//! Deletes uploads that no product shows after a week, picture files that nothing refers to, and imported sheets.
//! Reschedules itself daily.

use super::Leased;
use crate::{Error, Shop, goods, media::KEEP};
use domain::time::{DAY, SECOND};
use store::queries::{refund_photo, upload};

/// Rows deleted in one transaction.
const AT_ONCE: i64 = 500;
/// The pause before the next run while more is left.
const SOON: i64 = 5 * SECOND;

/// Runs it: rows first, so that their files are unused.
pub(super) async fn run(shop: &Shop, held: Leased) -> Result<(), Error> {
    let now = shop.now();
    let uploads = shop
        .store
        .write(move |tx| Ok::<_, Error>(upload::purge(tx, now.plus(-KEEP), AT_ONCE)?))
        .await?;
    let photos = shop
        .store
        .write(move |tx| Ok::<_, Error>(refund_photo::purge(tx, now.plus(-KEEP), AT_ONCE)?))
        .await?;
    let files = shop.sweep_files().await?;
    if uploads > 0 || photos > 0 || files > 0 {
        tracing::info!(uploads, photos, files, "unused pictures were deleted");
    }
    goods::sweep(shop, now.plus(-KEEP), AT_ONCE).await?;
    let left = i64::try_from(uploads.max(photos)).is_ok_and(|count| count >= AT_ONCE);
    shop.store
        .write(move |tx| held.again(tx, now.plus(if left { SOON } else { DAY })))
        .await
}
