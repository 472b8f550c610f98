//! What came of several lines that went into a cart at once: a guest's at sign-in, an order's when it is bought again.

use super::Quantity;
use domain::{
    locale::{Locale, Words},
    view::cart::{Difference, DifferentLine},
};

/// The lines that were taken, and what the shopper is told about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Lines that were taken or joined.
    pub lines: i64,
    /// Where the cart differs from what was wished, in the order of the lines.
    pub differences: Vec<DifferentLine>,
}

/// Title and options of a line, in the reader's language.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    title: Words,
    options: Words,
}

impl Name {
    /// Chooses of title and options, each in Chinese and English.
    pub(crate) fn choose(locale: Locale, title: [&str; 2], options: [&str; 2]) -> Self {
        let words = |[zh, en]: [&str; 2]| Words::choose(locale, zh, en);
        Self {
            title: words(title),
            options: words(options),
        }
    }
}

impl Filled {
    /// Counts a line that the cart holds now.
    pub(crate) fn took(&mut self) {
        self.lines = self.lines.saturating_add(1);
    }

    /// Notes what differs in the line of this name.
    pub(crate) fn differs(&mut self, name: &Name, difference: Difference) {
        self.differences.push(DifferentLine {
            title: name.title.clone(),
            options: name.options.clone(),
            difference,
        });
    }
}

impl Quantity {
    /// The difference, if the quantity was lowered.
    pub(crate) fn lowered(self) -> Option<Difference> {
        match self {
            Self::AsAsked => None,
            Self::Capped(qty, cap) => Some(Difference::Lowered { qty, cap }),
        }
    }
}
