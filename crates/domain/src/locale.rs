//! The two languages of the shop and text that knows its own language.

use serde::{Deserialize, Serialize};

text_enum! {
    /// A language of pages and messages.
    Locale { ZhCn = "zh-CN", En = "en" }
}

/// A piece of catalogue text with the language it is really in, which pages write into `lang`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The text.
    pub text: String,
    /// Its language; Chinese where the English text is empty.
    pub lang: Locale,
}

impl Words {
    /// Chooses the text for `locale`; an empty English text falls back to Chinese.
    #[must_use]
    pub fn choose(locale: Locale, zh: &str, en: &str) -> Self {
        match locale {
            Locale::En if !en.is_empty() => Self {
                text: en.to_owned(),
                lang: Locale::En,
            },
            Locale::En | Locale::ZhCn => Self {
                text: zh.to_owned(),
                lang: Locale::ZhCn,
            },
        }
    }
}
