//! Creating, changing and deleting a category.

use super::{categories::flag, changes::Changes, typed::Typed};
use crate::{
    Error, Shop, Viewer,
    acting::{Acting, Nothing},
    catalog::{listing, tree::Tree},
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{CategoryDropForm, CategoryForm},
    limit,
    staff::{Role, StaffAct},
    time::Millis,
    validate,
};
use serde::Serialize;
use store::{
    Tx,
    models::category::{Category, CategoryTerms, NewCategory},
    queries::{
        category,
        old_slug::{self, SlugKind},
    },
};

/// Numbers tried for a proposed slug that is taken.
const TRIES: u32 = 100;

/// A category as the activity log shows it.
#[derive(PartialEq, Eq, Serialize)]
struct Logged<'c> {
    #[serde(flatten)]
    terms: &'c CategoryTerms,
    parent: &'c str,
    hidden: String,
}

/// A read form; the parent is looked up by its slug.
#[derive(Clone)]
struct Wanted {
    terms: CategoryTerms,
    parent: String,
    hidden: bool,
}

impl Shop {
    /// Creates a category, or changes the one that the form names. An old slug leads to the new one.
    /// Returns the slug.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with field codes;
    /// `Refused(ChangedMeanwhile)`, with the fields that differ from what is stored, if it was changed since the page
    /// was shown.
    pub async fn save_category(
        &self,
        viewer: &Viewer,
        form: CategoryForm,
    ) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        let wanted = read(&form)?;
        self.store
            .write(move |tx| {
                let tree = Tree::load(tx)?;
                if form.category.is_empty() {
                    create(tx, &tree, &acting, wanted.clone(), now)
                } else {
                    let stored = category::by_slug(tx, &form.category)?;
                    let stored = stored.ok_or(Error::NotFound)?;
                    let editing = Editing {
                        tree: &tree,
                        stored: &stored,
                        version: &form.version,
                        now,
                    };
                    editing.change(tx, &acting, wanted.clone())
                }
            })
            .await
    }

    /// Deletes a category that holds nothing.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(CategoryNotEmpty)`;
    /// `Refused(ChangedMeanwhile)` if it was changed since the page was shown.
    pub async fn delete_category(
        &self,
        viewer: &Viewer,
        form: CategoryDropForm,
    ) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        self.store
            .write(move |tx| {
                let row = category::by_slug(tx, &form.category)?.ok_or(Error::NotFound)?;
                let below = Tree::load(tx)?.below(row.id);
                if below.len() > 1 || category::any_product(tx, &below)? {
                    return Err(Error::refused(ErrorCode::CategoryNotEmpty));
                }
                old_slug::forget(tx, SlugKind::Category, row.id)?;
                let is_same = form.version == row.version.to_string();
                if !is_same || !category::delete(tx, row.id, row.version)? {
                    return Err(Error::refused(ErrorCode::ChangedMeanwhile));
                }
                let act = StaffAct::CategoryDelete;
                acting.log(tx, act, &row.terms.slug, &row.terms, &Nothing {}, now)
            })
            .await
    }
}

fn read(form: &CategoryForm) -> Result<Wanted, Error> {
    let mut typed = Typed::default();
    let slug = validate::code(&form.slug).to_lowercase();
    let slug = if slug.chars().count() > usize::from(limit::SLUG.max) {
        Err(ErrorCode::TooLong)
    } else if slug.is_empty() || terms::slug::is_valid(&slug) {
        Ok(slug)
    } else {
        Err(ErrorCode::Slug)
    };
    let read = Wanted {
        terms: CategoryTerms {
            name_zh: typed.read("name_zh", validate::category_name(&form.name_zh)),
            name_en: typed.read("name_en", validate::optional_category_name(&form.name_en)),
            slug: typed.read("slug", slug),
        },
        parent: form.parent.clone(),
        hidden: form.hidden == "1",
    };
    typed.done(read)
}

fn refused(field: &str, code: ErrorCode) -> Error {
    Refusal::fields(vec![FieldError {
        field: field.to_owned(),
        code,
    }])
    .into()
}

/// The category above, checked.
fn parent<'t>(
    tx: &mut Tx<'_>,
    tree: &'t Tree,
    slug: &str,
    moved: Option<i64>,
) -> Result<Option<&'t Category>, Error> {
    if slug.is_empty() {
        return Ok(None);
    }
    let found = category::by_slug(tx, slug)?.and_then(|row| tree.get(row.id));
    let found = found.ok_or_else(|| refused("parent", ErrorCode::NotFound))?;
    if tree.may_hold(found.id, moved) {
        Ok(Some(found))
    } else {
        Err(refused("parent", ErrorCode::CategoryTooDeep))
    }
}

fn create(
    tx: &mut Tx<'_>,
    tree: &Tree,
    acting: &Acting,
    mut wanted: Wanted,
    now: Millis,
) -> Result<String, Error> {
    let parent = parent(tx, tree, &wanted.parent, None)?;
    let parent_id = parent.map(|row| row.id);
    if let Some(known) = repeated(tree, &wanted, parent_id) {
        return Ok(known);
    }
    wanted.terms.slug = free_slug(tx, &wanted.terms)?;
    let siblings = tree.children(parent_id);
    let last = siblings.last().map_or(0, |row| row.position);
    let new = NewCategory {
        parent_id,
        slug: wanted.terms.slug.clone(),
        name_zh: wanted.terms.name_zh.clone(),
        name_en: wanted.terms.name_en.clone(),
        position: last.saturating_add(1),
        hidden: wanted.hidden,
        at: now,
    };
    category::insert(tx, &new)?;
    old_slug::free(tx, SlugKind::Category, &new.slug)?;
    let logged = Logged {
        terms: &wanted.terms,
        parent: &wanted.parent,
        hidden: flag(wanted.hidden),
    };
    acting.log(
        tx,
        StaffAct::CategoryCreate,
        &new.slug,
        &Nothing {},
        &logged,
        now,
    )?;
    Ok(new.slug)
}

/// The slug of the category at the end of a path of names, which may be in either language. What is missing is created.
///
/// # Errors
/// `Refused` for a name that cannot be spelled; `Busy`, `Internal`.
pub(super) fn at_path(
    tx: &mut Tx<'_>,
    acting: &Acting,
    names: &[String],
    now: Millis,
) -> Result<String, Error> {
    let (mut above, mut slug) = (None, String::new());
    for name in names {
        let tree = Tree::load(tx)?;
        slug = match named(&tree.children(above), name) {
            Some(row) => row.terms.slug.clone(),
            None => {
                let terms = CategoryTerms {
                    name_zh: name.clone(),
                    name_en: String::new(),
                    slug: String::new(),
                };
                let wanted = Wanted {
                    terms,
                    parent: slug,
                    hidden: false,
                };
                create(tx, &tree, acting, wanted, now)?
            }
        };
        above = category::by_slug(tx, &slug)?.map(|row| row.id);
    }
    Ok(slug)
}

/// The one of these with a name: the Chinese one first.
pub(super) fn named<'c>(rows: &[&'c Category], name: &str) -> Option<&'c Category> {
    let zh = rows.iter().find(|row| row.terms.name_zh == name);
    let found = zh.or_else(|| rows.iter().find(|row| row.terms.name_en == name));
    found.copied()
}

/// The slug of a category with the same names at the same place: the form was posted twice.
fn repeated(tree: &Tree, wanted: &Wanted, parent_id: Option<i64>) -> Option<String> {
    let is_same = |row: &&Category| {
        row.terms.name_zh == wanted.terms.name_zh
            && row.terms.name_en == wanted.terms.name_en
            && (wanted.terms.slug.is_empty() || wanted.terms.slug == row.terms.slug)
    };
    let found = tree.children(parent_id).into_iter().find(is_same)?;
    Some(found.terms.slug.clone())
}

/// The slug as typed, or one proposed from the name.
fn free_slug(tx: &mut Tx<'_>, terms: &CategoryTerms) -> Result<String, Error> {
    if !terms.slug.is_empty() {
        return match category::by_slug(tx, &terms.slug)? {
            None => Ok(terms.slug.clone()),
            Some(_) => Err(refused("slug", ErrorCode::SlugTaken)),
        };
    }
    let proposed = terms::slug::propose(&terms.name_zh);
    if proposed.is_empty() {
        return Err(refused("slug", ErrorCode::Required));
    }
    for number in 1..=TRIES {
        let slug = if number == 1 {
            proposed.clone()
        } else {
            terms::slug::numbered(&proposed, number)
        };
        if category::by_slug(tx, &slug)?.is_none() {
            return Ok(slug);
        }
    }
    Err(refused("slug", ErrorCode::SlugTaken))
}

/// A change of a stored category.
struct Editing<'c> {
    tree: &'c Tree,
    stored: &'c Category,
    /// As the form sent it.
    version: &'c str,
    now: Millis,
}

impl Editing<'_> {
    fn change(
        &self,
        tx: &mut Tx<'_>,
        acting: &Acting,
        mut wanted: Wanted,
    ) -> Result<String, Error> {
        let stored = self.stored;
        let was = stored.parent_id.and_then(|id| self.tree.get(id));
        let was = was.map_or("", |row| row.terms.slug.as_str());
        if wanted.terms.slug.is_empty() {
            wanted.terms.slug.clone_from(&stored.terms.slug);
        }
        let before = Logged {
            terms: &stored.terms,
            parent: was,
            hidden: flag(stored.hidden != 0),
        };
        let after = Logged {
            terms: &wanted.terms,
            parent: &wanted.parent,
            hidden: flag(wanted.hidden),
        };
        // Compared before the version, so that the same form posted twice is not a conflict.
        if before == after {
            return Ok(wanted.terms.slug);
        }
        let changes = Changes::between(&before, &after)?;
        if self.version != stored.version.to_string() {
            return Err(changes.too_late());
        }
        let parent = parent(tx, self.tree, &wanted.parent, Some(stored.id))?;
        let parent_id = parent.map(|row| row.id);
        if wanted.terms.slug != stored.terms.slug {
            if category::by_slug(tx, &wanted.terms.slug)?.is_some() {
                return Err(refused("slug", ErrorCode::SlugTaken));
            }
            old_slug::free(tx, SlugKind::Category, &wanted.terms.slug)?;
            let (slug, id) = (&stored.terms.slug, stored.id);
            old_slug::leave(tx, SlugKind::Category, slug, id, self.now)?;
        }
        let (id, version) = (stored.id, stored.version);
        let terms = &wanted.terms;
        if !category::change(tx, id, version, terms, parent_id, wanted.hidden, self.now)? {
            return Err(Changes::default().too_late());
        }
        listing::refresh_category(tx, id, version.saturating_add(1), self.now)?;
        changes.log(tx, acting, StaffAct::CategoryChange, &terms.slug, self.now)?;
        Ok(wanted.terms.slug)
    }
}
