//! `trade`: 业务明细, one row a payment or refund, and its summary.

use alipay::time::format_shanghai;

use super::{
    File, Head,
    falsify::Written,
    sheet::{guarded, line, rule, signed},
};
use crate::books::money::yuan;

const COLUMNS: &str = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,\
                       对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,\
                       商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,\
                       退款批次号/请求号,服务费（元）,分润（元）,备注";
const SUMMARY_COLUMNS: &str = "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,\
                               支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）";

/// Totals of one direction.
#[derive(Clone, Copy, Default)]
struct Sum {
    count: u64,
    fen: i64,
}

impl Sum {
    fn of<'a>(rows: impl Iterator<Item = &'a Written>) -> Self {
        rows.fold(Self::default(), |sum, row| Self {
            count: sum.count.saturating_add(1),
            fen: sum.fen.saturating_add(row.fen),
        })
    }
}

/// Detail first, summary second.
pub(crate) fn files(rows: &[Written], head: Head<'_>) -> Vec<File> {
    let paid = Sum::of(rows.iter().filter(|row| row.number.is_none()));
    let back = Sum::of(rows.iter().filter(|row| row.number.is_some()));
    let name = |what: &str| format!("{}_{}_{what}.csv", head.account(), head.period.label);

    let mut detail = head.lines("支付宝业务明细查询");
    detail.push(rule("业务明细列表"));
    detail.push(COLUMNS.to_owned());
    detail.extend(rows.iter().map(row));
    detail.push(rule("业务明细列表结束"));
    detail.push(total("交易", paid, ""));
    detail.push(total("退款", back, "-"));
    detail.push(head.written_at());

    let mut summary = head.lines("支付宝业务汇总查询");
    summary.push(rule("业务汇总列表"));
    summary.push(SUMMARY_COLUMNS.to_owned());
    let net = paid.fen.saturating_sub(back.fen);
    summary.push(sums("", paid, back, net));
    summary.push(sums("合计", paid, back, net));
    summary.push(rule("业务汇总列表结束"));
    summary.push(head.written_at());

    vec![
        File {
            name: name("业务明细"),
            lines: detail,
        },
        File {
            name: name("业务明细(汇总)"),
            lines: summary,
        },
    ]
}

fn row(row: &Written) -> String {
    let is_refund = row.number.is_some();
    let amount = signed(row.fen, is_refund);
    let zero = || "0.00".to_owned();
    let number = row.number.as_deref().unwrap_or_default();
    line(&[
        guarded(&row.trade_no),
        guarded(&row.out_trade_no),
        if is_refund { "退款" } else { "交易" }.to_owned(),
        guarded(&row.subject),
        format_shanghai(row.created_at),
        format_shanghai(row.at),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        guarded(&row.buyer),
        amount.clone(),
        amount,
        zero(),
        zero(),
        zero(),
        zero(),
        zero(),
        String::new(),
        zero(),
        zero(),
        guarded(number),
        yuan(row.fee),
        zero(),
        row.remark.clone(),
    ])
}

fn total(what: &str, sum: Sum, sign: &str) -> String {
    let sign = if sum.fen == 0 { "" } else { sign };
    format!(
        "#{what}合计：{}笔，商家实收共{sign}{}元，商家优惠共0.00元",
        sum.count,
        large(sum.fen)
    )
}

fn sums(shop: &str, paid: Sum, back: Sum, net: i64) -> String {
    let net = if net < 0 {
        format!("-{}", large(net.saturating_abs()))
    } else {
        large(net)
    };
    let zero = || "0.00".to_owned();
    line(&[
        shop.to_owned(),
        String::new(),
        paid.count.to_string(),
        back.count.to_string(),
        net.clone(),
        net.clone(),
        zero(),
        zero(),
        zero(),
        zero(),
        zero(),
        net,
    ])
}

/// Sums may exceed the largest amount of one trade.
pub(super) fn large(fen: i64) -> String {
    let text = yuan(fen);
    if text.is_empty() {
        let whole = fen.checked_div(100).unwrap_or_default();
        let rest = fen.checked_rem(100).unwrap_or_default();
        format!("{whole}.{rest:02}")
    } else {
        text
    }
}
