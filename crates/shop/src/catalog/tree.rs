//! The tree of categories: what is shown of it, and the way to the top.

use crate::Error;
use domain::{
    locale::{Locale, Words},
    view::catalog::listing::{CategoryLink, CategoryNode},
};
use store::{Tx, models::category::Category, queries::category};

/// Most levels of the tree.
pub(crate) const LEVELS: usize = 3;

/// All categories.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Each level in its order.
    rows: Vec<Category>,
}

impl Tree {
    /// Loads the tree.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(crate) fn load(tx: &mut Tx<'_>) -> Result<Self, Error> {
        Ok(Self {
            rows: category::all(tx)?,
        })
    }

    pub(crate) fn get(&self, id: i64) -> Option<&Category> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The category with this slug, if it and all above it are shown.
    pub(crate) fn shown(&self, slug: &str) -> Option<&Category> {
        let found = self.rows.iter().find(|row| row.terms.slug == slug)?;
        self.chain(found.id).map(|_| found)
    }

    /// The category and those above it, from itself to the top; `None` if one of them is hidden.
    pub(crate) fn chain(&self, id: i64) -> Option<Vec<&Category>> {
        let chain = self.whole_chain(id);
        let is_shown = !chain.is_empty() && chain.iter().all(|row| row.is_shown());
        is_shown.then_some(chain)
    }

    /// The same, hidden or not; empty if there is no such category.
    pub(crate) fn whole_chain(&self, id: i64) -> Vec<&Category> {
        let mut chain = Vec::new();
        let mut next = Some(id);
        // A loop cannot be stored; if it were, the chain would end here.
        while let Some(row) = next.and_then(|id| self.get(id))
            && chain.len() <= LEVELS
        {
            chain.push(row);
            next = row.parent_id;
        }
        chain
    }

    /// The categories directly below, or at the top, in their order; hidden ones too.
    pub(crate) fn children(&self, parent: Option<i64>) -> Vec<&Category> {
        self.rows
            .iter()
            .filter(|row| row.parent_id == parent)
            .collect()
    }

    /// The category and all below it, hidden ones too.
    pub(crate) fn below(&self, id: i64) -> Vec<i64> {
        let mut ids = vec![id];
        let mut level = vec![id];
        for _ in 0..LEVELS {
            level = level
                .iter()
                .flat_map(|id| self.children(Some(*id)))
                .map(|row| row.id)
                .collect();
            ids.extend(&level);
        }
        ids
    }

    /// True if `moved` with all below it, or a new category, may be put directly below `parent`.
    pub(crate) fn may_hold(&self, parent: i64, moved: Option<i64>) -> bool {
        let above = self.whole_chain(parent);
        let is_inside = above.iter().any(|row| Some(row.id) == moved);
        let height = moved.map_or(1, |id| self.height(id));
        !above.is_empty() && !is_inside && above.len().saturating_add(height) <= LEVELS
    }

    /// Levels of a category with all below it.
    fn height(&self, id: i64) -> usize {
        let depth = self.whole_chain(id).len();
        let deepest = self
            .below(id)
            .into_iter()
            .map(|id| self.whole_chain(id).len())
            .max();
        deepest
            .unwrap_or(depth)
            .saturating_sub(depth)
            .saturating_add(1)
    }

    /// What is shown below a category, or the whole tree.
    pub(crate) fn nodes(&self, parent: Option<i64>, locale: Locale) -> Vec<CategoryNode> {
        self.level(parent, locale, LEVELS)
    }

    fn level(&self, parent: Option<i64>, locale: Locale, levels: usize) -> Vec<CategoryNode> {
        let Some(left) = levels.checked_sub(1) else {
            return Vec::new();
        };
        self.children(parent)
            .into_iter()
            .filter(|row| row.is_shown())
            .map(|row| CategoryNode {
                link: link(row, locale),
                below: self.level(Some(row.id), locale, left),
            })
            .collect()
    }

    /// Every category that is shown, each before those below it.
    pub(crate) fn all_shown(&self) -> Vec<&Category> {
        let mut open = self.children(None);
        open.reverse();
        let mut found = Vec::new();
        while let Some(row) = open.pop() {
            if row.is_shown() {
                found.push(row);
                open.extend(self.children(Some(row.id)).into_iter().rev());
            }
        }
        found
    }

    /// The categories at the top that are shown.
    pub(crate) fn tops(&self, locale: Locale) -> Vec<CategoryLink> {
        self.children(None)
            .into_iter()
            .filter(|row| row.is_shown())
            .map(|row| link(row, locale))
            .collect()
    }

    /// The links to a category from the top; without itself if `above`. Empty if it is hidden.
    pub(crate) fn trail(&self, id: i64, above: bool, locale: Locale) -> Vec<CategoryLink> {
        let chain = self.chain(id).unwrap_or_default();
        let mut links: Vec<CategoryLink> = chain
            .into_iter()
            .skip(usize::from(above))
            .map(|row| link(row, locale))
            .collect();
        links.reverse();
        links
    }
}

/// A category as a link.
pub(crate) fn link(row: &Category, locale: Locale) -> CategoryLink {
    CategoryLink {
        slug: row.terms.slug.clone(),
        name: Words::choose(locale, &row.terms.name_zh, &row.terms.name_en),
    }
}
