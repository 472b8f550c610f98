//! Views of cart lines, and the totals of the selected ones.

use crate::{Error, catalog::image::Thumbs};
use domain::{
    cart::max_qty,
    locale::{Locale, Words},
    money::Fen,
    price,
    setting::Settings,
    view::cart::{CartLineView, CartView, LineNote, Totals},
};
use store::models::cart::CartLine;

/// The view of `/cart` for these lines.
pub(super) fn cart(
    lines: &[CartLine],
    thumbs: &Thumbs,
    locale: Locale,
    settings: &Settings,
) -> Result<CartView, Error> {
    let selected: Vec<&CartLine> = lines.iter().filter(|line| line.is_selected()).collect();
    Ok(CartView {
        lines: lines
            .iter()
            .map(|line| line_view(line, thumbs, locale))
            .collect::<Result<_, _>>()?,
        totals: totals(selected.iter().copied(), settings)?,
        selected_units: selected.iter().map(|line| line.qty).sum(),
        can_checkout: !selected.is_empty() && selected.iter().all(|line| can_order(line)),
    })
}

/// Totals of these lines, shipping included.
///
/// # Errors
/// `Internal` if a sum is out of range.
pub(crate) fn totals<'l>(
    lines: impl IntoIterator<Item = &'l CartLine>,
    settings: &Settings,
) -> Result<Totals, Error> {
    let lines = lines.into_iter().map(|line| (line.price, line.qty));
    Ok(price::totals(lines, Fen::ZERO, &settings.postage_rule())?)
}

/// True if the line can be ordered unchanged.
pub(crate) fn can_order(line: &CartLine) -> bool {
    line.is_for_sale() && line.qty <= line.free()
}

/// One line with its notes.
///
/// # Errors
/// `Internal` if its amount is out of range.
pub(crate) fn line_view(
    line: &CartLine,
    thumbs: &Thumbs,
    locale: Locale,
) -> Result<CartLineView, Error> {
    Ok(CartLineView {
        sku: line.code.clone(),
        slug: line.slug.clone(),
        options_key: line.options_key.clone(),
        title: Words::choose(locale, &line.title_zh, &line.title_en),
        options: Words::choose(locale, &line.options_zh, &line.options_en),
        image: line.image.as_ref().map(|image| thumbs.view(image, locale)),
        qty: line.qty,
        unit: line.price,
        amount: line.price.times(line.qty)?,
        selected: line.is_selected(),
        max_qty: max_qty(line.free()),
        notes: notes(line),
    })
}

fn notes(line: &CartLine) -> Vec<LineNote> {
    if !line.is_for_sale() {
        return vec![LineNote::NotForSale];
    }
    let stock = match line.free() {
        free if free < 1 => Some(LineNote::OutOfStock),
        free if free < line.qty => Some(LineNote::OnlyLeft { free }),
        _enough => None,
    };
    let price = (line.price != line.seen_price).then_some(LineNote::PriceChanged {
        was: line.seen_price,
    });
    stock.into_iter().chain(price).collect()
}
