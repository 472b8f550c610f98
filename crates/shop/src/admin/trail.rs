//! The activity log page.

use super::{Page, named};
use crate::{Error, Shop, Viewer, acting::COMMAND_LINE};
use domain::{
    locale::Locale,
    number,
    staff::StaffTarget,
    validate,
    view::desk::{ActView, ChainView, Difference, TrailFilter, TrailView},
};
use serde_json::Value;
use std::collections::BTreeSet;
use store::{
    Tx,
    models::audit_log::AuditEntry,
    queries::{
        account,
        admin::{self, AdminPage},
        audit_log::{self, Which},
    },
};

/// Entries on a page.
const PAGE: usize = 50;
/// An extra row shows that there is another page.
const PAGE_AND_ONE: i64 = 51;
/// Entries on the page of the object that they are about.
const ACTS: i64 = 20;
/// Rows of the chain that a page checks; `zhanggui audit` checks all.
const CHECKED: i64 = 1_000;

impl Shop {
    /// One page of the activity log, newest first.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if `page` names an unknown entry.
    pub async fn admin_audit(
        &self,
        viewer: &Viewer,
        filter: TrailFilter,
        page: Page,
    ) -> Result<TrailView, Error> {
        viewer.any_staff()?;
        let locale = viewer.locale;
        self.store
            .read(move |tx| {
                let chain = chain(tx)?;
                let Some(which) = which(tx, &filter)? else {
                    return Ok(TrailView {
                        filter: filter.clone(),
                        acts: Vec::new(),
                        newer: None,
                        older: None,
                        chain,
                    });
                };
                let mut key = |hash: &str| audit_log::by_hash(tx, hash)?.ok_or(Error::NotFound);
                let mut at = match &page {
                    Page::First => AdminPage::First,
                    Page::Before(hash) => AdminPage::Before(key(hash)?),
                    Page::After(hash) => AdminPage::After(key(hash)?),
                };
                let mut rows = audit_log::list(tx, &which, at, PAGE_AND_ONE)?;
                if rows.is_empty() && at != AdminPage::First {
                    at = AdminPage::First;
                    rows = audit_log::list(tx, &which, at, PAGE_AND_ONE)?;
                }
                let (newer, older) = super::ends(&mut rows, PAGE, &at);
                let end = |wanted: bool, row: Option<&AuditEntry>| {
                    row.filter(|_| wanted).map(|row| row.hash.clone())
                };
                Ok(TrailView {
                    filter: filter.clone(),
                    newer: end(newer, rows.first()),
                    older: end(older, rows.last()),
                    acts: shown(tx, rows, locale)?,
                    chain,
                })
            })
            .await
    }
}

/// Reads the filter; `None` if it names an unknown account or action, so that nothing matches.
fn which(tx: &mut Tx<'_>, filter: &TrailFilter) -> Result<Option<Which>, Error> {
    let text = |typed: &str| Some(validate::code(typed)).filter(|text| !text.is_empty());
    let actor_id = match text(&filter.actor) {
        None => None,
        Some(typed) => {
            let user = match validate::login(&typed) {
                Ok(login) => account::by_login(tx, &login)?,
                Err(_) => None,
            };
            match user {
                Some(user) => Some(user.id),
                None => return Ok(None),
            }
        }
    };
    let act = match text(&filter.action).map(|word| word.parse()) {
        None => None,
        Some(Ok(act)) => Some(act),
        Some(Err(_)) => return Ok(None),
    };
    Ok(Some(Which {
        actor_id,
        act,
        target: None,
        target_id: text(&filter.target).map(target),
    }))
}

/// An order number as people type it, or any other target unchanged.
fn target(text: String) -> String {
    let number = number::typed(&text);
    if number::is_order_number(&number) {
        number
    } else {
        text
    }
}

fn chain(tx: &mut Tx<'_>) -> Result<ChainView, Error> {
    let found = audit_log::check(tx, CHECKED)?;
    Ok(ChainView {
        checked: found.checked,
        older: found.older,
        broken: found.broken.map(|row| (row.hash, row.at)),
    })
}

/// The latest entries about one object, newest first, at most `limit`.
pub(super) fn about(
    tx: &mut Tx<'_>,
    target: StaffTarget,
    id: &str,
    limit: i64,
) -> Result<Vec<AuditEntry>, Error> {
    let which = Which {
        target: Some(target),
        target_id: Some(id.to_owned()),
        ..Which::default()
    };
    Ok(audit_log::list(tx, &which, AdminPage::First, limit)?)
}

/// The latest activity on an object, as its page shows it.
pub(super) fn latest(
    tx: &mut Tx<'_>,
    target: StaffTarget,
    id: &str,
    locale: Locale,
) -> Result<Vec<ActView>, Error> {
    let rows = about(tx, target, id, ACTS)?;
    shown(tx, rows, locale)
}

/// Entries with the names of their actors and objects.
fn shown(tx: &mut Tx<'_>, rows: Vec<AuditEntry>, locale: Locale) -> Result<Vec<ActView>, Error> {
    let mut acts = acts(tx, rows)?;
    named::name(tx, &mut acts, locale)?;
    Ok(acts)
}

/// Entries with the names of their actors.
pub(super) fn acts(tx: &mut Tx<'_>, rows: Vec<AuditEntry>) -> Result<Vec<ActView>, Error> {
    let ids: Vec<i64> = rows.iter().map(|row| row.actor_id).collect();
    let names = admin::names(tx, &ids)?;
    Ok(rows
        .into_iter()
        .map(|row| ActView {
            at: row.at,
            actor: names
                .iter()
                .find(|(id, _)| *id == row.actor_id)
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            is_command: row.actor_role == COMMAND_LINE,
            changes: changes(&row.before_json, &row.after_json),
            roles: row
                .actor_role
                .split('+')
                .filter_map(|role| role.parse().ok())
                .collect(),
            ip_prefix: row.ip_prefix,
            act: row.action.parse().ok(),
            target_id: row.target_id,
            target_name: None,
            hash: row.hash,
        })
        .collect())
}

/// The fields that differ.
fn changes(before: &str, after: &str) -> Vec<Difference> {
    let (before, after) = (fields(before), fields(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| Difference {
            field: name.parse().ok(),
            before: said(before.get(name)),
            after: said(after.get(name)),
        })
        .collect()
}

fn fields(json: &str) -> serde_json::Map<String, Value> {
    match serde_json::from_str(json) {
        Ok(Value::Object(fields)) => fields,
        // Not an object, so edited outside the shop: shown unchanged.
        Ok(_) | Err(_) => {
            let whole = Value::String(json.to_owned());
            [(String::from("*"), whole)].into_iter().collect()
        }
    }
}

/// A logged value as text.
pub(super) fn said(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_))) => {
            other.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let found = changes(
            r#"{"price":"1.00","status":"active"}"#,
            r#"{"price":"2.00","status":"active","n":3}"#,
        );
        let told: Vec<_> = found
            .iter()
            .map(|d| format!("{:?}: {} > {}", d.field, d.before, d.after))
            .collect();
        assert_eq!(told, ["None:  > 3", "Some(Price): 1.00 > 2.00"]);
        assert!(changes("{}", "{}").is_empty());
    }
}
