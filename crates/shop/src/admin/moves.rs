//! The history of a SKU's stock: who moved it, when and why.

use super::Page;
use crate::{Error, Shop, Viewer};
use domain::{
    locale::Words,
    validate,
    view::catalog::stock::{MoveView, StockHistoryView},
};
use store::{
    Tx,
    models::stock::{Shelved, StockMove},
    queries::{
        admin::{self, AdminPage},
        stock::history,
    },
};

/// Moves on a page.
const PAGE: usize = 50;
/// An extra row shows that there is another page.
const PAGE_AND_ONE: i64 = 51;

impl Shop {
    /// One page of the moves of a SKU's stock, newest first, each with the stock afterwards. A place
    /// in an address is the number of a move among those of its SKU.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` for an unknown code, or a `page` that cannot be
    /// read.
    pub async fn admin_stock_history(
        &self,
        viewer: &Viewer,
        code: &str,
        page: Page,
    ) -> Result<StockHistoryView, Error> {
        viewer.any_staff()?;
        let (locale, code) = (viewer.locale, validate::code(code));
        self.store
            .read(move |tx| {
                let sku = history::by_code(tx, &code)?.ok_or(Error::NotFound)?;
                let (mut rows, at) = rows(tx, sku.id, &page)?;
                let (newer, older) = super::ends(&mut rows, PAGE, &at);
                let mut place = |wanted: bool, row: Option<&StockMove>| match row {
                    Some(row) if wanted => {
                        history::number(tx, sku.id, row.id).map(|number| Some(number.to_string()))
                    }
                    Some(_) | None => Ok(None),
                };
                let newer = place(newer, rows.first())?;
                let older = place(older, rows.last())?;
                Ok(StockHistoryView {
                    title: Words::choose(locale, &sku.title_zh, &sku.title_en),
                    options: Words::choose(locale, &sku.options_zh, &sku.options_en),
                    on_hand: sku.on_hand.unwrap_or(0),
                    reserved: sku.reserved.unwrap_or(0),
                    low_at: sku.low_at,
                    moves: told(tx, &sku, &rows)?,
                    sku: sku.code,
                    slug: sku.slug,
                    newer,
                    older,
                })
            })
            .await
    }
}

/// The moves of a page, plus an extra one if there are more. If the page has become empty, the
/// newest ones.
fn rows(tx: &mut Tx<'_>, sku_id: i64, page: &Page) -> Result<(Vec<StockMove>, AdminPage), Error> {
    let mut key = |number: &str| -> Result<i64, Error> {
        let number = number.parse().map_err(|_not_a_number| Error::NotFound)?;
        history::by_number(tx, sku_id, number)?.ok_or(Error::NotFound)
    };
    let at = match page {
        Page::First => AdminPage::First,
        Page::Before(number) => AdminPage::Before(key(number)?),
        Page::After(number) => AdminPage::After(key(number)?),
    };
    let found = history::page(tx, sku_id, at, PAGE_AND_ONE)?;
    if found.is_empty() && at != AdminPage::First {
        let newest = history::page(tx, sku_id, AdminPage::First, PAGE_AND_ONE)?;
        return Ok((newest, AdminPage::First));
    }
    Ok((found, at))
}

/// The moves with names and orders. The stock after each is counted back from the present one.
fn told(tx: &mut Tx<'_>, sku: &Shelved, rows: &[StockMove]) -> Result<Vec<MoveView>, Error> {
    let actors: Vec<i64> = rows.iter().filter_map(|row| row.actor_id).collect();
    let names = admin::names(tx, &actors)?;
    let details: Vec<i64> = rows.iter().filter_map(|row| row.order_detail_id).collect();
    let orders = history::orders_of(tx, &details)?;
    let (later_on_hand, later_reserved) = match rows.first() {
        Some(newest) => history::after(tx, sku.id, newest.id)?,
        None => (0, 0),
    };
    let mut on_hand = sku.on_hand.unwrap_or(0).saturating_sub(later_on_hand);
    let mut reserved = sku.reserved.unwrap_or(0).saturating_sub(later_reserved);
    let mut told = Vec::new();
    for row in rows {
        let order = orders
            .iter()
            .find(|(detail, _)| Some(*detail) == row.order_detail_id);
        let by = names.iter().find(|(id, _)| Some(*id) == row.actor_id);
        told.push(MoveView {
            at: row.at,
            kind: row.kind.parse().ok(),
            on_hand: row.on_hand,
            reserved: row.reserved,
            on_hand_after: on_hand,
            reserved_after: reserved,
            order: order.map(|(_, number)| number.clone()),
            reason: row.reason.clone(),
            by: by.map(|(_, name)| name.clone()),
        });
        on_hand = on_hand.saturating_sub(row.on_hand);
        reserved = reserved.saturating_sub(row.reserved);
    }
    Ok(told)
}
