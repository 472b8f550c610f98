//! A bill that differs from the books of the gateway, for tests of those who compare it with theirs.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Movement, Period};

/// How the bill of one day differs. Empty: it does not.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Falsehoods {
    /// The day, `yyyy-MM-dd`; other bills are as they are.
    pub(crate) date: String,
    /// Rows that are left out.
    pub(crate) missing: Vec<Named>,
    /// Rows that nothing in the books stands behind.
    pub(crate) extra: Vec<Figure>,
    /// Rows with another amount.
    pub(crate) different: Vec<Figure>,
    /// Fee of each payment, in thousandths of its amount.
    pub(crate) fee_per_mille: i64,
}

/// A row by its numbers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    pub(crate) out_trade_no: String,
    /// Of a refund.
    #[serde(default)]
    pub(crate) out_request_no: Option<String>,
}

/// A row with an amount.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure {
    pub(crate) out_trade_no: String,
    /// Of a refund.
    #[serde(default)]
    pub(crate) out_request_no: Option<String>,
    /// In yuan.
    pub(crate) amount: String,
    #[serde(skip)]
    pub(crate) fen: i64,
}

/// A row as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) trade_no: String,
    pub(crate) out_trade_no: String,
    pub(crate) subject: String,
    pub(crate) created_at: i64,
    pub(crate) at: i64,
    pub(crate) buyer: String,
    pub(crate) fen: i64,
    pub(crate) fee: i64,
    /// Number of the refund; `None` for a payment.
    pub(crate) number: Option<String>,
    pub(crate) remark: String,
}

impl Written {
    fn of(movement: &Movement<'_>) -> Self {
        let trade = movement.trade;
        let refund = movement.refund;
        Self {
            trade_no: trade.trade_no.clone(),
            out_trade_no: trade.order.out_trade_no.clone(),
            subject: trade.order.subject.clone(),
            created_at: trade.created_at,
            at: movement.at,
            buyer: trade.buyer.logon_id.clone(),
            fen: movement.fen(),
            fee: 0,
            number: refund.map(|refund| refund.out_request_no.clone()),
            remark: refund
                .and_then(|refund| refund.reason.clone())
                .unwrap_or_default(),
        }
    }

    fn is(&self, out_trade_no: &str, number: Option<&str>) -> bool {
        self.out_trade_no == out_trade_no && self.number.as_deref() == number
    }
}

/// The falsehoods in force. A restart removes them.
#[derive(Debug, Default)]
pub(crate) struct Falsifier(Mutex<Falsehoods>);

impl Falsifier {
    /// The present ones.
    pub(crate) fn present(&self) -> Falsehoods {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Replaces all of them.
    pub(crate) fn replace(&self, falsehoods: Falsehoods) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = falsehoods;
    }

    /// The rows of a trade bill, by time.
    pub(crate) fn rows(&self, all: &[Movement<'_>], period: &Period) -> Vec<Written> {
        let mut rows: Vec<Written> = all
            .iter()
            .filter(|movement| period.holds(movement.at))
            .map(Written::of)
            .collect();
        let lies = self.present();
        let is_meant = Period::parse(&lies.date).is_some_and(|day| day == *period);
        if is_meant {
            falsify(&mut rows, &lies, period);
        }
        rows
    }
}

fn falsify(rows: &mut Vec<Written>, lies: &Falsehoods, period: &Period) {
    for named in &lies.missing {
        rows.retain(|row| !row.is(&named.out_trade_no, named.out_request_no.as_deref()));
    }
    for other in &lies.different {
        for row in rows.iter_mut() {
            if row.is(&other.out_trade_no, other.out_request_no.as_deref()) {
                row.fen = other.fen;
            }
        }
    }
    for (place, extra) in lies.extra.iter().enumerate() {
        // A second row of a movement is that row again.
        let like = rows
            .iter()
            .find(|row| row.is(&extra.out_trade_no, extra.out_request_no.as_deref()))
            .cloned();
        let new = like.unwrap_or_else(|| Written {
            trade_no: format!("{}229999{place:08}", period.label),
            out_trade_no: extra.out_trade_no.clone(),
            subject: String::new(),
            created_at: period.from,
            at: period.from,
            buyer: String::new(),
            fen: 0,
            fee: 0,
            number: extra.out_request_no.clone(),
            remark: String::new(),
        });
        rows.push(Written {
            fen: extra.fen,
            ..new
        });
    }
    for row in rows.iter_mut().filter(|row| row.number.is_none()) {
        let fee = row.fen.saturating_mul(lies.fee_per_mille);
        row.fee = fee.checked_div(1_000).unwrap_or_default();
    }
    rows.sort_by_key(|row| row.at);
}
