//! What an import changes.

use crate::{
    Error,
    admin::product::{
        draft::{Draft, Row},
        read::{Read, ReadRow},
        stored::Stored,
        whole::Whole,
    },
    catalog::options,
};
use sheets::GoodsProduct;

/// Rows of a sheet by what happens to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// New SKUs, and products without one.
    pub new: usize,
    /// Rows that differ from what is stored.
    pub changed: usize,
    /// Rows that do not.
    pub unchanged: usize,
}

impl Counts {
    /// Adds those of another product.
    pub(crate) const fn add(&mut self, other: Self) {
        self.new = self.new.saturating_add(other.new);
        self.changed = self.changed.saturating_add(other.changed);
        self.unchanged = self.unchanged.saturating_add(other.unchanged);
    }

    /// All rows.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.new
            .saturating_add(self.changed)
            .saturating_add(self.unchanged)
    }
}

/// Counts the rows of a product, and tells if anything is to be written. What all rows share counts for the first one.
///
/// # Errors
/// `Internal`.
pub(super) fn compare(
    product: &GoodsProduct,
    of_draft: &[Option<usize>],
    draft: &Draft,
    stored: &Stored,
    read: &Read,
) -> Result<(Counts, bool), Error> {
    let mut counts = Counts::default();
    let Some(own) = &stored.product else {
        counts.new = product.skus.len().max(1);
        return Ok((counts, true));
    };
    let wanted = Whole::of(&draft.form, read.listing.clone(), &read.slug);
    let options_json = options::write(&read.axes).map_err(Error::internal)?;
    let mut is_other = Whole::stored(stored)?.as_ref() != Some(&wanted)
        || own.options_json != options_json
        || !draft.retired.is_empty();
    for typed in &read.rows {
        let differs = draft
            .rows
            .get(typed.place)
            .is_some_and(|row| differs(row, typed, stored));
        let is_new = draft
            .rows
            .get(typed.place)
            .is_some_and(|row| row.sku.is_none());
        match of_draft.get(typed.place).copied().flatten() {
            // A SKU that the sheet does not name, but moves to other options.
            None => is_other |= differs,
            Some(_) if is_new => counts.new = counts.new.saturating_add(1),
            Some(_) if differs => counts.changed = counts.changed.saturating_add(1),
            Some(_) => counts.unchanged = counts.unchanged.saturating_add(1),
        }
    }
    if product.skus.is_empty() {
        counts.unchanged = 1;
    }
    if is_other && counts.new == 0 && counts.changed == 0 {
        counts.unchanged = counts.unchanged.saturating_sub(1);
        counts.changed = 1;
    }
    Ok((counts, is_other || counts.new > 0 || counts.changed > 0))
}

fn differs(row: &Row, typed: &ReadRow, stored: &Stored) -> bool {
    let Some(sku) = &row.sku else {
        return true;
    };
    sku.code != typed.code
        || sku.terms != typed.terms
        || typed.stock.is_some()
        || row.picture.is_some() && row.picture.as_deref() != stored.picture_of(sku)
        || sku.options_key != row.key
        || sku.options_zh != row.zh
        || sku.options_en != row.en
}
