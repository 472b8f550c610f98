//! The rules a merchant may choose.

use domain::money::Fen;

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
