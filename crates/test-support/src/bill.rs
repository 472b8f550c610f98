//! Bills as Alipay writes them, whole or falsified.
#![expect(clippy::expect_used, reason = "for tests only")]

use crate::{FakeGateway, gateway::SELLER_ID, zip::Zip};
use alipay::{form::Charset, time::format_shanghai};
use domain::{money::Fen, recon::BillDay, time::Millis};
use std::fmt::Write;

const COLUMNS: &str = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,订单金额（元）,商家实收（元）,\
                       商家优惠（元）,退款批次号/请求号,服务费（元）,备注";

/// A row of a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Alipay's number of the trade.
    pub trade_no: String,
    /// Our number of the payment.
    pub out_trade_no: String,
    /// Number of the refund; `None` for a payment.
    pub out_request_no: Option<String>,
    /// When the money moved.
    pub at: Millis,
    /// What was paid or refunded, in fen.
    pub fen: i64,
    /// What the merchant received or returned of it, in fen.
    pub receipt: i64,
    /// The fee, in fen.
    pub fee: i64,
}

/// A bill that a test writes.
#[derive(Debug, Clone)]
pub struct Bill {
    /// Its day.
    pub day: BillDay,
    /// Its rows, which a test may change.
    pub rows: Vec<Row>,
    /// The merchant that it is for.
    pub seller_id: String,
    /// Added to the totals at its end, so that they do not match.
    pub off_by: i64,
}

impl Bill {
    /// A bill without rows.
    #[must_use]
    pub fn of(day: BillDay) -> Self {
        Self {
            day,
            rows: Vec::new(),
            seller_id: SELLER_ID.to_owned(),
            off_by: 0,
        }
    }

    /// The bill of a day with all that moved at the gateway: payments with a fee of 0.6 %, refunds without.
    #[must_use]
    pub fn from_gateway(gateway: &FakeGateway, day: BillDay) -> Self {
        let mut bill = Self::of(day);
        for (out_trade_no, trade) in gateway.trades() {
            let Some(at) = trade.paid_at.filter(|at| day.holds(*at)) else {
                continue;
            };
            let row = |number: Option<&str>, fen: i64, fee: i64| Row {
                trade_no: trade.trade_no.clone(),
                out_trade_no: out_trade_no.clone(),
                out_request_no: number.map(str::to_owned),
                at,
                fen,
                receipt: fen,
                fee,
            };
            bill.rows.push(row(None, trade.total, fee(trade.total)));
            for (number, fen) in &trade.refunds {
                bill.rows.push(row(Some(number), *fen, 0));
            }
        }
        bill
    }

    /// The row of a payment.
    ///
    /// # Panics
    /// If there is none.
    pub fn payment(&mut self, out_trade_no: &str) -> &mut Row {
        let found = self
            .rows
            .iter_mut()
            .find(|row| row.out_trade_no == out_trade_no && row.out_request_no.is_none());
        found.expect("a payment")
    }

    /// Leaves out every row of a payment and its refunds.
    pub fn without(&mut self, out_trade_no: &str) {
        self.rows.retain(|row| row.out_trade_no != out_trade_no);
    }

    /// The zip.
    ///
    /// # Panics
    /// If it is larger than a ZIP of one part holds.
    #[must_use]
    pub fn zip(&self) -> Vec<u8> {
        let text = self.text();
        let csv = Charset::Gbk.write(&text).into_owned();
        Zip::default().packed("20880000_detail.csv", &csv).bytes()
    }

    fn text(&self) -> String {
        let head = |at: Millis| at.shanghai("%Y年%m月%d日 %H:%M:%S");
        let mut text = format!(
            "#支付宝业务明细查询\r\n#账号：[{}0156]\r\n#起始日期：[{}]   终止日期：[{}]\r\n\
             #-----业务明细列表-----\r\n{COLUMNS}\r\n",
            self.seller_id,
            head(self.day.from()),
            head(self.day.to()),
        );
        for row in &self.rows {
            let (kind, sign) = match row.out_request_no {
                None => ("交易", ""),
                Some(_) => ("退款", "-"),
            };
            let number = row.out_request_no.as_deref().unwrap_or_default();
            write!(
                text,
                "{}\t,{}\t,{kind},商品\t,,{},{sign}{},{sign}{},0.00,{number}\t,{},\r\n",
                row.trade_no,
                row.out_trade_no,
                format_shanghai(row.at.get()),
                yuan(row.fen),
                yuan(row.receipt),
                yuan(row.fee),
            )
            .expect("a string");
        }
        text.push_str("#-----业务明细列表结束-----\r\n");
        for (name, is_refund, sign) in [("交易", false, ""), ("退款", true, "-")] {
            let rows = || {
                let rows = self.rows.iter();
                rows.filter(move |row| row.out_request_no.is_some() == is_refund)
            };
            let sum: i64 = rows().map(|row| row.receipt).sum();
            write!(
                text,
                "#{name}合计：{}笔，商家实收共{sign}{}元，商家优惠共0.00元\r\n",
                rows().count(),
                yuan(sum.saturating_add(self.off_by)),
            )
            .expect("a string");
        }
        text
    }
}

fn yuan(fen: i64) -> String {
    Fen::new(fen).yuan()
}

/// 0.6 %.
fn fee(fen: i64) -> i64 {
    fen.saturating_mul(6).checked_div(1_000).unwrap_or_default()
}
