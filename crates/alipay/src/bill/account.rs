//! 账务明细, the bill `signcustomer`: every movement of the merchant's account, fees and withdrawals included.

use super::cells::Cells;
use super::error::BillError;
use super::header::{Header, Place};
use super::rows::Kind;
use super::totals::Tally;
use crate::amount::Amount;
use std::sync::Arc;

const INCOME: &str = "收入";
const EXPENSE: &str = "支出";

/// A movement of the account. An empty cell and a missing column are both `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// 账务流水号: the number of the movement.
    pub account_log_no: String,
    /// 业务流水号: the number of its cause; for a payment Alipay's number of the trade.
    pub business_no: Option<String>,
    /// 商户订单号: our number of the payment.
    pub out_trade_no: Option<String>,
    /// 商品名称.
    pub subject: Option<String>,
    /// 发生时间, epoch milliseconds.
    pub occurred_at_ms: i64,
    /// 对方账号, masked by Alipay.
    pub counterparty: Option<String>,
    /// 收入金额: amount received, without sign.
    pub income: Option<Amount>,
    /// 支出金额: amount spent, without sign.
    pub expense: Option<Amount>,
    /// 账户余额 after the movement, in fen; may be negative.
    pub balance_fen: Option<i64>,
    /// 交易渠道.
    pub channel: Option<String>,
    /// 业务类型, e.g. `在线支付`, `交易退款`, `收费`; an open set.
    pub business_type: Option<String>,
    /// 备注.
    pub remark: Option<String>,
    /// 业务描述, in newer bills.
    pub description: Option<String>,
    /// 业务订单号, in newer bills.
    pub business_order_no: Option<String>,
    /// 业务基础订单号, in newer bills.
    pub base_order_no: Option<String>,
    /// 业务账单来源, in newer bills.
    pub source: Option<String>,
    /// Columns unknown to this crate, by their name in the file, unless empty.
    pub extra: Vec<(Arc<str>, String)>,
}

impl AccountRow {
    /// Change of the account in fen.
    #[must_use]
    pub fn moved_fen(&self) -> i64 {
        self.income.map_or(0, Amount::fen) - self.expense.map_or(0, Amount::fen)
    }
}

/// Positions of the columns.
struct Columns {
    account_log_no: Place,
    business_no: Place,
    out_trade_no: Place,
    subject: Place,
    occurred: Place,
    counterparty: Place,
    income: Place,
    expense: Place,
    balance: Place,
    channel: Place,
    business_type: Place,
    remark: Place,
    description: Place,
    business_order_no: Place,
    base_order_no: Place,
    source: Place,
    rest: Vec<usize>,
}

/// True if a header is of this kind.
pub(super) fn is_named_by(header: &Header) -> bool {
    header.has(&["账务流水号"])
}

/// Finds the columns of this kind.
pub(super) fn kind(header: &mut Header) -> Result<Kind<AccountRow>, BillError> {
    let columns = Columns::pick(header)?;
    Ok(Kind {
        read: Box::new(move |cells| AccountRow::read(&columns, cells)),
        count: AccountRow::count,
        totals: &[EXPENSE, INCOME],
    })
}

impl Columns {
    fn pick(header: &mut Header) -> Result<Self, BillError> {
        Ok(Self {
            account_log_no: header.need("账务流水号")?,
            business_no: header.find("业务流水号"),
            out_trade_no: header.find("商户订单号"),
            subject: header.find("商品名称"),
            occurred: header.need("发生时间")?,
            counterparty: header.find("对方账号"),
            income: header.need("收入金额")?,
            expense: header.need("支出金额")?,
            balance: header.find("账户余额"),
            channel: header.find("交易渠道"),
            business_type: header.find("业务类型"),
            remark: header.find("备注"),
            description: header.find("业务描述"),
            business_order_no: header.find("业务订单号"),
            base_order_no: header.find("业务基础订单号"),
            source: header.find("业务账单来源"),
            rest: header.rest(),
        })
    }
}

impl AccountRow {
    fn read(columns: &Columns, cells: Cells<'_>) -> Result<Self, BillError> {
        Ok(Self {
            line: cells.line,
            account_log_no: cells.need_text(columns.account_log_no)?,
            business_no: cells.text(columns.business_no)?,
            out_trade_no: cells.text(columns.out_trade_no)?,
            subject: cells.text(columns.subject)?,
            occurred_at_ms: cells.need_time_ms(columns.occurred)?,
            counterparty: cells.text(columns.counterparty)?,
            income: cells.amount(columns.income)?,
            expense: cells.amount(columns.expense)?,
            balance_fen: cells.fen(columns.balance)?,
            channel: cells.text(columns.channel)?,
            business_type: cells.text(columns.business_type)?,
            remark: cells.text(columns.remark)?,
            description: cells.text(columns.description)?,
            business_order_no: cells.text(columns.business_order_no)?,
            base_order_no: cells.text(columns.base_order_no)?,
            source: cells.text(columns.source)?,
            extra: cells.extra(&columns.rest)?,
        })
    }

    fn count(&self, tally: &mut Tally) {
        for (label, amount) in [(INCOME, self.income), (EXPENSE, self.expense)] {
            match amount.map(Amount::fen) {
                None | Some(0) => {}
                // The totals of this bill have one sum without a name.
                Some(fen) => tally.add(label, &[("", fen)]),
            }
        }
    }
}
