//! The two languages of the shop, and catalog text with its language.

use serde::{Deserialize, Serialize};

text_enum! {
    /// A language of pages and messages.
    Locale { ZhCn = "zh-CN", En = "en" }
}

/// Catalog text with the language it is written in, for the attribute `lang`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_stands_in_for_a_missing_translation() {
        let chosen = |locale, en| {
            let words = Words::choose(locale, "茶", en);
            (words.text, words.lang)
        };
        let (tea, zh) = (|| "Tea".to_owned(), || "茶".to_owned());
        assert_eq!(chosen(Locale::En, "Tea"), (tea(), Locale::En));
        assert_eq!(chosen(Locale::En, ""), (zh(), Locale::ZhCn));
        assert_eq!(chosen(Locale::ZhCn, "Tea"), (zh(), Locale::ZhCn));
        assert_eq!(chosen(Locale::ZhCn, ""), (zh(), Locale::ZhCn));
    }
}
