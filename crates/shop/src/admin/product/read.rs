//! Reads the typed fields of a draft.

use super::{
    draft::{Draft, Row},
    edit,
    seen::print,
    stored::Stored,
};
use crate::{Error, admin::typed::Typed};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    error::ErrorCode,
    form::{ProductForm, SkuForm},
    limit::WEIGHT_G,
    money::Fen,
    options::{Axis, first_value},
    validate::{self, Counted},
};
use std::collections::HashSet;
use store::{
    Tx,
    models::catalog::{DeskSku, ProductListing, SkuTerms},
    queries::{
        catalog::desk,
        old_slug::{self, SlugKind},
        upload,
    },
};

/// The fields of a product, checked.
pub(super) struct Read {
    /// Its status is that of the stored product; the pressed button decides it.
    pub(super) listing: ProductListing,
    pub(super) slug: String,
    /// `None`: not in a category.
    pub(super) main: Option<i64>,
    pub(super) more: Vec<i64>,
    /// Remark for stock moves.
    pub(super) why: Option<String>,
    pub(super) rows: Vec<ReadRow>,
    /// The options; a value without a variant for sale keeps its picture here.
    pub(super) axes: Vec<Axis>,
}

/// A variant to store.
pub(super) struct ReadRow {
    /// Its place in the draft.
    pub(super) place: usize,
    pub(super) code: String,
    pub(super) terms: SkuTerms,
    pub(super) stock: Option<Counted>,
}

impl ReadRow {
    /// True unless it is archived.
    pub(super) fn is_for_sale(&self) -> bool {
        self.terms.status == SkuStatus::Active
    }
}

/// Reads everything, and reports all errors together.
///
/// # Errors
/// `Refused` with the wrong fields; `Busy`, `Internal`.
pub(super) fn read(tx: &mut Tx<'_>, draft: &Draft, stored: &Stored) -> Result<Read, Error> {
    let form = &draft.form;
    let mut typed = Typed::default();
    let before = stored.product.as_ref().map(|product| &product.listing);
    let listing = ProductListing {
        title_zh: typed.read("title_zh", validate::title(&form.title_zh)),
        title_en: typed.read("title_en", validate::optional_title(&form.title_en)),
        body_zh: typed.read("body_zh", validate::body(&form.body_zh)),
        body_en: typed.read("body_en", validate::body(&form.body_en)),
        status: before.map_or(ProductStatus::Draft, |listing| listing.status),
        published_at: before.and_then(|listing| listing.published_at),
    };
    for (place, picture) in form.pictures.iter().enumerate() {
        for (name, text) in [("alt_zh", &picture.alt_zh), ("alt_en", &picture.alt_en)] {
            let _alt = typed.read(&format!("pictures[{place}][{name}]"), validate::alt(text));
        }
    }
    let id_of = |slug: &str| {
        let found = stored.categories.iter().find(|one| one.terms.slug == slug);
        found.map(|category| category.id)
    };
    let main = id_of(&form.category);
    if main.is_none() && !form.category.is_empty() {
        typed.refuse("category", ErrorCode::NotFound);
    }
    for wrong in &draft.wrong {
        typed.refuse(&wrong.field, wrong.code);
    }
    let rows = rows(tx, &mut typed, draft, stored)?;
    let why = typed.read("why", validate::stock_reason(&form.why));
    let slug = slug(tx, &mut typed, form, &listing, stored)?;
    let more = form.more.iter().filter(|tick| tick.on == "1");
    let more = more.filter_map(|tick| id_of(&tick.slug)).collect();
    let axes = axes(tx, draft, &rows)?;
    typed.done(Read {
        axes,
        listing,
        slug,
        main,
        more,
        why,
        rows,
    })
}

/// The options with the pictures of values that have no variant for sale: nothing else could remember them.
fn axes(tx: &mut Tx<'_>, draft: &Draft, rows: &[ReadRow]) -> Result<Vec<Axis>, Error> {
    let mut axes = draft.axes.clone();
    for value in axes.iter_mut().flat_map(|axis| &mut axis.values) {
        value.picture = None;
    }
    let is_sold = |value: &str| {
        let on_sale = rows.iter().filter(|row| row.is_for_sale());
        let mut own = on_sale.filter_map(|row| draft.rows.get(row.place));
        own.any(|row| first_value(&row.key) == value)
    };
    let first = axes.first_mut().map(|axis| axis.values.iter_mut());
    for value in first.into_iter().flatten() {
        let cover = edit::cover_of(&draft.form, &value.key).filter(|key| !key.is_empty());
        if let Some(key) = cover.filter(|_| !is_sold(&value.key)) {
            let upload = upload::by_keys(tx, &[key.to_owned()])?.pop();
            value.picture = Some(upload.map_or_else(|| key.to_owned(), |upload| upload.sha256));
        }
    }
    Ok(axes)
}

/// The slug: as typed; else the stored one; else proposed from the title.
fn slug(
    tx: &mut Tx<'_>,
    typed: &mut Typed,
    form: &ProductForm,
    listing: &ProductListing,
    stored: &Stored,
) -> Result<String, Error> {
    let own = stored.product.as_ref();
    if form.slug.trim().is_empty() {
        return match own {
            Some(product) => Ok(product.slug.clone()),
            None => proposed(tx, listing),
        };
    }
    // A slug of before the rules stays.
    if let Some(product) = own.filter(|product| product.slug == form.slug) {
        return Ok(product.slug.clone());
    }
    let slug = typed.read("slug", validate::slug(&form.slug));
    let owner = desk::by_slug(tx, &slug)?;
    if owner.is_some_and(|owner| own.map(|own| own.id) != Some(owner.id)) {
        typed.refuse("slug", ErrorCode::SlugTaken);
    }
    Ok(slug)
}

/// A slug from the title that no product has or had.
fn proposed(tx: &mut Tx<'_>, listing: &ProductListing) -> Result<String, Error> {
    let base = [&listing.title_zh, &listing.title_en]
        .map(|title| terms::slug::propose(title))
        .into_iter()
        .find(|slug| !slug.is_empty())
        .unwrap_or_else(|| "product".to_owned());
    let mut slug = base.clone();
    let mut number = 2_u32;
    while validate::slug(&slug).is_err()
        || desk::by_slug(tx, &slug)?.is_some()
        || old_slug::leads_to(tx, SlugKind::Product, &slug)?.is_some()
    {
        slug = terms::slug::numbered(&base, number);
        number = number.saturating_add(1);
    }
    Ok(slug)
}

fn rows(
    tx: &mut Tx<'_>,
    typed: &mut Typed,
    draft: &Draft,
    stored: &Stored,
) -> Result<Vec<ReadRow>, Error> {
    let mut read = Vec::new();
    let mut codes = HashSet::new();
    for (place, (form, row)) in draft.form.skus.iter().zip(&draft.rows).enumerate() {
        if row.sku.is_none() && !is_touched(form) {
            continue;
        }
        let field = |name: &str| format!("skus[{place}][{name}]");
        let code = code(form, row);
        if let Ok(code) = &code
            && (!codes.insert(code.clone()) || is_taken(tx, code, row, stored)?)
        {
            typed.refuse(&field("code"), ErrorCode::CodeTaken);
        }
        // An empty price gets the code of an unreadable one, because that sentence shows an example.
        let needed = match price(&form.price) {
            Err(ErrorCode::Required) => Err(ErrorCode::Price),
            read => read,
        };
        let code = typed.read(&field("code"), code);
        let price = typed.read(&field("price"), needed);
        let compare_at = typed.read(&field("compare_at"), price_or_none(&form.compare_at));
        // Pages hide a compare-at price that is not above the price, so refuse it here.
        if compare_at.is_some_and(|before| before <= price) {
            typed.refuse(&field("compare_at"), ErrorCode::CompareAt);
        }
        let weight_g = typed.read(&field("weight"), weight(&form.weight));
        let stock = typed.read(&field("stock"), stock(&form.stock, row));
        let status = form.status.parse::<SkuStatus>();
        let status = typed.read(&field("status"), status.or(Err(ErrorCode::Required)));
        read.push(ReadRow {
            place,
            code,
            terms: SkuTerms {
                price,
                compare_at,
                weight_g,
                status,
            },
            stock,
        });
    }
    Ok(read)
}

/// True if anything was typed into the row of a combination without a SKU. A proposed code does not count.
fn is_touched(form: &SkuForm) -> bool {
    let typed = [&form.price, &form.compare_at, &form.weight, &form.stock];
    let is_own_code = !form.code.trim().is_empty()
        && form.seen.split(' ').next() != Some(print(&form.code).as_str());
    is_own_code || typed.iter().any(|text| !text.trim().is_empty())
}

/// The code as typed. One that is stored already is not checked again, and stays where nothing is typed.
fn code(form: &SkuForm, row: &Row) -> Result<String, ErrorCode> {
    let stays = |sku: &&DeskSku| sku.code == form.code || form.code.trim().is_empty();
    match row.sku.as_ref().filter(stays) {
        Some(sku) => Ok(sku.code.clone()),
        None => validate::sku_code(&form.code),
    }
}

/// True if another SKU has the code.
fn is_taken(tx: &mut Tx<'_>, code: &str, row: &Row, stored: &Stored) -> Result<bool, Error> {
    if let Some(owner) = stored.sku(code) {
        return Ok(row.sku.as_ref().map(|sku| sku.id) != Some(owner.id));
    }
    Ok(desk::owner_of_code(tx, code)?.is_some())
}

fn stock(typed: &str, row: &Row) -> Result<Option<Counted>, ErrorCode> {
    let on_hand = row.sku.as_ref().map(|sku| sku.on_hand.unwrap_or(0));
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match (validate::counted(typed), on_hand) {
        (Some(Counted::All(counted)), Some(on_hand)) if counted == on_hand => Ok(None),
        (Some(Counted::All(0)), None) => Ok(None),
        (Some(Counted::Change(units)), None) if units < 0 => Err(ErrorCode::StockFigure),
        (Some(figure), _) => Ok(Some(figure)),
        (None, _) => Err(ErrorCode::StockFigure),
    }
}

fn weight(typed: &str) -> Result<i64, ErrorCode> {
    if typed.trim().is_empty() {
        return Ok(0);
    }
    validate::whole(typed)
        .filter(|grams| *grams <= WEIGHT_G)
        .ok_or(ErrorCode::Weight)
}

fn price_or_none(typed: &str) -> Result<Option<Fen>, ErrorCode> {
    match price(typed) {
        Err(ErrorCode::Required) => Ok(None),
        read => read.map(Some),
    }
}

/// A price as typed: yuan, at most two decimals, at least one fen.
pub(in crate::admin) fn price(typed: &str) -> Result<Fen, ErrorCode> {
    match validate::amount(typed) {
        Ok(Fen::ZERO) | Err(ErrorCode::Amount) => Err(ErrorCode::Price),
        read => read,
    }
}
