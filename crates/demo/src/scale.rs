//! Products and orders in any number, for measurements.

use shop::{Error, Shop};
use store::scale;

/// Numbers whose rows are written in one transaction.
const PART: i64 = 10_000;

/// What [`fill`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// Rows written; 0 if they were there.
    Rows(usize),
    /// Nothing: the shop has orders of its own, and payments that never were would be among them.
    RealOrders,
}

/// Fills the shop up to `products` products and as many orders, which are the same in every shop. A
/// shop that has fewer gets the missing ones.
///
/// # Errors
/// `Busy`, `Internal`. What is written until then stays, and the next call continues.
pub async fn fill(shop: &Shop, products: u32) -> Result<Filled, Error> {
    let products = i64::from(products);
    let mut rows = 0_usize;
    loop {
        let part = shop
            .store()
            .write(move |tx| {
                let (there, others) = scale::filled(tx)?;
                if others {
                    return Ok(None);
                }
                let (first, last) = (there.saturating_add(1), there.saturating_add(PART));
                if first > products {
                    return Ok(Some(0));
                }
                Ok::<_, Error>(Some(scale::fill(tx, first, last.min(products))?))
            })
            .await?;
        match part {
            None => return Ok(Filled::RealOrders),
            Some(0) => {
                // The rows are written as they are, so shelves and search follow at the end.
                if rows > 0 {
                    shop.rebuild_listing().await?;
                }
                return Ok(Filled::Rows(rows));
            }
            Some(written) => rows = rows.saturating_add(written),
        }
    }
}
