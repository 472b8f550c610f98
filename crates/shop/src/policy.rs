//! What the environment decides, first values of the merchant's settings included; and the rule for
//! a shop's name, which is sent to the gateway with each payment.

use alipay::{form::Charset, request::MAX_SUBJECT};
use domain::{number::ORDER_NUMBER_LEN, setting::Settings, staff::factor::Demand};

/// Longest name of a shop in characters: with an order number after it, it fits the subject of a
/// payment.
pub const MAX_SHOP_NAME: usize = MAX_SUBJECT - ORDER_NUMBER_LEN - 1;

/// What a command or the environment sets for the whole process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The merchant's settings as long as nobody has saved them in the browser.
    pub first: Settings,
    /// A late payment re-opens its order if all stock can be reserved again; otherwise it is
    /// refunded.
    pub reinstate_late: bool,
    /// Most lines in a cart.
    pub cart_lines: i64,
    /// Pause between two sends or two queries about one trade, in ms.
    pub gateway_pause_ms: i64,
    /// When members of staff who move money need a second factor.
    pub second_factor: Demand,
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

/// The subject of the payment of this order, which the buyer reads at the cashier.
#[must_use]
pub fn subject(shop_name: &str, number: &str) -> String {
    format!("{shop_name} {number}")
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
            first: Settings::default(),
            reinstate_late: false,
            cart_lines: 100,
            gateway_pause_ms: 3_000,
            second_factor: Demand::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BadShopName, MAX_SHOP_NAME, check_shop_name, subject};
    use alipay::form::Charset;
    use domain::limit;

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
        let subject = subject(&longest, "20261122ABCDEFGHJK");
        assert_eq!(subject.chars().count(), 256);
    }

    /// The limit of the form is declared in `domain`, which cannot use the gateway's constant.
    #[test]
    fn the_form_allows_the_longest_name_that_arrives_whole() {
        assert_eq!(usize::from(limit::SHOP_NAME.max), MAX_SHOP_NAME);
    }
}
