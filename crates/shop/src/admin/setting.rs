//! The settings page.

mod logo;

use crate::{
    Error, Shop, Viewer,
    acting::Acting,
    catalog::tree::{Tree, link},
    mail::is_on,
    policy,
    setting::over,
};
use domain::{
    error::{ErrorCode, FieldError, Refusal, UnknownWord},
    form::SettingsForm,
    setting::{Kind, Section, SettingName, Settings, Shelf, read_shelves, shown_shelves},
    staff::{Role, StaffAct},
    time::Millis,
    view::setting::{SectionView, SettingView, SettingsView},
};
use serde_json::json;
use store::{
    Tx,
    models::setting::SettingRow,
    queries::{admin, catalog::desk, setting},
};

impl Shop {
    /// All settings with who saved them last.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_settings(&self, viewer: &Viewer) -> Result<SettingsView, Error> {
        let may_change = viewer.any_staff()?.roles.has(Role::Owner);
        let (shop, locale) = (self.clone(), viewer.locale);
        self.store
            .read(move |tx| {
                let rows = setting::all(tx)?;
                let settings = over(&shop.policy.first, &rows);
                let ids: Vec<i64> = rows.iter().filter_map(|row| row.changed_by).collect();
                let names = admin::names(tx, &ids)?;
                let tree = Tree::load(tx)?;
                let categories = tree
                    .all_shown()
                    .into_iter()
                    .map(|row| link(row, locale))
                    .map(|link| (link.slug, link.name))
                    .collect();
                let sections = Section::ALL
                    .iter()
                    .map(|section| SectionView {
                        section: *section,
                        version: version(&rows, *section),
                        fields: section
                            .settings()
                            .map(|name| SettingView {
                                name,
                                stored: settings.text(name),
                                saved: saved(&rows, name, &names),
                            })
                            .collect(),
                    })
                    .collect();
                Ok(SettingsView {
                    sections,
                    shelves: shown_shelves(&settings.shelves),
                    logo: settings.logo.clone(),
                    categories,
                    mail_is_on: is_on(tx)?,
                    may_change,
                })
            })
            .await
    }

    /// Saves a section. Returns it.
    ///
    /// Each setting of the section gets a row, so that a variable of the environment no longer changes it; the activity
    /// log names those whose value is another one.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused` with field codes; `Refused(ChangedMeanwhile)`, with the fields that
    /// differ from what is stored, if the section was changed since the page was shown.
    pub async fn change_settings(
        &self,
        viewer: &Viewer,
        form: SettingsForm,
    ) -> Result<Section, Error> {
        let (acting, now) = (viewer.acting(Role::Owner)?, self.now());
        let section = form
            .section
            .parse::<Section>()
            .map_err(|_unknown: UnknownWord| Error::refused(ErrorCode::FormInvalid))?;
        let form = form.settled();
        let (read, places) = self.typed(section, &form)?;
        let shop = self.clone();
        self.store
            .write(move |tx| {
                found(tx, &read.shelves, &places)?;
                let rows = setting::all(tx)?;
                let stored = over(&shop.policy.first, &rows);
                let typed = Settings {
                    logo: logo::chosen(tx, &form, &stored, now)?,
                    ..read.clone()
                };
                let changed: Vec<SettingName> = section
                    .settings()
                    .filter(|name| stored.text(*name) != typed.text(*name))
                    .collect();
                // Compared before the version, so that the same form posted twice is not a
                // conflict.
                if !changed.is_empty() && form.version != version(&rows, section).to_string() {
                    return Err(too_late(&changed));
                }
                for name in section.settings() {
                    let seen = row_of(&rows, name).map_or(0, |row| row.version);
                    let differs = changed.contains(&name);
                    if seen > 0 && !differs {
                        continue;
                    }
                    save(tx, &acting, name, &typed, seen, now)?;
                    if differs {
                        log(tx, &acting, name, &stored, &typed, now)?;
                    }
                }
                Ok(section)
            })
            .await
    }

    /// Reads a section of the form over first values; and the row of each shelf.
    ///
    /// # Errors
    /// `Refused` with field codes; `Refused(FormInvalid)` if a field is missing or is another section's.
    fn typed(
        &self,
        section: Section,
        form: &SettingsForm,
    ) -> Result<(Settings, Vec<usize>), Error> {
        let (mut typed, mut places) = (Settings::default(), Vec::new());
        let (mut wrong, mut known) = (Vec::new(), 0_usize);
        for name in section.settings() {
            if name.declared().kind == Kind::Shelves {
                match read_shelves(&form.shelves) {
                    Ok(shelves) => (places, typed.shelves) = shelves.into_iter().unzip(),
                    Err(fields) => wrong.extend(fields),
                }
                continue;
            }
            if name.declared().kind == Kind::Picture {
                wrong.extend(logo::refused(form)?);
                continue;
            }
            let Some(text) = form.values.get(name.as_str()) else {
                return Err(Error::refused(ErrorCode::FormInvalid));
            };
            known = known.saturating_add(1);
            if let Err(code) = typed.set(name, text) {
                wrong.push(field(name, code));
            }
        }
        let has_picture = section
            .settings()
            .any(|name| name.declared().kind == Kind::Picture);
        let strange_picture = !has_picture && logo::is_told(form);
        let strange_shelf = section != Section::Home && !form.shelves.is_empty();
        if known != form.values.len() || strange_shelf || strange_picture {
            return Err(Error::refused(ErrorCode::FormInvalid));
        }
        let charset = self.gateway.charset();
        if section == Section::Shop
            && wrong.is_empty()
            && policy::check_shop_name(&typed.shop_name, charset).is_err()
        {
            wrong.push(field(SettingName::ShopName, ErrorCode::ShopName));
        }
        if wrong.is_empty() {
            Ok((typed, places))
        } else {
            Err(logo::named(Refusal::fields(wrong), form).into())
        }
    }
}

/// Writes the row of a setting, which had the version `seen`.
///
/// # Errors
/// `Refused(ChangedMeanwhile)` if it has another one by now.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    acting: &Acting,
    name: SettingName,
    typed: &Settings,
    seen: i64,
    now: Millis,
) -> Result<(), Error> {
    let value = typed.text(name);
    if setting::put(tx, name, &value, seen, acting.user_id(), now)? {
        Ok(())
    } else {
        Err(too_late(&[name]))
    }
}

fn log(
    tx: &mut Tx<'_>,
    acting: &Acting,
    name: SettingName,
    stored: &Settings,
    typed: &Settings,
    now: Millis,
) -> Result<(), Error> {
    let (before, after) = (
        json!({"value": stored.text(name)}),
        json!({"value": typed.text(name)}),
    );
    let act = StaffAct::SettingChange;
    acting.log(tx, act, name.as_str(), &before, &after, now)
}

fn row_of(rows: &[SettingRow], name: SettingName) -> Option<&SettingRow> {
    rows.iter().find(|row| row.name == name.as_str())
}

/// The sum of the versions of a section's rows: it grows with each change of one of them.
fn version(rows: &[SettingRow], section: Section) -> i64 {
    section
        .settings()
        .filter_map(|name| row_of(rows, name))
        .map(|row| row.version)
        .sum()
}

fn saved(
    rows: &[SettingRow],
    name: SettingName,
    names: &[(i64, String)],
) -> Option<(Millis, String)> {
    let row = row_of(rows, name)?;
    let by = row.changed_by?;
    let (_, who) = names.iter().find(|(id, _)| *id == by)?;
    Some((row.changed_at, who.clone()))
}

/// Checks that the categories and products of the shelves exist. `places`: their rows in the form.
fn found(tx: &mut Tx<'_>, shelves: &[Shelf], places: &[usize]) -> Result<(), Error> {
    let mut wrong = Vec::new();
    let tree = match shelves {
        [] => Tree::default(),
        _ => Tree::load(tx)?,
    };
    for (place, shelf) in places.iter().zip(shelves) {
        let missing = match shelf {
            Shelf::Category { slug } => tree.shown(slug).is_none().then_some("category"),
            Shelf::Picked { products, .. } => {
                let mut missing = None;
                for slug in products {
                    if desk::by_slug(tx, slug)?.is_none() {
                        missing = Some("products");
                    }
                }
                missing
            }
        };
        if let Some(missing) = missing {
            wrong.push(FieldError {
                field: format!("shelves[{place}][{missing}]"),
                code: ErrorCode::NotFound,
            });
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Refusal::fields(wrong).into())
    }
}

fn field(name: SettingName, code: ErrorCode) -> FieldError {
    let field = match name.declared().kind {
        Kind::Picture => logo::LOGO.to_owned(),
        Kind::Shelves => "shelves[0][category]".to_owned(),
        Kind::Line(_)
        | Kind::Lines(_)
        | Kind::Email
        | Kind::Phone
        | Kind::Link
        | Kind::Money
        | Kind::Choice(_)
        | Kind::Whole(..) => format!("values[{name}]"),
    };
    FieldError { field, code }
}

/// The conflict: another person saved first.
fn too_late(changed: &[SettingName]) -> Error {
    let mut refusal = Refusal::new(ErrorCode::ChangedMeanwhile);
    refusal.fields = changed
        .iter()
        .map(|name| field(*name, ErrorCode::ChangedMeanwhile))
        .collect();
    refusal.into()
}
