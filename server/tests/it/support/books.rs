//! The money tables as one text, so that a test can check that nothing changed.

use domain::ledger::Account;
use shop::Shop;
use std::fmt::Write;
use store::{
    StoreError,
    queries::{admin, attempt, catalog, event, listing, order, refund, stock},
    testing::balances,
};

/// Orders with lines, attempts, refunds, ledger and events, and all stock.
pub(crate) async fn digest(shop: &Shop, orders: &[String]) -> String {
    let orders = orders.to_vec();
    shop.store()
        .read(move |tx| {
            let mut text = String::new();
            for number in &orders {
                let row = order::by_number(tx, number)?.ok_or(StoreError::Gone)?;
                writeln!(text, "{row:?}").unwrap();
                writeln!(text, "{:?}", order::details(tx, row.id)?).unwrap();
                writeln!(text, "{:?}", attempt::of_order(tx, row.id)?).unwrap();
                writeln!(text, "{:?}", refund::of_orders(tx, &[row.id])?).unwrap();
                writeln!(text, "{:?}", admin::legs(tx, row.id)?).unwrap();
                writeln!(text, "{:?}", event::list(tx, row.id)?).unwrap();
            }
            for account in Account::ALL {
                writeln!(text, "{account:?} {:?}", balances(tx, *account)?).unwrap();
            }
            let products = listing::products_after(tx, 0, 1_000)?;
            for sku in catalog::active_skus(tx, &products)? {
                writeln!(text, "{} {:?}", sku.code, stock::free(tx, sku.id)?).unwrap();
            }
            Ok::<_, StoreError>(text)
        })
        .await
        .unwrap()
}
