//! `signcustomer`: 账务明细, every movement of the merchant's account with its balance.

use alipay::time::format_shanghai;

use super::{
    File, Head, Movement,
    sheet::{guarded, line, rule},
    trade::large,
};
use crate::books::money::yuan;

const COLUMNS: &str = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,\
                       账户余额（元）,交易渠道,业务类型,备注";
const SUMMARY_COLUMNS: &str = "类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）";

/// Summary first, detail second, because readers must not rely on the order of the files.
pub(crate) fn files(all: &[Movement<'_>], head: Head<'_>) -> Vec<File> {
    let name = |what: &str| format!("{}_{}_{what}.csv", head.account(), head.period.label);
    let mut balance = 0_i64;
    let mut income = (0_u64, 0_i64);
    let mut expense = (0_u64, 0_i64);
    let mut rows = Vec::new();
    for (index, movement) in all.iter().enumerate() {
        let fen = movement.fen();
        let (side, moved) = match movement.refund {
            None => (&mut income, fen),
            Some(_) => (&mut expense, fen.saturating_neg()),
        };
        balance = balance.saturating_add(moved);
        if head.period.holds(movement.at) {
            side.0 = side.0.saturating_add(1);
            side.1 = side.1.saturating_add(fen);
            rows.push(row(movement, index, balance));
        }
    }

    let mut detail = head.lines("支付宝账务明细查询");
    detail.push(rule("账务明细列表"));
    detail.push(COLUMNS.to_owned());
    detail.extend(rows);
    detail.push(rule("账务明细列表结束"));
    detail.push(format!(
        "#支出合计：{}笔，共-{}元",
        expense.0,
        large(expense.1)
    ));
    detail.push(format!(
        "#收入合计：{}笔，共{}元",
        income.0,
        large(income.1)
    ));
    detail.push(head.written_at());

    let mut summary = head.lines("支付宝账务汇总查询");
    summary.push(rule("账务汇总列表"));
    summary.push(SUMMARY_COLUMNS.to_owned());
    for kind in ["在线支付", "合计"] {
        let total = income.1.saturating_sub(expense.1);
        let sign = if total < 0 { "-" } else { "" };
        summary.push(line(&[
            kind.to_owned(),
            income.0.to_string(),
            large(income.1),
            expense.0.to_string(),
            large(expense.1),
            format!("{sign}{}", large(total.saturating_abs())),
        ]));
    }
    summary.push(rule("账务汇总列表结束"));
    summary.push(head.written_at());

    vec![
        File {
            name: name("账务明细(汇总)"),
            lines: summary,
        },
        File {
            name: name("账务明细"),
            lines: detail,
        },
    ]
}

fn row(movement: &Movement<'_>, index: usize, balance: i64) -> String {
    let order = &movement.trade.order;
    let amount = yuan(movement.fen());
    let (income, expense, kind) = match movement.refund {
        None => (amount, String::new(), "在线支付"),
        Some(_) => (String::new(), format!("-{amount}"), "交易退款"),
    };
    let sign = if balance < 0 { "-" } else { "" };
    line(&[
        // Grows with time and is equal in every bill with this movement.
        guarded(&format!("{:015}", index.saturating_add(1))),
        guarded(&movement.trade.trade_no),
        guarded(&order.out_trade_no),
        guarded(&order.subject),
        format_shanghai(movement.at),
        guarded(&movement.trade.buyer.logon_id),
        income,
        expense,
        format!("{sign}{}", large(balance.saturating_abs())),
        "支付宝".to_owned(),
        kind.to_owned(),
        movement
            .refund
            .map_or("", |refund| &refund.out_request_no)
            .to_owned(),
    ])
}
