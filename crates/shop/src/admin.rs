//! What staff see and do: orders, products, stock, the log of their acts.

mod act;
mod desk;
mod goods;
mod index;
mod note;
pub(crate) mod order;
mod product;
mod prove;
mod stock;
mod talk;
mod trail;

use store::queries::admin::AdminPage;

/// A place in a keyset-paged list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The newest rows.
    First,
    /// Rows older than the one of this number, slug or hash.
    Before(String),
    /// Rows newer than it.
    After(String),
}

impl Page {
    /// The place that an address names by `before` or `after`; neither is the newest.
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

/// Takes the row too many off `rows`, which are newest first, and tells whether there are newer and older ones.
fn ends<T>(rows: &mut Vec<T>, page: usize, at: AdminPage) -> (bool, bool) {
    let more = rows.len() > page;
    match at {
        AdminPage::First => {
            rows.truncate(page);
            (false, more)
        }
        // The row the page begins after is newer than all of it, so there is a way back.
        AdminPage::Before(_) => {
            rows.truncate(page);
            (true, more)
        }
        // Newest first: the row too many is the first one.
        AdminPage::After(_) => {
            if more {
                rows.remove(0);
            }
            (more, true)
        }
    }
}
