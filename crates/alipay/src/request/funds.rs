//! Sources of payments and targets of refunds, as responses list them.

use crate::amount::Amount;
use crate::json::Payload;
use serde_json::Value;
use std::collections::BTreeMap;

/// One source of a payment, or one target of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundBill {
    /// `fund_channel`, e.g. `ALIPAYACCOUNT`.
    pub fund_channel: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
    /// Actual amount, if a promotion changes it.
    pub real_amount: Option<Amount>,
    /// The bank, for bank cards.
    pub bank_code: Option<String>,
    /// The kind of card, e.g. `DEBIT_CARD`.
    pub fund_type: Option<String>,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl FundBill {
    pub(crate) fn list(payload: &mut Payload, name: &str) -> Vec<Self> {
        payload.items(name).into_iter().map(Self::read).collect()
    }

    fn read(mut item: Payload) -> Self {
        Self {
            fund_channel: item.told("fund_channel"),
            amount: item.told_amount("amount"),
            real_amount: item.told_amount("real_amount"),
            bank_code: item.told("bank_code"),
            fund_type: item.told("fund_type"),
            extra: item.rest(),
        }
    }
}

/// `deposit_back_info`: state of a refund to a bank card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepositBack {
    /// `has_deposit_back`: whether any part goes to a bank card.
    pub has_deposit_back: Option<String>,
    /// `dback_status`: `S` arrived, `F` failed, `P` pending.
    pub dback_status: Option<String>,
    /// `dback_amount`: amount.
    pub dback_amount: Option<Amount>,
    /// `bank_ack_time`: when the bank accepted it, epoch milliseconds.
    pub bank_ack_time_ms: Option<i64>,
    /// `est_bank_receipt_time`: when it is expected, epoch milliseconds.
    pub est_bank_receipt_time_ms: Option<i64>,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl DepositBack {
    pub(crate) fn take(payload: &mut Payload) -> Option<Self> {
        let mut item = payload.item("deposit_back_info")?;
        Some(Self {
            has_deposit_back: item.told("has_deposit_back"),
            dback_status: item.told("dback_status"),
            dback_amount: item.told_amount("dback_amount"),
            bank_ack_time_ms: item.told_time_ms("bank_ack_time"),
            est_bank_receipt_time_ms: item.told_time_ms("est_bank_receipt_time"),
            extra: item.rest(),
        })
    }
}
