//! 业务明细(汇总): the totals of the bill `trade`, by store and overall.

use super::cells::Cells;
use super::error::BillError;
use super::header::{Header, Place};
use super::rows::Kind;
use super::totals::Tally;
use std::sync::Arc;

/// Totals of one store or of the whole merchant. Sums are in fen with the sign in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// True for the row 合计, the sum of all others.
    pub is_total: bool,
    /// 门店编号.
    pub store_id: Option<String>,
    /// 门店名称.
    pub store_name: Option<String>,
    /// 交易订单总笔数.
    pub payments: u64,
    /// 退款订单总笔数.
    pub refunds: u64,
    /// 订单金额, less refunds.
    pub order_fen: i64,
    /// 商家实收, less refunds.
    pub receipt_fen: i64,
    /// 支付宝优惠.
    pub alipay_discount_fen: Option<i64>,
    /// 商家优惠.
    pub merchant_discount_fen: Option<i64>,
    /// 卡消费金额.
    pub card_fen: Option<i64>,
    /// 服务费; bills disagree on its sign.
    pub service_fee_fen: Option<i64>,
    /// 分润.
    pub royalty_fen: Option<i64>,
    /// 实收净额: net amount.
    pub net_fen: Option<i64>,
    /// Columns unknown to this crate, by their name in the file, unless empty.
    pub extra: Vec<(Arc<str>, String)>,
}

/// Positions of the columns.
struct Columns {
    store_id: Place,
    store_name: Place,
    payments: Place,
    refunds: Place,
    order: Place,
    receipt: Place,
    alipay_discount: Place,
    merchant_discount: Place,
    card: Place,
    service_fee: Place,
    royalty: Place,
    net: Place,
    rest: Vec<usize>,
}

/// True if a header is of this kind.
pub(super) fn is_named_by(header: &Header) -> bool {
    header.has(&["门店编号", "交易订单总笔数"])
}

/// Finds the columns of this kind.
pub(super) fn kind(header: &mut Header) -> Result<Kind<SummaryRow>, BillError> {
    let columns = Columns::pick(header)?;
    Ok(Kind {
        read: Box::new(move |cells| SummaryRow::read(&columns, cells)),
        count: SummaryRow::count,
        totals: &[],
    })
}

impl Columns {
    fn pick(header: &mut Header) -> Result<Self, BillError> {
        Ok(Self {
            store_id: header.need("门店编号")?,
            store_name: header.find("门店名称"),
            payments: header.need("交易订单总笔数")?,
            refunds: header.need("退款订单总笔数")?,
            order: header.need("订单金额")?,
            receipt: header.need("商家实收")?,
            alipay_discount: header.find("支付宝优惠"),
            merchant_discount: header.find("商家优惠"),
            card: header.find("卡消费金额"),
            service_fee: header.find("服务费"),
            royalty: header.find("分润"),
            net: header.find("实收净额"),
            rest: header.rest(),
        })
    }
}

impl SummaryRow {
    fn read(columns: &Columns, cells: Cells<'_>) -> Result<Self, BillError> {
        let store_id = cells.text(columns.store_id)?;
        let is_total = store_id.as_deref() == Some("合计");
        Ok(Self {
            line: cells.line,
            is_total,
            store_id: store_id.filter(|_| !is_total),
            store_name: cells.text(columns.store_name)?,
            payments: cells.need_count(columns.payments)?,
            refunds: cells.need_count(columns.refunds)?,
            order_fen: cells.need_fen(columns.order)?,
            receipt_fen: cells.need_fen(columns.receipt)?,
            alipay_discount_fen: cells.fen(columns.alipay_discount)?,
            merchant_discount_fen: cells.fen(columns.merchant_discount)?,
            card_fen: cells.fen(columns.card)?,
            service_fee_fen: cells.fen(columns.service_fee)?,
            royalty_fen: cells.fen(columns.royalty)?,
            net_fen: cells.fen(columns.net)?,
            extra: cells.extra(&columns.rest)?,
        })
    }

    fn count(&self, _: &mut Tally) {}
}
