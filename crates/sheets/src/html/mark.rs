//! Emphasis and links that are open.

/// A mark around a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// `**text**`
    Strong,
    /// `*text*`
    Emphasis,
    /// `[text](address)`
    Link(String),
}

impl Kind {
    /// What stands before the text.
    pub(super) const fn opening(&self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
            Self::Link(_) => "[",
        }
    }

    /// What stands after it.
    pub(super) fn closing(&self) -> String {
        match self {
            Self::Strong | Self::Emphasis => self.opening().to_owned(),
            Self::Link(href) => format!("]({href})"),
        }
    }

    /// True for marks of one kind, whatever a link leads to.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// A mark that has begun. It is written with the first letter in it, so that none is empty.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) kind: Kind,
    pub(super) is_written: bool,
}
