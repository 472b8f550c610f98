//! 改价与库存: prices, stock and thresholds of many variants on one page. Checking shows what would
//! change; saving does it, row by row.

mod judge;
mod save;
mod take;

pub use save::SheetSaved;

use super::{
    Page,
    products::{listed, place_of},
};
use crate::{Error, Shop, Viewer};
use domain::{
    error::{ErrorCode, Refusal},
    form::{StockRowForm, StockSheetForm},
    locale::{Locale, Words},
    price::falls_steeply,
    staff::Role,
    view::catalog::{
        desk::ProductTab,
        stock::{SheetChange, SheetDifference, SheetPlan, SheetProduct, SheetRow, StockSheetView},
    },
};
use judge::{Change, Shown, Wish};
use store::{
    Tx,
    models::catalog::{DeskSku, Product},
    queries::{
        admin::AdminPage,
        catalog::{
            desk,
            index::{self, Changed},
        },
    },
};

/// Products on a page, and one more.
const PRODUCTS: usize = 20;
const PRODUCTS_AND_ONE: i64 = 21;
/// Variants on a page, unless its first product has more.
const ROWS: usize = 100;
/// Rows of a form: what a page holds, and refused rows of other pages.
const MOST_ROWS: usize = 600;

impl Shop {
    /// The variants of a page of products, to change. With `typed`, what that would change, or why
    /// it cannot; nothing is saved.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if `page` cannot be read; `Refused(FormInvalid)`
    /// for more rows than a page has.
    pub async fn admin_stock_sheet(
        &self,
        viewer: &Viewer,
        tab: ProductTab,
        q: &str,
        page: Page,
        typed: Option<StockSheetForm>,
    ) -> Result<StockSheetView, Error> {
        viewer.acting(Role::Catalog)?;
        let (locale, q, form_key) = (viewer.locale, q.to_owned(), self.draw_key());
        let typed = typed.unwrap_or_default();
        few(&typed)?;
        self.store
            .read(move |tx| {
                let (mut products, at) = listed(tx, tab, &q, &page, PRODUCTS_AND_ONE)?;
                let ids: Vec<i64> = products.iter().map(|product| product.id).collect();
                let mut skus = desk::skus(tx, &ids)?;
                let (newer, older) = fitting(&mut products, &skus, &at);
                let view = StockSheetView {
                    tab,
                    q: q.clone(),
                    products: Vec::new(),
                    form: StockSheetForm {
                        form_key: form_key.clone(),
                        reason: typed.reason.clone(),
                        ..StockSheetForm::default()
                    },
                    plan: None,
                    refusal: None,
                    newer: products.first().filter(|_| newer).map(place_of),
                    older: products.last().filter(|_| older).map(place_of),
                };
                let touched = touched(&typed.rows);
                let products = with_touched(tx, &touched, products, &mut skus)?;
                Ok(Sheet {
                    locale,
                    touched: &touched,
                    view,
                    plan: SheetPlan {
                        changes: Vec::new(),
                        rows: Vec::new(),
                    },
                    refusal: Refusal::fields(Vec::new()),
                }
                .of(&products, &skus))
            })
            .await
    }
}

fn few(form: &StockSheetForm) -> Result<(), Error> {
    if form.rows.len() > MOST_ROWS {
        return Err(Error::refused(ErrorCode::FormInvalid));
    }
    Ok(())
}

/// Keeps the products whose variants fit on a page: at least one. Returns whether there are pages
/// before and after.
fn fitting(products: &mut Vec<Product>, skus: &[DeskSku], at: &AdminPage<Changed>) -> (bool, bool) {
    let from_the_end = matches!(at, AdminPage::After(_));
    if from_the_end {
        products.reverse();
    }
    let (mut kept, mut rows) = (0_usize, 0_usize);
    for product in products.iter() {
        let own = skus.iter().filter(|sku| sku.product_id == product.id);
        rows = rows.saturating_add(own.count());
        if kept > 0 && (kept >= PRODUCTS || rows > ROWS) {
            break;
        }
        kept = kept.saturating_add(1);
    }
    let more = kept < products.len();
    products.truncate(kept);
    if from_the_end {
        products.reverse();
    }
    match at {
        AdminPage::First => (false, more),
        AdminPage::Before(_) => (true, more),
        AdminPage::After(_) => (more, true),
    }
}

/// The rows that somebody typed into.
fn touched(rows: &[StockRowForm]) -> Vec<&StockRowForm> {
    rows.iter()
        .filter(|row| Shown::read(&row.shown).is_none_or(|shown| !Wish::of(row, &shown).is_empty()))
        .collect()
}

/// The products of touched rows that are not on the page, then those of the page: a change moves a
/// product in the list, and what was typed must not get lost.
fn with_touched(
    tx: &mut Tx<'_>,
    touched: &[&StockRowForm],
    page: Vec<Product>,
    skus: &mut Vec<DeskSku>,
) -> Result<Vec<Product>, Error> {
    let codes: Vec<&str> = touched.iter().map(|row| row.sku.as_str()).collect();
    let mut products = index::of_codes(tx, &codes)?;
    products.retain(|product| page.iter().all(|shown| shown.id != product.id));
    let ids: Vec<i64> = products.iter().map(|product| product.id).collect();
    // A product that did not fit on the page has its SKUs here already.
    skus.retain(|sku| !ids.contains(&sku.product_id));
    skus.extend(desk::skus(tx, &ids)?);
    products.extend(page);
    Ok(products)
}

/// A page while it is put together.
struct Sheet<'a> {
    locale: Locale,
    touched: &'a [&'a StockRowForm],
    view: StockSheetView,
    plan: SheetPlan,
    refusal: Refusal,
}

impl Sheet<'_> {
    fn of(mut self, products: &[Product], skus: &[DeskSku]) -> StockSheetView {
        for product in products {
            let title = Words::choose(
                self.locale,
                &product.listing.title_zh,
                &product.listing.title_en,
            );
            let rows = skus
                .iter()
                .filter(|sku| sku.product_id == product.id)
                .map(|sku| self.row(sku, &title))
                .collect();
            self.view.products.push(SheetProduct {
                slug: product.slug.clone(),
                title,
                status: product.listing.status,
                rows,
            });
        }
        let whole = self.refusal.fields.is_empty();
        self.view.plan = Some(self.plan).filter(|plan| whole && !plan.rows.is_empty());
        self.view.refusal = Some(self.refusal).filter(|_| !whole);
        self.view
    }

    /// The row of a SKU, with what was typed into it.
    fn row(&mut self, sku: &DeskSku, title: &Words) -> SheetRow {
        let place = self.view.form.rows.len();
        let options = Words::choose(self.locale, &sku.options_zh, &sku.options_en);
        let typed = self.touched.iter().find(|row| row.sku == sku.code);
        let row = match typed {
            None => Shown::of(sku).row(&sku.code),
            Some(typed) => {
                let shown = Shown::read(&typed.shown).unwrap_or_else(|| Shown::of(sku));
                let wish = Wish::of(typed, &shown);
                let row = wish.shown_over(typed, sku);
                match wish.judge(&shown, sku) {
                    Err(objections) => {
                        for objection in objections {
                            objection.report(place, &mut self.refusal);
                        }
                    }
                    Ok(change) if change.is_empty() => {}
                    Ok(change) => {
                        self.plan.rows.push(row.clone());
                        self.plan.changes.push(SheetChange {
                            sku: sku.code.clone(),
                            title: title.clone(),
                            options: options.clone(),
                            differences: differences(&change),
                        });
                    }
                }
                row
            }
        };
        self.view.form.rows.push(row);
        SheetRow {
            place,
            sku: sku.code.clone(),
            options,
            free: sku.free(),
            price: sku.terms.price,
            low_at: sku.low_at,
        }
    }
}

fn differences(change: &Change) -> Vec<SheetDifference> {
    let price = change.price.map(|(from, to)| SheetDifference::Price {
        from,
        to,
        steep: falls_steeply(from, to),
    });
    let on_hand = change
        .on_hand
        .map(|(from, to)| SheetDifference::OnHand { from, to });
    let low_at = change
        .low_at
        .map(|(from, to)| SheetDifference::LowAt { from, to });
    [price, on_hand, low_at].into_iter().flatten().collect()
}
