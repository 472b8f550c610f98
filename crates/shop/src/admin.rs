//! The admin pages: orders, products, stock, the activity log.

mod act;
mod alarm;
mod bulk;
mod categories;
mod category;
mod changes;
mod columns;
mod desk;
mod inbox;
mod index;
mod job;
mod mail;
mod moves;
mod named;
mod note;
pub(crate) mod notify_key;
mod opening;
pub(crate) mod order;
pub(crate) mod product;
mod products;
mod prove;
pub(crate) mod setting;
mod sheet;
mod talk;
mod to_ship;
mod trail;
mod typed;

pub use bulk::BulkDone;
pub use product::Saved;
pub use sheet::SheetSaved;

use store::queries::admin::AdminPage;

/// A page of a list, by the key of the neighbouring row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The newest rows.
    First,
    /// The rows older than the one with this number, slug or hash.
    Before(String),
    /// The rows newer than it.
    After(String),
}

impl Page {
    /// The page for `before` or `after` of an address; without either, the newest rows.
    #[must_use]
    pub fn of(before: String, after: String) -> Self {
        if !before.is_empty() {
            Self::Before(before)
        } else if !after.is_empty() {
            Self::After(after)
        } else {
            Self::First
        }
    }
}

/// Removes the extra row that was fetched to learn whether there are more. `rows` are newest first.
/// Returns whether there are newer and older rows.
fn ends<T, K>(rows: &mut Vec<T>, page: usize, at: &AdminPage<K>) -> (bool, bool) {
    let more = rows.len() > page;
    match at {
        AdminPage::First => {
            rows.truncate(page);
            (false, more)
        }
        // The row before this page is newer, so there is a newer page.
        AdminPage::Before(_) => {
            rows.truncate(page);
            (true, more)
        }
        // Newest first, so the extra row is the first one.
        AdminPage::After(_) => {
            if more {
                rows.remove(0);
            }
            (more, true)
        }
    }
}
