//! The settings page, the opening checklist and the last self-check.

use crate::{
    form::ShelfForm,
    locale::Words,
    setting::{Logo, Section, SettingName},
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// A field of the settings page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingView {
    /// The setting.
    pub name: SettingName,
    /// Its value as its field holds it.
    pub stored: String,
    /// When it was last saved in the browser, and by whom; `None` for a first value.
    pub saved: Option<(Millis, String)>,
}

/// A section of the settings page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// The section.
    pub section: Section,
    /// The sum of its rows' versions, for compare-and-set.
    pub version: i64,
    /// Its settings, in the order of the form.
    pub fields: Vec<SettingView>,
}

/// `/admin/settings`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsView {
    /// The sections.
    pub sections: Vec<SectionView>,
    /// The home page's shelves, with empty rows at the end.
    pub shelves: Vec<ShelfForm>,
    /// The logo.
    pub logo: Option<Logo>,
    /// Slugs and names of the categories, which a shelf may show.
    pub categories: Vec<(String, Words)>,
    /// True if a mail server is configured.
    pub mail_is_on: bool,
    /// True if the reader may change them.
    pub may_change: bool,
}

text_enum! {
    /// A step of opening a shop.
    OpeningStep {
        /// The shop has a name of its own.
        Name = "name",
        /// It has a category.
        Category = "category",
        /// It has a product.
        Product = "product",
        /// A product has a picture.
        Picture = "picture",
        /// A product is for sale.
        Publish = "publish",
        /// Shipping was saved once.
        Postage = "postage",
        /// The last self-check found no error.
        SelfCheck = "self_check",
    }
}

/// The opening checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningView {
    /// Each step and whether it is done, in order.
    pub steps: Vec<(OpeningStep, bool)>,
}

impl OpeningView {
    /// Number of steps that are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|(_, done)| *done).count()
    }

    /// The first step that is not done; `None` when the shop is open.
    #[must_use]
    pub fn next(&self) -> Option<OpeningStep> {
        self.steps
            .iter()
            .find(|(_, done)| !done)
            .map(|(step, _)| *step)
    }
}

/// A problem that a self-check found. Its sentences are for the administrator of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    /// Stable name, e.g. `keys.pair`.
    pub code: String,
    /// False for a warning.
    pub is_error: bool,
    /// A setting, a file, an address.
    pub subject: String,
    /// The problem.
    pub what: String,
    /// The fix.
    pub remedy: String,
}

/// `/admin/doctor`: the last self-check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfCheckView {
    /// When it was made.
    pub at: Millis,
    /// True if it found no error.
    pub is_ready: bool,
    /// False if it asked neither the gateway nor the shop's own address.
    pub is_complete: bool,
    /// What it found, errors first.
    pub found: Vec<FoundView>,
}
