//! The words that pages of both sides show, and the means by which each side keeps its own.
//!
//! All words that readers see are in a folder `text`: here, in `app` or in `desk`. The words of a page are in one file,
//! each with its Chinese and its English on one line: see [`words!`](crate::words). A word that lacks a language does not
//! compile. [`label`], [`error`] and [`notice`] match every variant without `_`, so that a new state without a word does
//! not compile either.

/// Declares the words of a page: a struct with a field for each word, and its two languages as `ZH` and `EN`.
///
/// In `app` and `desk` the words are `pub(crate)`, so the compiler reports one that no page uses; those of this crate are
/// public, and `.ci/lint` looks for their readers.
#[macro_export]
macro_rules! words {
    (@type) => { &'static str };
    (@type $one:ident) => { fn(&str) -> String };
    (@type $one:ident $two:ident) => { fn(&str, &str) -> String };
    (@word [] $said:expr) => { $said };
    (@word [$($figure:ident)+] $said:expr) => { |$($figure),+| $said };
    (
        $(#[$about:meta])*
        $vis:vis $page:ident {
            $($(#[$note:meta])* $word:ident $(($($figure:ident),+))?: $zh:expr, $en:expr;)+
        }
    ) => {
        $(#[$about])*
        $vis struct $page {
            $($(#[$note])* $vis $word: $crate::words!(@type $($($figure)+)?),)+
        }

        impl $page {
            /// In Chinese.
            $vis const ZH: Self = Self { $($word: $crate::words!(@word [$($($figure)+)?] $zh),)+ };
            /// In English.
            $vis const EN: Self = Self { $($word: $crate::words!(@word [$($($figure)+)?] $en),)+ };
        }
    };
}

pub mod error;
mod frame;
pub mod label;
mod list;
pub mod notice;
mod shared;
mod trouble;
pub mod wait;

pub use trouble::{ErrorPage, error_page};

use domain::locale::Locale;

/// Isolates the direction of a typed `text` inside a sentence (Unicode's isolates, UAX 9).
#[must_use]
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// The words of both sides in one language.
pub struct Text {
    /// The language.
    pub locale: Locale,
    /// Value of `lang`.
    pub lang: &'static str,
    /// On every page.
    pub frame: frame::Frame,
    /// Words of lists.
    pub list: list::List,
    /// Words that a page of the shop and one of the desk share.
    pub shared: shared::Shared,
    /// Pages for what went wrong.
    pub trouble: trouble::Trouble,
    /// For a client that posts too often.
    pub wait: wait::Wait,
}

impl Text {
    /// The words of `locale`.
    #[must_use]
    pub const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::ZhCn => &ZH,
            Locale::En => &EN,
        }
    }

    /// Names in a list.
    #[must_use]
    pub fn enumerated<'n>(&self, names: impl Iterator<Item = &'n str>) -> String {
        names.collect::<Vec<_>>().join(match self.locale {
            Locale::ZhCn => "、",
            Locale::En => ", ",
        })
    }

    /// Sentences one after the other.
    #[must_use]
    pub fn joined(&self, sentences: &[&str]) -> String {
        sentences.join(match self.locale {
            Locale::ZhCn => "",
            Locale::En => " ",
        })
    }
}

static ZH: Text = Text {
    locale: Locale::ZhCn,
    lang: "zh-CN",
    frame: frame::Frame::ZH,
    list: list::List::ZH,
    shared: shared::Shared::ZH,
    trouble: trouble::Trouble::ZH,
    wait: wait::Wait::ZH,
};

static EN: Text = Text {
    locale: Locale::En,
    lang: "en",
    frame: frame::Frame::EN,
    list: list::List::EN,
    shared: shared::Shared::EN,
    trouble: trouble::Trouble::EN,
    wait: wait::Wait::EN,
};

/// `1 item`, `2 items`.
#[must_use]
pub fn count_of(count: &str, one: &str, many: &str) -> String {
    if count == "1" {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}
