//! Words for the states of an import of goods.

use super::pick;
use domain::{import::ImportState, locale::Locale};

/// Where an import is.
#[must_use]
pub const fn import_state(locale: Locale, state: ImportState) -> &'static str {
    pick(
        locale,
        match state {
            ImportState::Checking => ("检查中", "Checking"),
            ImportState::Checked => ("待导入", "Checked"),
            ImportState::Importing => ("导入中", "Importing"),
            ImportState::Done => ("已完成", "Done"),
            ImportState::Stopped => ("已停止", "Stopped"),
            ImportState::Failed => ("未完成", "Not finished"),
        },
    )
}
