//! Names of products and categories in the activity log, whose rows keep the slugs of their time.

use crate::Error;
use domain::{
    locale::{Locale, Words},
    staff::{LoggedField, StaffAct, StaffTarget},
    view::desk::ActView,
};
use std::collections::HashMap;
use store::{
    Tx,
    queries::{
        catalog, category,
        old_slug::{self, SlugKind},
    },
};

/// Names by slug, present and former ones.
type Names = HashMap<String, Words>;

/// Puts today's names in the place of slugs. What is deleted keeps its slug.
pub(super) fn name(tx: &mut Tx<'_>, acts: &mut [ActView], locale: Locale) -> Result<(), Error> {
    let (products, categories) = (products(tx, acts, locale)?, categories(tx, acts, locale)?);
    for act in acts {
        let names = if is_about(act, StaffTarget::Product) {
            Some(&products)
        } else if is_about(act, StaffTarget::Category) {
            Some(&categories)
        } else {
            None
        };
        act.target_name = names.and_then(|names| names.get(&act.target_id)).cloned();
        for change in &mut act.changes {
            if change.field.is_some_and(holds_categories) {
                for side in [&mut change.before, &mut change.after] {
                    *side = spoken(side, &categories);
                }
            }
        }
    }
    Ok(())
}

fn is_about(act: &ActView, target: StaffTarget) -> bool {
    act.act.map(StaffAct::target) == Some(target)
}

/// True for a field of slugs of categories, one a line.
const fn holds_categories(field: LoggedField) -> bool {
    matches!(
        field,
        LoggedField::Category | LoggedField::MoreCategories | LoggedField::Parent
    )
}

fn spoken(slugs: &str, names: &Names) -> String {
    let name = |slug| match names.get(slug) {
        Some(name) => name.text.as_str(),
        None => slug,
    };
    slugs.lines().map(name).collect::<Vec<_>>().join("\n")
}

fn products(tx: &mut Tx<'_>, acts: &[ActView], locale: Locale) -> Result<Names, Error> {
    let slugs: Vec<String> = acts
        .iter()
        .filter(|act| is_about(act, StaffTarget::Product))
        .map(|act| act.target_id.clone())
        .collect();
    if slugs.is_empty() {
        return Ok(Names::new());
    }
    let titled = catalog::index::titles(tx, &slugs)?;
    Ok(titled
        .into_iter()
        .map(|(slug, zh, en)| (slug, Words::choose(locale, &zh, &en)))
        .collect())
}

fn categories(tx: &mut Tx<'_>, acts: &[ActView], locale: Locale) -> Result<Names, Error> {
    let mut slugs = Vec::new();
    for act in acts {
        if is_about(act, StaffTarget::Category) {
            slugs.push(act.target_id.clone());
        }
        let fields = act.changes.iter();
        for change in fields.filter(|change| change.field.is_some_and(holds_categories)) {
            let both = change.before.lines().chain(change.after.lines());
            slugs.extend(both.map(str::to_owned));
        }
    }
    if slugs.is_empty() {
        return Ok(Names::new());
    }
    let all = category::all(tx)?;
    let mut names = Names::new();
    for (slug, id) in old_slug::owners(tx, SlugKind::Category, &slugs)? {
        if let Some(row) = all.iter().find(|row| row.id == id) {
            let (zh, en) = (&row.terms.name_zh, &row.terms.name_en);
            names.insert(slug, Words::choose(locale, zh, en));
        }
    }
    for row in all {
        let name = Words::choose(locale, &row.terms.name_zh, &row.terms.name_en);
        names.insert(row.terms.slug, name);
    }
    Ok(names)
}
