//! What can happen: the journal is a list of these, and the books are their sum.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    delivery::{Delivery, Try},
    trade::{Buyer, Order, Refund},
};

/// One API call as the gateway saw it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) at: i64,
    pub(crate) method: String,
    pub(crate) out_trade_no: Option<String>,
    pub(crate) out_request_no: Option<String>,
    pub(crate) biz_content: Value,
    pub(crate) code: String,
    pub(crate) sub_code: Option<String>,
    /// The fault that struck, by name.
    pub(crate) fault: Option<String>,
}

/// Knobs that outlive a restart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// The merchant's balance that refunds are paid from; `None`: never runs out.
    pub(crate) balance_fen: Option<i64>,
    /// Also notify about closed, finished and fully refunded trades.
    pub(crate) notify_all: bool,
}

/// One change of the books. Names are part of the journal's format.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event {
    /// First line: digits that keep numbers of different data folders apart.
    Founded {
        salt: String,
    },
    Presented {
        order: Box<Order>,
    },
    Born {
        order_id: String,
        trade_no: String,
        buyer: Buyer,
        at: i64,
    },
    Paid {
        out_trade_no: String,
        total_fen: i64,
        buyer: Option<Buyer>,
        at: i64,
    },
    Refunded {
        out_trade_no: String,
        refund: Refund,
    },
    Closed {
        out_trade_no: String,
        at: i64,
        why: String,
    },
    Finished {
        out_trade_no: String,
    },
    Called {
        call: Call,
    },
    Queued {
        delivery: Box<Delivery>,
    },
    Tried {
        delivery_id: u64,
        outcome: Try,
        due_at: Option<i64>,
    },
    Set {
        settings: Settings,
    },
    ClockMoved {
        base_ms: i64,
        advance_ms: i64,
    },
}
