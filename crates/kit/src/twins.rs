//! The addresses of a public page in both languages.

/// The two absolute URLs of a public page, without the choice of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twins {
    /// This one.
    pub canonical: String,
    /// In Chinese, which also serves readers of any other language.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Twins {
    /// True for the English one.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.canonical == self.en
    }
}
