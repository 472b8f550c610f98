//! The categories of a product, by their paths.

use super::{Failed, Sheet, told::Teller};
use crate::{
    Error,
    admin::{category, product::stored::Stored},
};
use domain::{
    error::ErrorCode,
    form::{ProductForm, TickForm},
};
use sheets::Column;
use store::{Tx, models::category::Category};

/// Fills in the categories of the columns that the sheet has. Those that are missing are created.
///
/// # Errors
/// `Wrong` for a name that cannot be spelled; `Busy`, `Internal`.
pub(super) fn fill(
    tx: &mut Tx<'_>,
    sheet: Sheet<'_>,
    told: &Teller<'_>,
    stored: &mut Stored,
    form: &mut ProductForm,
) -> Result<(), Failed> {
    let product = told.product;
    if sheet.has(Column::Category) {
        let present = std::mem::take(&mut form.category);
        form.category = match product.category.as_slice() {
            [] => String::new(),
            // Of two categories with one path it stays in its own.
            path if path_of(&stored.categories, &present) == path => present,
            path => slug(tx, sheet, stored, path)
                .map_err(|error| refused(told, Column::Category, error))?,
        };
    }
    if sheet.has(Column::MoreCategories) {
        let present = stored.more.clone();
        let mut slugs: Vec<String> = Vec::new();
        for path in &product.more_categories {
            let own = present
                .iter()
                .find(|slug| !slugs.contains(slug) && path_of(&stored.categories, slug) == *path);
            let slug = match own {
                Some(slug) => slug.clone(),
                None => slug(tx, sheet, stored, path)
                    .map_err(|error| refused(told, Column::MoreCategories, error))?,
            };
            if slug != form.category && !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        form.more = slugs
            .into_iter()
            .map(|slug| TickForm {
                slug,
                on: "1".to_owned(),
            })
            .collect();
    }
    // The main category is not one of the others as well.
    form.more.retain(|tick| tick.slug != form.category);
    Ok(())
}

fn refused(told: &Teller<'_>, column: Column, error: Error) -> Failed {
    let Error::Refused(refusal) = error else {
        return Failed::Other(error);
    };
    let first = refusal.fields.first().map(|field| field.code);
    let code = first.unwrap_or(refusal.code);
    // A name without a letter or digit has no slug.
    let has_no_slug = code == ErrorCode::Required;
    let why = if has_no_slug { ErrorCode::Format } else { code };
    told.product(column, why)
}

/// The names from the top down; empty without such a category.
fn path_of(categories: &[Category], slug: &str) -> Vec<String> {
    let mut next = categories.iter().find(|one| one.terms.slug == slug);
    let mut names = Vec::new();
    // No path is longer than the tree has categories, even if a row were its own parent.
    while let Some(category) = next.filter(|_| names.len() < categories.len()) {
        names.insert(0, category.terms.name_zh.clone());
        next = categories
            .iter()
            .find(|one| Some(one.id) == category.parent_id);
    }
    names
}

/// The category at this path, created if it is missing.
fn slug(
    tx: &mut Tx<'_>,
    sheet: Sheet<'_>,
    stored: &mut Stored,
    path: &[String],
) -> Result<String, Error> {
    let mut above: Option<&Category> = None;
    for name in path {
        let parent = above.map(|category| category.id);
        let rows = stored.categories.iter();
        let below: Vec<_> = rows.filter(|one| one.parent_id == parent).collect();
        above = category::named(&below, name);
        if above.is_none() {
            let slug = category::at_path(tx, sheet.acting, path, sheet.now)?;
            stored.reload_categories(tx)?;
            return Ok(slug);
        }
    }
    Ok(above
        .map(|category| category.terms.slug.clone())
        .unwrap_or_default())
}
