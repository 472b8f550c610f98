//! Which product a sheet means.

use super::{Failed, told::Teller};
use domain::error::ErrorCode;
use sheets::Column;
use store::{
    Tx,
    queries::{
        catalog::desk,
        old_slug::{self, SlugKind},
    },
};

/// Numbers behind a proposed slug under which a title is looked for.
const TRIES: u32 = 20;

/// The slug of the product that is meant; empty for a new one. A slug, present or former, decides; else the codes; else the
/// title, so that a sheet without slugs and codes finds what it created.
///
/// # Errors
/// `Wrong` if the codes are those of several products, or if there is neither a product with the code nor a title for a new
/// one; `Busy`, `Internal`.
pub(super) fn find(tx: &mut Tx<'_>, told: &Teller<'_>) -> Result<String, Failed> {
    let product = told.product;
    if let Some(slug) = &product.slug {
        if desk::by_slug(tx, slug)?.is_some() {
            return Ok(slug.clone());
        }
        let former = old_slug::leads_to(tx, SlugKind::Product, slug)?;
        return slug_of(tx, former);
    }
    let mut owner = None;
    for sku in &product.skus {
        let Some(code) = &sku.code else {
            continue;
        };
        let found = desk::owner_of_code(tx, code)?;
        if owner.is_some() && found.is_some() && owner != found {
            return Err(told.sku(sku, Column::Code, ErrorCode::CodeTaken));
        }
        owner = owner.or(found);
    }
    if owner.is_some() {
        return slug_of(tx, owner);
    }
    if product.title.zh.is_empty() {
        return Err(told.product(Column::Code, ErrorCode::NotFound));
    }
    titled(tx, &product.title.zh)
}

fn slug_of(tx: &mut Tx<'_>, id: Option<i64>) -> Result<String, Failed> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let found = desk::by_id(tx, id)?;
    Ok(found.map(|product| product.slug).unwrap_or_default())
}

/// The product with this title, under the slugs that are proposed for it.
fn titled(tx: &mut Tx<'_>, title: &str) -> Result<String, Failed> {
    let proposed = terms::slug::propose(title);
    for number in 1..=TRIES {
        let slug = match number {
            _ if proposed.is_empty() => break,
            1 => proposed.clone(),
            _ => terms::slug::numbered(&proposed, number),
        };
        let Some(found) = desk::by_slug(tx, &slug)? else {
            break;
        };
        if found.listing.title_zh == title {
            return Ok(found.slug);
        }
    }
    Ok(String::new())
}
