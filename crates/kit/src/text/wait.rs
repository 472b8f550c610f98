//! Words for a client that posts too often.

use super::{Text, count_of};
use domain::locale::Locale;

words! {
    /// Words for a client that posts too often.
    pub Wait {
        advice(seconds):
            format!("请在 {seconds} 秒后再试。填写的内容还在，没有提交。"),
            format!(
                "Try again in {}. What you typed is kept, and was not submitted.",
                count_of(seconds, "second", "seconds")
            );
        again: "再试一次", "Try again";
    }
}

/// When to try again, and that the typed values are kept.
#[must_use]
pub fn advice(locale: Locale, seconds: u64) -> String {
    (Text::of(locale).wait.advice)(&seconds.to_string())
}

/// The button that sends the form again.
#[must_use]
pub const fn again(locale: Locale) -> &'static str {
    Text::of(locale).wait.again
}

/// The label of a password, which must be typed again because it is not kept.
#[must_use]
pub const fn password(locale: Locale) -> &'static str {
    Text::of(locale).shared.password
}
