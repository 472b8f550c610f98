//! Saving the sheet: one transaction for each product, one savepoint for each row.

use super::{
    few,
    judge::{Change, Objection, Shown, Wish},
};
use crate::{
    Error, Shop, Viewer,
    acting::Acting,
    admin::product::{
        is_key,
        stock::{Booked, Booking, Cell},
    },
    catalog,
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{StockRowForm, StockSheetForm},
    money::Fen,
    staff::{Role, StaffAct},
    time::Millis,
    validate::{self, Counted},
};
use serde_json::{Map, Value};
use store::{
    Tx,
    models::catalog::{DeskSku, Product, SkuTerms},
    queries::{
        catalog::{desk, index},
        listing,
        stock::{on_hand, watch},
    },
};

/// What became of a posted sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetSaved {
    /// Rows that are stored now, also those of an earlier post of the same form.
    pub saved: usize,
    /// The others, as typed: the page shows their reasons.
    pub refused: Vec<StockRowForm>,
}

impl Shop {
    /// Saves the rows of a sheet. A refused row keeps no other from being saved, and a form posted
    /// twice changes everything once.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused(FormStale)` without a key; `Refused` with the field
    /// `reason`.
    pub async fn save_stock_sheet(
        &self,
        viewer: &Viewer,
        form: StockSheetForm,
    ) -> Result<SheetSaved, Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        if !is_key(&form.form_key) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        few(&form)?;
        let reason = reason(&form.reason)?;
        let codes: Vec<String> = form.rows.iter().map(|row| row.sku.clone()).collect();
        let owners = self
            .store
            .read(move |tx| {
                let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
                let products = index::of_codes(tx, &codes)?;
                let ids: Vec<i64> = products.iter().map(|product| product.id).collect();
                let skus = desk::skus(tx, &ids)?;
                Ok::<_, Error>(
                    products
                        .into_iter()
                        .map(|product| {
                            let own = skus.iter().filter(|sku| sku.product_id == product.id);
                            let codes: Vec<String> = own.map(|sku| sku.code.clone()).collect();
                            (product, codes)
                        })
                        .collect::<Vec<_>>(),
                )
            })
            .await?;
        let (mut done, mut left) = (SheetSaved::default(), form.rows);
        for (product, codes) in owners {
            let (rows, others): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|row| codes.contains(&row.sku));
            left = others;
            let saving = Saving {
                acting: acting.clone(),
                product,
                rows: rows.clone(),
                form_key: form.form_key.clone(),
                reason: reason.clone(),
                now,
            };
            match self.store.write(move |tx| saving.save(tx)).await {
                Ok(part) => {
                    done.saved = done.saved.saturating_add(part.saved);
                    done.refused.extend(part.refused);
                }
                // What is saved stays; the page shows the rest as not saved.
                Err(Error::Busy) if done.saved > 0 => done.refused.extend(rows),
                Err(error) => return Err(error),
            }
        }
        done.refused.extend(left);
        Ok(done)
    }
}

fn reason(typed: &str) -> Result<Option<String>, Error> {
    validate::stock_reason(typed).map_err(|code| {
        let field = "reason".to_owned();
        Refusal::fields(vec![FieldError { field, code }]).into()
    })
}

/// The rows of one product.
struct Saving {
    acting: Acting,
    product: Product,
    rows: Vec<StockRowForm>,
    form_key: String,
    reason: Option<String>,
    now: Millis,
}

impl Saving {
    fn save(&self, tx: &mut Tx<'_>) -> Result<SheetSaved, Error> {
        let mut done = SheetSaved::default();
        // The product before its stock, as the editor locks them.
        if !listing::lock(tx, self.product.id)? {
            done.refused.clone_from(&self.rows);
            return Ok(done);
        }
        // By key, the order in which stock rows are locked.
        for sku in desk::skus(tx, &[self.product.id])? {
            for row in self.rows.iter().filter(|row| row.sku == sku.code) {
                match tx.savepoint(|tx| self.row(tx, row, &sku)) {
                    Ok(()) => done.saved = done.saved.saturating_add(1),
                    Err(Error::Refused(_)) => done.refused.push(row.clone()),
                    Err(error) => return Err(error),
                }
            }
        }
        if done.saved > 0 {
            catalog::listing::refresh(tx, self.product.id)?;
        }
        Ok(done)
    }

    /// Saves a row, or writes nothing of it that the caller keeps.
    fn row(&self, tx: &mut Tx<'_>, row: &StockRowForm, sku: &DeskSku) -> Result<(), Error> {
        let shown = Shown::read(&row.shown).ok_or_else(|| Error::refused(ErrorCode::FormStale))?;
        let booking = Booking {
            acting: &self.acting,
            slug: &self.product.slug,
            form_key: &self.form_key,
            why: self.reason.as_deref(),
            now: self.now,
        };
        let mut wish = Wish::of(row, &shown);
        let typed = wish.cell();
        if let Some(typed) = typed
            && booking.is_booked(tx, sku.id, typed.difference(shown.on_hand))?
        {
            wish = wish.without_stock();
        }
        let change = wish.judge(&shown, sku).map_err(|all| refusal(&all))?;
        if change.is_empty() {
            return Ok(());
        }
        self.terms(tx, sku, &change)?;
        if let Some(typed) = typed.filter(|_| change.on_hand.is_some()) {
            stock(tx, &booking, sku, typed, shown.on_hand)?;
        }
        watch::touch(tx, self.product.id, self.now)?;
        Ok(())
    }

    /// Writes price and threshold, with one entry in the log for both.
    fn terms(&self, tx: &mut Tx<'_>, sku: &DeskSku, change: &Change) -> Result<(), Error> {
        let late = || Error::refused(ErrorCode::ChangedMeanwhile);
        let mut version = sku.version;
        let (mut before, mut after) = (Map::new(), Map::new());
        if let Some((from, to)) = change.price {
            let terms = SkuTerms {
                price: to,
                ..sku.terms.clone()
            };
            if !desk::change_sku(tx, sku.id, version, &terms)? {
                return Err(late());
            }
            version = version.saturating_add(1);
            let yuan = |price: Fen| Value::from(price.yuan());
            before.insert("price".to_owned(), yuan(from));
            after.insert("price".to_owned(), yuan(to));
        }
        if let Some((from, to)) = change.low_at {
            if !watch::set_low_at(tx, sku.id, version, to)? {
                return Err(late());
            }
            before.insert("low_at".to_owned(), Value::from(from));
            after.insert("low_at".to_owned(), Value::from(to));
        }
        if after.is_empty() {
            return Ok(());
        }
        for side in [&mut before, &mut after] {
            side.insert("sku".to_owned(), Value::from(sku.code.as_str()));
        }
        let (act, slug) = (StaffAct::SkuChange, &self.product.slug);
        self.acting.log(tx, act, slug, &before, &after, self.now)
    }
}

/// Moves the stock of a SKU and logs it.
///
/// # Errors
/// `Refused(StockBelowReserved)`; `Refused(StockChanged)` if other moves were booked beside a count, whose caller then undoes
/// what this wrote.
fn stock(
    tx: &mut Tx<'_>,
    booking: &Booking<'_>,
    sku: &DeskSku,
    typed: Counted,
    shown: i64,
) -> Result<(), Error> {
    let cell = Cell {
        sku_id: sku.id,
        code: &sku.code,
        on_hand: sku.on_hand,
        units: typed.difference(shown),
        is_receipt: matches!(typed, Counted::Change(units) if units > 0),
    };
    match booking.book(tx, &cell)? {
        Booked::Before => return Ok(()),
        Booked::BelowReserved => return Err(Error::refused(ErrorCode::StockBelowReserved)),
        Booked::Moved => {}
    }
    // The stock is certain only now, under the row's lock.
    match typed {
        Counted::All(counted) if counted != on_hand(tx, sku.id)? => {
            Err(Error::refused(ErrorCode::StockChanged))
        }
        Counted::All(_) | Counted::Change(_) => booking.log(tx, &cell),
    }
}

fn refusal(all: &[Objection]) -> Refusal {
    let mut refusal = Refusal::fields(Vec::new());
    for objection in all {
        objection.report(0, &mut refusal);
    }
    refusal
}
