//! All words of mail, each with its Chinese and its English on one line.

mod buyer;
mod frame;
mod staff;

pub(crate) use buyer::{
    arrived, arrived_title, carrier, decided, decided_title, from_shop, ignore_reset, paid,
    paid_subject, paid_title, reset, reset_title, shipped, shipped_subject, shipped_title,
    tracking_no,
};
pub(crate) use frame::{
    automatic, discount, email, fact, items, link, of_order, of_shop, order, phone, postage, total,
    yuan,
};
pub(crate) use staff::{alarm, from_buyer, staff_alarm, staff_paid, staff_request};

use domain::locale::Locale;

/// The language of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lang(Locale);

impl Lang {
    pub(crate) const fn of(locale: Locale) -> Self {
        Self(locale)
    }

    pub(crate) const fn locale(self) -> Locale {
        self.0
    }

    /// The words of this language.
    const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }

    /// The sentence of this language.
    fn say(self, zh: String, en: String) -> String {
        match self.0 {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}
