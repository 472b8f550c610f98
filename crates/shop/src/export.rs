//! Exports of orders, lines, refunds and the ledger: a page of rows at a time, each read in a snapshot of its own, so that a
//! million rows need the memory of a few hundred and hold no connection while a client receives them.
//!
//! Rows that appear or change meanwhile may be in the export or not; none is in it twice.

mod rows;

use crate::{
    Error, Shop, Viewer,
    acting::{Acting, Nothing},
};
use domain::{
    day::Day,
    error::ErrorCode,
    export::{ExportKind, Selection},
    limit::WORKBOOK_ROWS,
    locale::Locale,
    sales::MOST_DAYS,
    staff::{Role, StaffAct},
    view::export::{ExportRow, ExportView},
};
use serde::Serialize;
use store::queries::export::{self, Place};

/// Orders, refunds or postings that are read together.
const PAGE: i64 = 500;
/// Days that the page proposes: the last thirty.
const USUAL_DAYS: i64 = 30;

/// What the address of the page asks for, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// An [`ExportKind`].
    pub kind: String,
    /// One of its times.
    pub time: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// One of its states, or empty.
    pub state: String,
}

impl Asked {
    fn selection(&self) -> Option<Selection> {
        let (from, to) = (self.from.trim(), self.to.trim());
        let read = Selection::read(&self.kind, &self.time, from, to, &self.state)?;
        (read.to.since(read.from) < MOST_DAYS).then_some(read)
    }
}

/// The roles that may export a list, besides the owner.
#[must_use]
pub const fn roles(kind: ExportKind) -> &'static [Role] {
    match kind {
        ExportKind::Orders | ExportKind::Lines => &[Role::Finance, Role::Orders],
        ExportKind::Refunds => &[Role::Finance, Role::Refunds],
        ExportKind::Ledger => &[Role::Finance],
    }
}

/// The member of staff, if they may export the list.
fn acting(viewer: &Viewer, kind: ExportKind) -> Result<Acting, Error> {
    let held = viewer.any_staff()?;
    let role = roles(kind).iter().find(|role| held.roles.has(**role));
    role.map_or(Err(Error::RoleMissing), |role| viewer.acting(*role))
}

/// An export in progress.
#[derive(Clone)]
pub struct Export {
    shop: Shop,
    selection: Selection,
    place: Place,
    locale: Locale,
    shows_contact: bool,
    is_done: bool,
}

/// What the activity log keeps besides the days.
#[derive(Serialize)]
struct Exported {
    export: &'static str,
}

impl Shop {
    /// The page on which an export is chosen.
    ///
    /// # Errors
    /// `LoginRequired`; `RoleMissing` for staff who may export nothing.
    pub async fn export_page(&self, viewer: &Viewer, asked: Asked) -> Result<ExportView, Error> {
        let held = viewer.any_staff()?;
        let may = |kind: &ExportKind| roles(*kind).iter().any(|role| held.roles.has(*role));
        let kinds: Vec<ExportKind> = ExportKind::ALL.iter().copied().filter(may).collect();
        let usual = kinds.first().copied().ok_or(Error::RoleMissing)?;
        let kind = asked.kind.parse().unwrap_or(usual);
        acting(viewer, kind)?;
        let today = Day::of(self.now());
        let mut asked = Asked {
            kind: kind.to_string(),
            ..asked
        };
        if asked.from.is_empty() && asked.to.is_empty() {
            asked.from = today.plus(1 - USUAL_DAYS).to_string();
            asked.to = today.to_string();
        }
        // What another list has, e.g. after the list was changed, is left out.
        if !kind.times().iter().any(|time| time.as_str() == asked.time) {
            asked.time.clear();
        }
        if !kind.states().contains(&asked.state.as_str()) {
            asked.state.clear();
        }
        let selection = asked.selection();
        let chosen = selection.clone();
        let rows = match chosen {
            None => None,
            Some(chosen) => Some(
                self.store
                    .read(move |tx| Ok::<_, Error>(export::count(tx, &chosen, WORKBOOK_ROWS + 1)?))
                    .await?,
            ),
        };
        let usual = kind.times().first().copied().ok_or(Error::NotFound)?;
        Ok(ExportView {
            kinds,
            kind,
            time: asked.time.parse().unwrap_or(usual),
            from: asked.from,
            to: asked.to,
            state: asked.state,
            wrong_days: selection.is_none(),
            rows,
            many: WORKBOOK_ROWS,
        })
    }

    /// Begins an export, which is written into the activity log. With `most`, an export of more rows is refused.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused(ExportUnreadable)` for days or words that cannot be read,
    /// `Refused(WorkbookTooManyRows)`.
    pub async fn export(
        &self,
        viewer: &Viewer,
        asked: &Asked,
        most: Option<i64>,
    ) -> Result<Export, Error> {
        let kind: ExportKind = asked.kind.parse().map_err(|_unknown| Error::NotFound)?;
        let staff = acting(viewer, kind)?;
        let selection = asked
            .selection()
            .ok_or_else(|| Error::refused(ErrorCode::ExportUnreadable))?;
        let shows_contact = staff.roles().has(Role::Orders);
        let (now, chosen) = (self.now(), selection.clone());
        if let Some(most) = most {
            let rows = self
                .store
                .read(move |tx| Ok::<_, Error>(export::count(tx, &chosen, most.saturating_add(1))?))
                .await?;
            if rows > most {
                return Err(Error::refused(ErrorCode::WorkbookTooManyRows));
            }
        }
        let days = format!("{}/{}", selection.from, selection.to);
        self.store
            .write(move |tx| {
                let after = Exported {
                    export: kind.as_str(),
                };
                staff.log(tx, StaffAct::Export, &days, &Nothing {}, &after, now)
            })
            .await?;
        Ok(Export {
            shop: self.clone(),
            place: export::beginning(&selection),
            selection,
            locale: viewer.locale,
            shows_contact,
            is_done: false,
        })
    }
}

impl Export {
    /// What is exported.
    #[must_use]
    pub const fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The next rows; none at the end.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn next(&mut self) -> Result<Vec<ExportRow>, Error> {
        while !self.is_done {
            let (selection, place) = (self.selection.clone(), self.place);
            let (locale, shows_contact) = (self.locale, self.shows_contact);
            let page = self
                .shop
                .store
                .read(move |tx| rows::page(tx, &selection, place, PAGE, locale, shows_contact))
                .await?;
            match page.next {
                Some(place) => self.place = place,
                None => self.is_done = true,
            }
            if !page.rows.is_empty() {
                return Ok(page.rows);
            }
        }
        Ok(Vec::new())
    }
}
