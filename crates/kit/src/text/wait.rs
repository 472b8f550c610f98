//! Words for somebody who posts faster than a form is taken.

use domain::locale::Locale;

/// What happened, when to try again, and what became of what was typed.
#[must_use]
pub fn advice(locale: Locale, seconds: u64) -> String {
    match locale {
        Locale::ZhCn => format!("请在 {seconds} 秒后再试。填写的内容还在，没有提交。"),
        Locale::En if seconds == 1 => {
            "Try again in a second. What you typed is kept, and was not submitted.".to_owned()
        }
        Locale::En => format!(
            "Try again in {seconds} seconds. What you typed is kept, and was not submitted."
        ),
    }
}

/// The button that sends the form again.
#[must_use]
pub const fn again(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "再试一次",
        Locale::En => "Try again",
    }
}

/// A password is not kept, so it is asked for.
#[must_use]
pub const fn password(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "密码",
        Locale::En => "Password",
    }
}
