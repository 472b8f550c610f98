//! The tree of categories on the admin pages, and the order of siblings.

use super::trail;
use crate::{Error, Shop, Viewer, catalog::tree::Tree};
use domain::{
    error::ErrorCode,
    form::{CategoryForm, CategoryMoveForm},
    locale::{Locale, Words},
    staff::{Role, StaffAct, StaffTarget},
    view::catalog::desk::{CategoriesView, CategoryDeskView, CategoryRow, ParentChoice},
};
use serde_json::json;
use store::{models::category::Category, queries::category};

impl Shop {
    /// The whole tree, hidden categories too.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_categories(&self, viewer: &Viewer) -> Result<CategoriesView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Catalog);
        let locale = viewer.locale;
        self.store
            .read(move |tx| {
                let tree = Tree::load(tx)?;
                Ok(CategoriesView {
                    rows: rows(&tree, None, 0, locale),
                    parents: parents(&tree, None, locale),
                    may_change,
                })
            })
            .await
    }

    /// A category, hidden or not.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_category(
        &self,
        viewer: &Viewer,
        slug: &str,
    ) -> Result<CategoryDeskView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Catalog);
        let (locale, slug) = (viewer.locale, slug.to_owned());
        self.store
            .read(move |tx| {
                let row = category::by_slug(tx, &slug)?.ok_or(Error::NotFound)?;
                let tree = Tree::load(tx)?;
                let parent = row.parent_id.and_then(|id| tree.get(id));
                let below = tree.below(row.id);
                Ok(CategoryDeskView {
                    stored: CategoryForm {
                        category: row.terms.slug.clone(),
                        version: row.version.to_string(),
                        name_zh: row.terms.name_zh.clone(),
                        name_en: row.terms.name_en.clone(),
                        slug: row.terms.slug.clone(),
                        parent: parent.map_or_else(String::new, |row| row.terms.slug.clone()),
                        hidden: flag(row.hidden != 0),
                    },
                    name: name(&row, locale),
                    shown: tree.chain(row.id).is_some(),
                    empty: below.len() == 1 && !category::any_product(tx, &below)?,
                    parents: parents(&tree, Some(&row), locale),
                    acts: trail::latest(tx, StaffTarget::Category, &row.terms.slug, locale)?,
                    may_change,
                })
            })
            .await
    }

    /// Moves a category up or down among its siblings. At the end of its level nothing changes.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(Required)` for another direction.
    pub async fn move_category(
        &self,
        viewer: &Viewer,
        form: CategoryMoveForm,
    ) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        let is_up = match form.to.as_str() {
            "up" => true,
            "down" => false,
            _ => return Err(Error::refused(ErrorCode::Required)),
        };
        self.store
            .write(move |tx| {
                let row = category::by_slug(tx, &form.category)?.ok_or(Error::NotFound)?;
                let tree = Tree::load(tx)?;
                let mut level: Vec<i64> = tree
                    .children(row.parent_id)
                    .into_iter()
                    .map(|row| row.id)
                    .collect();
                let at = level.iter().position(|id| *id == row.id);
                let at = at.ok_or(Error::NotFound)?;
                let to = if is_up {
                    at.checked_sub(1)
                } else {
                    at.checked_add(1).filter(|to| *to < level.len())
                };
                let Some(to) = to else {
                    return Ok(());
                };
                level.swap(at, to);
                for (id, position) in level.iter().zip(1_i64..) {
                    category::place(tx, *id, position)?;
                }
                let place = |at: usize| json!({"position": at.saturating_add(1)});
                let act = StaffAct::CategoryMove;
                acting.log(tx, act, &row.terms.slug, &place(at), &place(to), now)
            })
            .await
    }
}

/// `1` as forms send a tick.
pub(super) fn flag(is: bool) -> String {
    if is { "1".to_owned() } else { String::new() }
}

fn name(row: &Category, locale: Locale) -> Words {
    Words::choose(locale, &row.terms.name_zh, &row.terms.name_en)
}

fn rows(tree: &Tree, parent: Option<i64>, level: usize, locale: Locale) -> Vec<CategoryRow> {
    let children = tree.children(parent);
    let ends = (
        children.first().map(|row| row.id),
        children.last().map(|row| row.id),
    );
    children
        .into_iter()
        .flat_map(|row| {
            let shown = CategoryRow {
                slug: row.terms.slug.clone(),
                name: name(row, locale),
                level,
                hidden: tree.chain(row.id).is_none(),
                first: ends.0 == Some(row.id),
                last: ends.1 == Some(row.id),
            };
            std::iter::once(shown).chain(rows(tree, Some(row.id), level.saturating_add(1), locale))
        })
        .collect()
}

/// The categories that `moved`, or a new category, may be put into, in the order of the tree.
fn parents(tree: &Tree, moved: Option<&Category>, locale: Locale) -> Vec<ParentChoice> {
    let mut found = Vec::new();
    let mut open = tree.children(None);
    open.reverse();
    while let Some(row) = open.pop() {
        if tree.may_hold(row.id, moved.map(|row| row.id)) {
            let mut path: Vec<Words> = tree
                .whole_chain(row.id)
                .into_iter()
                .map(|row| name(row, locale))
                .collect();
            path.reverse();
            found.push(ParentChoice {
                slug: row.terms.slug.clone(),
                path,
            });
        }
        let mut below = tree.children(Some(row.id));
        below.reverse();
        open.extend(below);
    }
    found
}
