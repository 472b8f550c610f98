//! The rules a merchant may choose.

use alipay::{form::Charset, request::MAX_SUBJECT};
use domain::{money::Fen, number::ORDER_NUMBER_LEN};

/// Longest name of a shop in characters: with an order number behind it, it still fits the subject of a payment.
pub const MAX_SHOP_NAME: usize = MAX_SUBJECT - ORDER_NUMBER_LEN - 1;

/// What may be held back by orders that are not paid yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnpaidCap {
    /// Most open, unpaid orders.
    pub orders: i64,
    /// Most units that they reserve together.
    pub units: i64,
}

impl UnpaidCap {
    /// No cap.
    pub const NONE: Self = Self {
        orders: i64::MAX,
        units: i64::MAX,
    };
}

/// The merchant's choices, with defaults a small shop can live with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Postage of an order.
    pub postage: Fen,
    /// Goods from this amount travel free; `None`: never.
    pub postage_free_from: Option<Fen>,
    /// Minutes to pay an order.
    pub pay_minutes: i64,
    /// A late payment re-opens its order if all stock can be reserved again; otherwise it goes back.
    pub reinstate_late: bool,
    /// Name of the shop in `subject` of a payment.
    pub shop_name: String,
    /// Most lines in a cart.
    pub cart_lines: i64,
    /// What one account may hold back without paying.
    pub unpaid_per_account: UnpaidCap,
    /// What may be held back from one network (IPv4 /24, IPv6 /48) without paying.
    pub unpaid_per_network: UnpaidCap,
    /// Pause between two sends or two questions on one trade, in ms.
    pub gateway_pause_ms: i64,
    /// A refund is not asked about sooner than this after it was sent, in ms.
    pub refund_query_after_ms: i64,
}

/// A name that would be cut or changed on its way to the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadShopName {
    /// The application's charset has no bytes for this character.
    #[error("holds {0:?}, which {1} cannot write")]
    Unwritable(char, Charset),
    /// Nothing would be left of the order's number behind it.
    #[error("is longer than {MAX_SHOP_NAME} characters")]
    TooLong,
    /// Alipay takes no control characters.
    #[error("holds the control character {0:?}")]
    Control(char),
}

impl Policy {
    /// What the buyer reads at the cashier for the order of this number.
    #[must_use]
    pub fn subject(&self, number: &str) -> String {
        format!("{} {number}", self.shop_name)
    }
}

/// Whether a shop may be called so: the name travels to the gateway with each payment.
///
/// # Errors
/// What would be lost of it on the way.
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
            refund_query_after_ms: 10_000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BadShopName, MAX_SHOP_NAME, Policy, check_shop_name};
    use alipay::form::Charset;

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
