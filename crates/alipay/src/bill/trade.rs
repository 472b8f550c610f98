//! 业务明细, the bill `trade`: one row for each payment and each refund.

use super::cells::Cells;
use super::error::{BillError, CellProblem};
use super::header::{Header, Place};
use super::rows::Kind;
use super::totals::Tally;
use crate::amount::Amount;
use std::sync::Arc;

const PAYMENT: &str = "交易";
const REFUND: &str = "退款";
const RECEIPT: &str = "商家实收";
const DISCOUNT: &str = "商家优惠";

/// Direction of the money. Only the column 业务类型 decides, because the sign of amounts differs
/// between bills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// 交易: the buyer paid.
    Payment,
    /// 退款: the buyer was refunded.
    Refund,
}

/// A payment or a refund. Amounts have no sign; an empty cell and a missing column are both `None`.
///
/// Compare it with your books by ([`out_trade_no`](Self::out_trade_no), payment) and
/// (`out_trade_no`, [`out_request_no`](Self::out_request_no)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeRow {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// 支付宝交易号: Alipay's number of the trade.
    pub trade_no: String,
    /// 商户订单号: our number of the payment.
    pub out_trade_no: String,
    /// 业务类型.
    pub direction: Direction,
    /// 商品名称.
    pub subject: Option<String>,
    /// 创建时间, epoch milliseconds.
    pub created_at_ms: Option<i64>,
    /// 完成时间, epoch milliseconds: determines the day's bill.
    pub completed_at_ms: i64,
    /// 门店编号.
    pub store_id: Option<String>,
    /// 门店名称.
    pub store_name: Option<String>,
    /// 操作员.
    pub operator_id: Option<String>,
    /// 终端号.
    pub terminal_id: Option<String>,
    /// 对方账户: the buyer, masked by Alipay.
    pub counterparty: Option<String>,
    /// 订单金额: amount paid or refunded.
    pub order_amount: Amount,
    /// 商家实收: amount received or returned by the merchant before fees.
    pub receipt_amount: Amount,
    /// 支付宝红包.
    pub alipay_red_packet: Option<Amount>,
    /// 集分宝.
    pub point_amount: Option<Amount>,
    /// 支付宝优惠.
    pub alipay_discount: Option<Amount>,
    /// 商家优惠.
    pub merchant_discount: Option<Amount>,
    /// 券核销金额.
    pub voucher_amount: Option<Amount>,
    /// 券名称.
    pub voucher_name: Option<String>,
    /// 商家红包消费金额.
    pub merchant_red_packet: Option<Amount>,
    /// 卡消费金额.
    pub card_amount: Option<Amount>,
    /// 退款批次号/请求号: our number of the refund.
    pub out_request_no: Option<String>,
    /// 服务费: charged on a payment, returned on a refund. Bills disagree on its sign, so it has none
    /// here.
    pub service_fee: Option<Amount>,
    /// 分润.
    pub royalty_amount: Option<Amount>,
    /// 备注.
    pub remark: Option<String>,
    /// Columns unknown to this crate, by their name in the file, unless empty.
    pub extra: Vec<(Arc<str>, String)>,
}

/// Positions of the columns.
struct Columns {
    trade_no: Place,
    out_trade_no: Place,
    direction: Place,
    subject: Place,
    created: Place,
    completed: Place,
    store_id: Place,
    store_name: Place,
    operator_id: Place,
    terminal_id: Place,
    counterparty: Place,
    order_amount: Place,
    receipt_amount: Place,
    alipay_red_packet: Place,
    point_amount: Place,
    alipay_discount: Place,
    merchant_discount: Place,
    voucher_amount: Place,
    voucher_name: Place,
    merchant_red_packet: Place,
    card_amount: Place,
    out_request_no: Place,
    service_fee: Place,
    royalty_amount: Place,
    remark: Place,
    rest: Vec<usize>,
}

/// True if a header is of this kind.
pub(super) fn is_named_by(header: &Header) -> bool {
    header.has(&["支付宝交易号", "业务类型"])
}

/// Finds the columns of this kind.
pub(super) fn kind(header: &mut Header) -> Result<Kind<TradeRow>, BillError> {
    let columns = Columns::pick(header)?;
    Ok(Kind {
        read: Box::new(move |cells| TradeRow::read(&columns, cells)),
        count: TradeRow::count,
        totals: &[PAYMENT, REFUND],
    })
}

impl Columns {
    fn pick(header: &mut Header) -> Result<Self, BillError> {
        Ok(Self {
            trade_no: header.need("支付宝交易号")?,
            out_trade_no: header.need("商户订单号")?,
            direction: header.need("业务类型")?,
            subject: header.find("商品名称"),
            created: header.find("创建时间"),
            completed: header.need("完成时间")?,
            store_id: header.find("门店编号"),
            store_name: header.find("门店名称"),
            operator_id: header.find("操作员"),
            terminal_id: header.find("终端号"),
            counterparty: header.find("对方账户"),
            order_amount: header.need("订单金额")?,
            receipt_amount: header.need(RECEIPT)?,
            alipay_red_packet: header.find("支付宝红包"),
            point_amount: header.find("集分宝"),
            alipay_discount: header.find("支付宝优惠"),
            merchant_discount: header.find(DISCOUNT),
            voucher_amount: header.find("券核销金额"),
            voucher_name: header.find("券名称"),
            merchant_red_packet: header.find("商家红包消费金额"),
            card_amount: header.find("卡消费金额"),
            // Without it, refunds of one trade could not be told apart.
            out_request_no: header.need("退款批次号/请求号")?,
            service_fee: header.find("服务费"),
            royalty_amount: header.find("分润"),
            remark: header.find("备注"),
            rest: header.rest(),
        })
    }
}

impl TradeRow {
    fn read(columns: &Columns, cells: Cells<'_>) -> Result<Self, BillError> {
        let told = cells.need_text(columns.direction)?;
        let direction = match told.as_str() {
            PAYMENT => Direction::Payment,
            REFUND => Direction::Refund,
            other => {
                let problem = CellProblem::UnknownDirection;
                return Err(cells.refuse(columns.direction, problem, other));
            }
        };
        Ok(Self {
            line: cells.line,
            trade_no: cells.need_text(columns.trade_no)?,
            out_trade_no: cells.need_text(columns.out_trade_no)?,
            direction,
            subject: cells.text(columns.subject)?,
            created_at_ms: cells.time_ms(columns.created)?,
            completed_at_ms: cells.need_time_ms(columns.completed)?,
            store_id: cells.text(columns.store_id)?,
            store_name: cells.text(columns.store_name)?,
            operator_id: cells.text(columns.operator_id)?,
            terminal_id: cells.text(columns.terminal_id)?,
            counterparty: cells.text(columns.counterparty)?,
            order_amount: cells.need_amount(columns.order_amount)?,
            receipt_amount: cells.need_amount(columns.receipt_amount)?,
            alipay_red_packet: cells.amount(columns.alipay_red_packet)?,
            point_amount: cells.amount(columns.point_amount)?,
            alipay_discount: cells.amount(columns.alipay_discount)?,
            merchant_discount: cells.amount(columns.merchant_discount)?,
            voucher_amount: cells.amount(columns.voucher_amount)?,
            voucher_name: cells.text(columns.voucher_name)?,
            merchant_red_packet: cells.amount(columns.merchant_red_packet)?,
            card_amount: cells.amount(columns.card_amount)?,
            out_request_no: cells.text(columns.out_request_no)?,
            service_fee: cells.amount(columns.service_fee)?,
            royalty_amount: cells.amount(columns.royalty_amount)?,
            remark: cells.text(columns.remark)?,
            extra: cells.extra(&columns.rest)?,
        })
    }

    fn count(&self, tally: &mut Tally) {
        let label = match self.direction {
            Direction::Payment => PAYMENT,
            Direction::Refund => REFUND,
        };
        let discount = self.merchant_discount.map_or(0, Amount::fen);
        let amounts = [(RECEIPT, self.receipt_amount.fen()), (DISCOUNT, discount)];
        tally.add(label, &amounts);
    }
}
