//! A product of a sheet: found or created, filled in and saved by the rules of the editor.

mod axes;
mod categories;
mod change;
mod count;
mod fill;
mod find;
mod pictures;
mod rows;
mod told;

pub(crate) use change::Change;
pub use count::Counts;

use super::{draft::Draft, read, save, stored::Stored};
use crate::{Error, acting::Acting};
use domain::{catalog::ProductStatus, error::ErrorCode, time::Millis};
use sheets::{Column, GoodsProduct, Wrong};
use std::collections::BTreeMap;
use store::{StoreError, Tx};
use told::Teller;

/// What the products of one sheet share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet<'s> {
    /// Who imports it.
    pub(crate) acting: &'s Acting,
    /// The columns that it has, with their headings.
    pub(crate) columns: &'s BTreeMap<Column, String>,
    /// The hashes of the pictures that came with it, by their names in the sheet.
    pub(crate) pictures: &'s BTreeMap<String, String>,
    /// When.
    pub(crate) now: Millis,
}

impl Sheet<'_> {
    fn has(&self, column: Column) -> bool {
        self.columns.contains_key(&column)
    }
}

/// What an import does to a product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fate {
    /// Its rows.
    pub(crate) counts: Counts,
    /// The stored fields that change.
    pub(crate) changes: Vec<Change>,
    /// How it was stored before, for [`import`]'s `expected`.
    pub(crate) seen: String,
}

/// Why a product was not imported.
#[derive(Debug)]
pub(crate) enum Failed {
    /// Cells that are refused. The product is as it was.
    Wrong(Vec<Wrong>),
    /// Nothing that is written in the sheet.
    Other(Error),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Other(error.into())
    }
}

/// Imports a product, in the transaction of the caller. What is stored already writes nothing, so a sheet may be imported
/// again. `form_key` is a new one for each product. With `expected` a product that is stored otherwise is left alone.
///
/// # Errors
/// [`Failed::Wrong`] with the refused cells, `ChangedMeanwhile` if it is not as `expected`: the caller undoes what was
/// written. [`Failed::Other`]: `Busy`, `Internal`.
pub(crate) fn import(
    tx: &mut Tx<'_>,
    sheet: Sheet<'_>,
    product: &GoodsProduct,
    form_key: &str,
    expected: Option<&str>,
) -> Result<Fate, Failed> {
    let told = Teller {
        product,
        columns: sheet.columns,
    };
    let slug = find::find(tx, &told)?;
    let mut stored = Stored::load(tx, &slug)?;
    let seen = change::print(&stored, sheet);
    if expected.is_some_and(|expected| expected != seen) {
        return Err(told.product(Column::Slug, ErrorCode::ChangedMeanwhile));
    }
    let mut form = stored.form()?;
    form_key.clone_into(&mut form.form_key);
    categories::fill(tx, sheet, &told, &mut stored, &mut form)?;
    fill::shared(&mut form, sheet, product);
    let of_skus = pictures::fill(tx, sheet, &told, &stored, &mut form)?;
    let target = axes::target(&told, sheet, &stored)?;
    let placed = rows::place(&told, sheet, &stored, &target)?;
    form.skus = placed.forms;
    let mut draft = Draft::under(tx, form, &stored, target.into_options())?;
    // The row of the sheet for each row of the draft.
    let of_draft: Vec<Option<usize>> = draft
        .rows
        .iter()
        .map(|row| placed.rows.get(&row.key).copied())
        .collect();
    for (row, place) in draft.rows.iter_mut().zip(&of_draft) {
        let own = place.and_then(|place| of_skus.get(place));
        row.picture = own.cloned().flatten();
    }
    let mut read = read::read(tx, &draft, &stored).map_err(|error| told.error(error, &of_draft))?;
    status(&mut read, product, sheet.now).map_err(|why| told.product(Column::Price, why))?;
    let (counts, differs) = count::compare(product, &of_draft, &draft, &stored, &read)?;
    let changes = if differs {
        change::of(product, &of_draft, &draft, &stored, &read)?
    } else {
        Vec::new()
    };
    if differs {
        save::write(tx, sheet.acting, &draft, &stored, &read, sheet.now)
            .map_err(|error| told.error(error, &of_draft))?;
    }
    Ok(Fate {
        counts,
        changes,
        seen,
    })
}

/// The status that the sheet says. Nothing is put on sale without a variant that is for sale.
fn status(read: &mut read::Read, product: &GoodsProduct, now: Millis) -> Result<(), ErrorCode> {
    let Some(wanted) = product.status else {
        return Ok(());
    };
    let listing = &mut read.listing;
    if wanted == ProductStatus::Active && listing.status != wanted {
        if !read.rows.iter().any(read::ReadRow::is_for_sale) {
            return Err(ErrorCode::Price);
        }
        listing.published_at = listing.published_at.or(Some(now));
    }
    listing.status = wanted;
    Ok(())
}
