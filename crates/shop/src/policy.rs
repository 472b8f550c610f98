//! The settings of the merchant that decide how the shop works.

use alipay::{form::Charset, request::MAX_SUBJECT};
use domain::{
    locale::{Locale, Words},
    money::Fen,
    number::ORDER_NUMBER_LEN,
};

/// Longest name of a shop in characters: with an order number after it, it fits the subject of a
/// payment.
pub const MAX_SHOP_NAME: usize = MAX_SUBJECT - ORDER_NUMBER_LEN - 1;

/// Longest slogan in characters: one line beside the shop's name.
pub const MAX_SLOGAN: usize = 60;

/// Limits on unpaid orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnpaidCap {
    /// Most unpaid orders.
    pub orders: i64,
    /// Most units reserved by them.
    pub units: i64,
}

impl UnpaidCap {
    /// No limit.
    pub const NONE: Self = Self {
        orders: i64::MAX,
        units: i64::MAX,
    };
}

/// The merchant's settings, with defaults for a small shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Shipping of an order.
    pub postage: Fen,
    /// Product total from which shipping is free; `None`: never.
    pub postage_free_from: Option<Fen>,
    /// Minutes to pay an order.
    pub pay_minutes: i64,
    /// A late payment re-opens its order if all stock can be reserved again; otherwise it is
    /// refunded.
    pub reinstate_late: bool,
    /// Name of the shop in `subject` of a payment.
    pub shop_name: String,
    /// Slogan on customers' pages, in Chinese; empty shows none.
    pub slogan: String,
    /// The same in English; if empty, the Chinese one is shown.
    pub slogan_en: String,
    /// Most lines in a cart.
    pub cart_lines: i64,
    /// Limits on the unpaid orders of one account.
    pub unpaid_per_account: UnpaidCap,
    /// Limits on the unpaid orders from one network (IPv4 /24, IPv6 /48).
    pub unpaid_per_network: UnpaidCap,
    /// Pause between two sends or two queries about one trade, in ms.
    pub gateway_pause_ms: i64,
}

/// Why a shop name cannot be sent to the gateway unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadShopName {
    /// The application's charset cannot encode this character.
    #[error("contains {0:?}, which {1} cannot encode")]
    Unwritable(char, Charset),
    /// The order number after it would be cut off.
    #[error("is longer than {MAX_SHOP_NAME} characters")]
    TooLong,
    /// Alipay accepts no control characters.
    #[error("contains the control character {0:?}")]
    Control(char),
}

impl Policy {
    /// The subject of the payment of this order, which the buyer reads at the cashier.
    #[must_use]
    pub fn subject(&self, number: &str) -> String {
        format!("{} {number}", self.shop_name)
    }

    /// The slogan for readers of `locale`, if there is one.
    #[must_use]
    pub fn slogan(&self, locale: Locale) -> Option<Words> {
        let words = Words::choose(locale, &self.slogan, &self.slogan_en);
        (!words.text.is_empty()).then_some(words)
    }
}

/// Checks a shop name, which is sent to the gateway with each payment.
///
/// # Errors
/// Why it cannot be sent unchanged.
pub fn check_shop_name(name: &str, charset: Charset) -> Result<(), BadShopName> {
    if name.chars().count() > MAX_SHOP_NAME {
        return Err(BadShopName::TooLong);
    }
    match name.chars().find(|c| c.is_control() || !charset.holds(*c)) {
        None => Ok(()),
        Some(control) if control.is_control() => Err(BadShopName::Control(control)),
        Some(lost) => Err(BadShopName::Unwritable(lost, charset)),
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            postage: Fen::new(800),
            postage_free_from: Some(Fen::new(9_900)),
            pay_minutes: 30,
            reinstate_late: false,
            shop_name: "拾光杂货".to_owned(),
            slogan: String::new(),
            slogan_en: String::new(),
            cart_lines: 100,
            unpaid_per_account: UnpaidCap {
                orders: 5,
                units: 200,
            },
            unpaid_per_network: UnpaidCap {
                orders: 30,
                units: 600,
            },
            gateway_pause_ms: 3_000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BadShopName, MAX_SHOP_NAME, Policy, check_shop_name};
    use alipay::form::Charset;
    use domain::locale::Locale;

    #[test]
    fn a_slogan_is_shown_only_where_the_shop_has_one() {
        let shown = |zh: &str, en: &str, locale| {
            let policy = Policy {
                slogan: zh.to_owned(),
                slogan_en: en.to_owned(),
                ..Policy::default()
            };
            policy.slogan(locale).map(|words| (words.text, words.lang))
        };
        let zh = |text: &str| Some((text.to_owned(), Locale::ZhCn));
        for locale in [Locale::ZhCn, Locale::En] {
            assert_eq!(shown("", "", locale), None);
            assert_eq!(shown("慢慢挑。", "", locale), zh("慢慢挑。"));
        }
        assert_eq!(shown("", "Take your time.", Locale::ZhCn), None);
        assert_eq!(
            shown("慢慢挑。", "Take your time.", Locale::En),
            Some(("Take your time.".to_owned(), Locale::En))
        );
    }

    #[test]
    fn a_name_that_would_not_arrive_whole_is_refused() {
        let longest = "茶".repeat(MAX_SHOP_NAME);
        for (name, charset, verdict) in [
            ("拾光杂货", Charset::Gbk, Ok(())),
            ("Café 🍵", Charset::Utf8, Ok(())),
            (
                "茶🍵",
                Charset::Gbk,
                Err(BadShopName::Unwritable('🍵', Charset::Gbk)),
            ),
            ("茶\t行", Charset::Utf8, Err(BadShopName::Control('\t'))),
            (&longest, Charset::Gbk, Ok(())),
            (
                &format!("{longest}行"),
                Charset::Utf8,
                Err(BadShopName::TooLong),
            ),
        ] {
            assert_eq!(check_shop_name(name, charset), verdict, "{name}");
        }
        let policy = Policy {
            shop_name: longest,
            ..Policy::default()
        };
        let subject = policy.subject("20261122ABCDEFGHJK");
        assert_eq!(subject.chars().count(), 256);
    }
}
