//! The product editor: one form with everything, and what its buttons do.
//!
//! [`seen`] and [`catch_up`] bring a form up to date with what others saved meanwhile; [`options`] reads its options, and
//! [`draft`] makes a row for each combination; [`read`] checks the fields, and [`save`] writes them in one transaction.
//! [`import`] brings a product of a sheet the same way.

mod catch_up;
mod draft;
mod edit;
mod fields;
pub(crate) mod import;
mod options;
mod pictures;
pub(super) mod read;
mod save;
mod seen;
pub(super) mod stock;
mod stored;
mod variants;
mod view;
mod whole;

use super::trail;
use crate::{Error, Shop, Viewer, catalog::listing};
use domain::{
    catalog::EditorAct,
    error::ErrorCode,
    form::ProductForm,
    locale::Locale,
    staff::{Role, StaffTarget},
    view::{catalog::desk::ProductDeskView, desk::ActView},
};
use draft::Draft;
use store::{
    Tx,
    queries::{
        catalog::desk,
        old_slug::{self, SlugKind},
    },
};
use stored::Stored;
use view::Beside;

pub use save::Saved;
pub(super) use seen::print;

/// Longest accepted form key.
const KEY: usize = 64;

impl Shop {
    /// The editor of a product of any status; an empty slug stands for a new one.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_product(
        &self,
        viewer: &Viewer,
        slug: &str,
    ) -> Result<ProductDeskView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Catalog);
        if slug.is_empty() && !may_change {
            return Err(Error::RoleMissing);
        }
        let (locale, slug, form_key) = (viewer.locale, slug.to_owned(), self.draw_key());
        self.store
            .read(move |tx| {
                let stored = Stored::load(tx, &slug)?;
                let mut form = stored.form()?;
                form.form_key.clone_from(&form_key);
                let draft = Draft::of(tx, form, &stored)?;
                let beside = Beside {
                    locale,
                    uploads: Vec::new(),
                    overtaken: Vec::new(),
                    is_made: false,
                    is_previewed: false,
                    is_unsaved: false,
                    acts: latest(tx, &stored, locale)?,
                    may_change,
                };
                view::view(tx, draft, &stored, beside)
            })
            .await
    }

    /// The editor with the form as typed, after a button that writes nothing, or after a refusal.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn edit_product(
        &self,
        viewer: &Viewer,
        form: ProductForm,
    ) -> Result<ProductDeskView, Error> {
        viewer.acting(Role::Catalog)?;
        let (locale, form_key) = (viewer.locale, self.draw_key());
        let act = EditorAct::read(&form.act);
        let typed = form.pictures.iter().map(|picture| picture.key.clone());
        let keys: Vec<String> = typed.chain(form.uploads.iter().cloned()).collect();
        let uploads = self.uploads(viewer, &keys).await?;
        self.store
            .read(move |tx| {
                let mut form = form.clone();
                let stored = open(tx, &mut form)?;
                let mut found = catch_up::product(tx, &mut form, &stored)?;
                edit::before(&mut form, act);
                // A copy is a new product.
                let stored = if form.product.is_empty() && stored.product.is_some() {
                    Stored::load(tx, "")?
                } else {
                    stored
                };
                if !is_key(&form.form_key) {
                    form.form_key.clone_from(&form_key);
                }
                let mut draft = Draft::of(tx, form, &stored)?;
                if stored.product.is_some() {
                    found.extend(catch_up::rows(&mut draft));
                }
                edit::after(&mut draft, act);
                draft.form.act.clear();
                draft.form.files.clear();
                let word = act.map(|(act, _)| act);
                let slug = draft.form.product.clone();
                let beside = Beside {
                    locale,
                    uploads: uploads.clone(),
                    overtaken: catch_up::told(tx, &slug, found)?,
                    is_made: word == Some(EditorAct::Make) && draft.wrong.is_empty(),
                    is_previewed: word == Some(EditorAct::Preview),
                    is_unsaved: true,
                    acts: latest(tx, &stored, locale)?,
                    may_change: true,
                };
                view::view(tx, draft, &stored, beside)
            })
            .await
    }

    /// Saves the form; the pressed button decides the status. A form posted twice changes nothing the second time. On a
    /// refusal nothing is saved, and [`Self::edit_product`] shows the form with what was typed.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with field codes; with `ChangedMeanwhile` for fields that
    /// another person changed too; with `StockBelowReserved` where orders reserve more than would be left; with `FormStale`
    /// if the form has moved other stock before.
    pub async fn save_product(&self, viewer: &Viewer, form: ProductForm) -> Result<Saved, Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        let act = EditorAct::read(&form.act).map(|(act, _)| act);
        let act = act.filter(|act| act.writes());
        let act = act.ok_or_else(|| Error::refused(ErrorCode::FormInvalid))?;
        if !is_key(&form.form_key) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        let key = form.product.is_empty().then(|| form.form_key.clone());
        let write = || {
            let (acting, form) = (acting.clone(), form.clone());
            self.store
                .write(move |tx| save::save(tx, &acting, form.clone(), act, now))
        };
        let saved = write().await;
        // The same form was posted at the same time, and that one created the product.
        if let (Err(Error::Refused(_)), Some(key)) = (&saved, key) {
            let created = self
                .store
                .read(move |tx| desk::by_form_key(tx, &key))
                .await?;
            if created.is_some() {
                return write().await;
            }
        }
        saved
    }

    /// The present slug of the product that had `slug` before, for links to its former address.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn product_moved(&self, slug: &str) -> Result<Option<String>, Error> {
        let slug = slug.to_owned();
        self.store
            .read(move |tx| {
                let Some(id) = old_slug::leads_to(tx, SlugKind::Product, &slug)? else {
                    return Ok(None);
                };
                Ok(desk::by_id(tx, id)?.map(|product| product.slug))
            })
            .await
    }
}

pub(super) fn is_key(form_key: &str) -> bool {
    (1..=KEY).contains(&form_key.len()) && form_key.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The product that the form is about. The form of a new product that was posted before is about the one it created.
fn open(tx: &mut Tx<'_>, form: &mut ProductForm) -> Result<Stored, Error> {
    if form.product.is_empty()
        && let Some(created) = desk::by_form_key(tx, &form.form_key)?
    {
        form.product = created.slug;
    }
    Stored::load(tx, &form.product)
}

/// Everything that follows from a changed product, at the end of its transaction.
fn after_change(tx: &mut Tx<'_>, product_id: i64) -> Result<(), Error> {
    listing::refresh(tx, product_id)
}

/// The latest activity on the product.
fn latest(tx: &mut Tx<'_>, stored: &Stored, locale: Locale) -> Result<Vec<ActView>, Error> {
    let Some(product) = &stored.product else {
        return Ok(Vec::new());
    };
    trail::latest(tx, StaffTarget::Product, &product.slug, locale)
}
