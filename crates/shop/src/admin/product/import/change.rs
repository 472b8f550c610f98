//! The stored fields that an import changes, and the state of a product between its check and its import.

use super::Sheet;
use crate::{
    Error,
    admin::{
        changes::Changes,
        product::{
            draft::{Draft, Row},
            read::{Read, ReadRow},
            seen::prints,
            stored::Stored,
            whole::Whole,
        },
        trail,
    },
};
use domain::{price, staff::LoggedField, validate::Counted};
use sheets::{Column, GoodsProduct};

/// A field that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// Its row in the sheet.
    pub(crate) row: u32,
    /// The SKU code; of a field of the whole product its Chinese title.
    pub(crate) part: String,
    /// A [`LoggedField`].
    pub(crate) field: String,
    /// Stored value, as the activity log has it.
    pub(crate) from: String,
    /// New value.
    pub(crate) to: String,
    /// True for a price that moves by more than 30 %.
    pub(crate) is_steep: bool,
}

/// A print of what is stored of a product and its SKUs; of the stock only if the sheet has it, because orders move it.
pub(super) fn print(stored: &Stored, sheet: Sheet<'_>) -> String {
    let has_stock = sheet.has(Column::Stock);
    let mut texts = Vec::new();
    if let Some(product) = &stored.product {
        texts.push(format!("{} {}", product.id, product.version));
    }
    for sku in &stored.skus {
        let on_hand = sku.on_hand.filter(|_| has_stock).unwrap_or_default();
        texts.push(format!("{} {} {on_hand}", sku.id, sku.version));
    }
    prints([texts.join("\n").as_str()])
}

/// The changes of a stored product: first its own fields, then those of its SKUs in the order of the sheet.
///
/// # Errors
/// `Internal`.
pub(super) fn of(
    product: &GoodsProduct,
    of_draft: &[Option<usize>],
    draft: &Draft,
    stored: &Stored,
    read: &Read,
) -> Result<Vec<Change>, Error> {
    let Some(own) = &stored.product else {
        return Ok(Vec::new());
    };
    let before = Whole::stored(stored)?.ok_or(Error::NotFound)?;
    let wanted = Whole::of(&draft.form, read.listing.clone(), &read.slug);
    let mut changes: Vec<Change> = Changes::between(&before, &wanted)?
        .pairs()
        .map(|(field, from, to)| Change {
            row: product.row,
            part: own.listing.title_zh.clone(),
            field: field.to_owned(),
            from: trail::said(Some(from)),
            to: trail::said(Some(to)),
            is_steep: false,
        })
        .collect();
    let mut rows: Vec<(usize, &Row, &ReadRow)> = Vec::new();
    for typed in &read.rows {
        let place = of_draft.get(typed.place).copied().flatten();
        if let Some((place, row)) = place.zip(draft.rows.get(typed.place)) {
            rows.push((place, row, typed));
        }
    }
    rows.sort_by_key(|(place, _, _)| *place);
    for (place, row, typed) in rows {
        let line = product.skus.get(place).map_or(product.row, |sku| sku.row);
        changes.extend(of_sku(line, row, typed)?);
    }
    Ok(changes)
}

fn of_sku(line: u32, row: &Row, typed: &ReadRow) -> Result<Vec<Change>, Error> {
    let Some(sku) = &row.sku else {
        return Ok(Vec::new());
    };
    let change = |field: &str, from: String, to: String, is_steep| Change {
        row: line,
        part: sku.code.clone(),
        field: field.to_owned(),
        from,
        to,
        is_steep,
    };
    let mut changes = Vec::new();
    if sku.code != typed.code {
        let field = LoggedField::Code.as_str();
        changes.push(change(field, sku.code.clone(), typed.code.clone(), false));
    }
    let (old, new) = (sku.terms.price, typed.terms.price);
    let is_steep = price::falls_steeply(old, new) || price::falls_steeply(new, old);
    for (field, from, to) in Changes::between(&sku.terms, &typed.terms)?.pairs() {
        let is_price = field == LoggedField::Price.as_str();
        changes.push(change(
            field,
            trail::said(Some(from)),
            trail::said(Some(to)),
            is_price && is_steep,
        ));
    }
    let on_hand = sku.on_hand.unwrap_or_default();
    let counted = match typed.stock {
        None => on_hand,
        Some(Counted::All(units)) => units,
        Some(Counted::Change(units)) => on_hand.saturating_add(units),
    };
    if counted != on_hand {
        let (field, from) = (LoggedField::OnHand.as_str(), on_hand.to_string());
        changes.push(change(field, from, counted.to_string(), false));
    }
    Ok(changes)
}
