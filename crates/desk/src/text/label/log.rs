//! Words for the fields of the activity log and for their values.

use super::{
    actor, alarm, carrier, export_kind, job, job_tab, pick, product_status, reason, refund,
    refusal, roles, verdict,
};
use domain::{
    locale::Locale,
    money::Fen,
    order::{ActorKind, CancelIntent},
    staff::{LoggedField, Roles},
};
use kit::{format::yuan, text::Text};
use serde::Deserialize;
use std::str::FromStr;

/// The name of a logged field; `None` for one that this version does not know.
#[must_use]
pub const fn logged_field(locale: Locale, field: Option<LoggedField>) -> &'static str {
    pick(
        locale,
        match field {
            Some(LoggedField::TitleZh) => ("中文名称", "Chinese title"),
            Some(LoggedField::TitleEn) => ("英文名称", "English title"),
            Some(LoggedField::BodyZh) => ("中文介绍", "Chinese description"),
            Some(LoggedField::BodyEn) => ("英文介绍", "English description"),
            Some(LoggedField::Status | LoggedField::State) => ("状态", "Status"),
            Some(LoggedField::Sku) => ("规格编码", "Variant code"),
            Some(LoggedField::Price) => ("价格", "Price"),
            Some(LoggedField::CompareAt) => ("划线价", "Compare-at price"),
            Some(LoggedField::Slug) => ("网址名", "URL handle"),
            Some(LoggedField::Options) => ("规格", "Options"),
            Some(LoggedField::Category) => ("分类", "Category"),
            Some(LoggedField::MoreCategories) => ("其他分类", "More categories"),
            Some(LoggedField::Pictures) => ("图片", "Pictures"),
            Some(LoggedField::Code) => ("规格编码", "Variant code"),
            Some(LoggedField::Weight) => ("重量（克）", "Weight (g)"),
            Some(LoggedField::Skus) => ("规格", "Variants"),
            Some(LoggedField::OnHand) => ("在库", "On hand"),
            Some(LoggedField::LowAt) => ("库存预警", "Low-stock level"),
            Some(LoggedField::Reason | LoggedField::ReasonCode) => ("原因", "Reason"),
            Some(LoggedField::Phone) => ("电话", "Phone"),
            Some(LoggedField::Note) => ("备注", "Note"),
            Some(LoggedField::CancelIntent) => ("取消", "Cancelled by"),
            Some(LoggedField::Order) => ("订单", "Order"),
            Some(LoggedField::Amount) => ("金额", "Amount"),
            Some(LoggedField::Reserved) => ("已退和退款中", "Refunded or pending"),
            Some(LoggedField::Refundable) => ("可退金额", "Refundable"),
            Some(LoggedField::Lines) => ("退款商品", "Refunded items"),
            Some(LoggedField::GatewayCode) => ("支付宝答复", "Alipay's response"),
            Some(LoggedField::Sends) => ("发送次数", "Sends"),
            Some(LoggedField::Value) => ("内容", "Value"),
            Some(LoggedField::ShopName) => ("店名", "Shop name"),
            Some(LoggedField::NameZh) => ("中文名称", "Chinese name"),
            Some(LoggedField::NameEn) => ("英文名称", "English name"),
            Some(LoggedField::Parent) => ("上级分类", "Parent category"),
            Some(LoggedField::Hidden) => ("隐藏", "Hidden"),
            Some(LoggedField::Position) => ("位置", "Position"),
            Some(LoggedField::Parcel) => ("包裹", "Parcel"),
            Some(LoggedField::Carrier) => ("物流公司", "Carrier"),
            Some(LoggedField::TrackingNo) => ("运单号", "Tracking number"),
            Some(LoggedField::Units) => ("件数", "Number of units"),
            Some(LoggedField::Asked) => ("申请金额", "Asked for"),
            Some(LoggedField::Address) => ("退货地址", "Return address"),
            Some(LoggedField::Restocked) => ("退回库存", "Returned to stock"),
            Some(LoggedField::WrittenOff) => ("报损", "Written off"),
            Some(LoggedField::Alarm) => ("警报", "Alarm"),
            Some(LoggedField::Count) => ("次数", "Times"),
            Some(LoggedField::Verdict) => ("处理结果", "Outcome"),
            Some(LoggedField::Job) => ("任务", "Job"),
            Some(LoggedField::JobState) => ("状态", "Status"),
            Some(LoggedField::Roles) => ("角色", "Roles"),
            Some(LoggedField::Sessions) => ("退出的登录", "Sessions ended"),
            Some(LoggedField::CodesLeft) => ("剩余恢复码", "Recovery codes left"),
            Some(LoggedField::Export) => ("导出", "Exported"),
            Some(LoggedField::OutTradeNo) => ("付款单号", "Payment number"),
            Some(LoggedField::RequestNo) => ("退款单号", "Refund number"),
            Some(LoggedField::FileName) => ("文件", "File"),
            None => ("其他内容", "Other"),
        },
    )
}

/// A logged value for readers: stored words and amounts in fen are translated, also those that only another version knows;
/// typed text stays unchanged.
#[must_use]
pub fn logged_value(locale: Locale, field: Option<LoggedField>, value: &str) -> String {
    let Some(field) = field else {
        return value.to_owned();
    };
    match field {
        LoggedField::Status => word(locale, value, |found| product_status(locale, found)),
        LoggedField::State => word(locale, value, |found| refund(locale, found)),
        LoggedField::ReasonCode => word(locale, value, |found| reason(locale, found)),
        LoggedField::CancelIntent => word(locale, value, |found| canceller(locale, found)),
        LoggedField::Carrier => word(locale, value, |found| carrier(locale, found)),
        LoggedField::Verdict => word(locale, value, |found| verdict(locale, found)),
        LoggedField::JobState => word(locale, value, |found| job_tab(locale, found)),
        LoggedField::Export => word(locale, value, |found| export_kind(locale, found)),
        LoggedField::Alarm => alarm(locale, value.parse().ok()).to_owned(),
        LoggedField::Job => job(locale, value.parse().ok()).to_owned(),
        LoggedField::Hidden => {
            let pair = if value == "1" {
                ("是", "yes")
            } else {
                ("否", "no")
            };
            pick(locale, pair).to_owned()
        }
        LoggedField::Phone => pick(locale, ("已查看", "viewed")).to_owned(),
        LoggedField::Roles => value.parse::<Roles>().map_or_else(
            |_unknown| other(locale),
            |known| roles(Text::of(locale), &known),
        ),
        LoggedField::GatewayCode => refusal(locale, value)
            .unwrap_or_else(|| pick(locale, ("支付宝拒绝了", "Alipay refused")))
            .to_owned(),
        LoggedField::Amount
        | LoggedField::Asked
        | LoggedField::Reserved
        | LoggedField::Refundable => value
            .parse()
            .map_or_else(|_odd| value.to_owned(), |fen| yuan(Fen::new(fen))),
        LoggedField::Price | LoggedField::CompareAt => {
            Fen::parse_yuan(value).map_or_else(|_odd| value.to_owned(), yuan)
        }
        LoggedField::Lines => lines(locale, value).unwrap_or_else(|| other(locale)),
        LoggedField::MoreCategories => Text::of(locale).enumerated(value.lines()),
        LoggedField::TitleZh
        | LoggedField::TitleEn
        | LoggedField::BodyZh
        | LoggedField::BodyEn
        | LoggedField::Sku
        | LoggedField::Slug
        | LoggedField::Options
        | LoggedField::Category
        | LoggedField::Pictures
        | LoggedField::Code
        | LoggedField::Weight
        | LoggedField::Skus
        | LoggedField::OnHand
        | LoggedField::LowAt
        | LoggedField::Reason
        | LoggedField::Note
        | LoggedField::Order
        | LoggedField::Sends
        | LoggedField::Count
        | LoggedField::Value
        | LoggedField::ShopName
        | LoggedField::NameZh
        | LoggedField::NameEn
        | LoggedField::Parent
        | LoggedField::Position
        | LoggedField::Parcel
        | LoggedField::TrackingNo
        | LoggedField::Units
        | LoggedField::Address
        | LoggedField::Restocked
        | LoggedField::WrittenOff
        | LoggedField::Sessions
        | LoggedField::CodesLeft
        | LoggedField::OutTradeNo
        | LoggedField::RequestNo
        | LoggedField::FileName => value.to_owned(),
    }
}

/// A stored word as it is told.
fn word<T: FromStr>(locale: Locale, value: &str, told: impl FnOnce(T) -> &'static str) -> String {
    value
        .parse()
        .map_or_else(|_unknown| other(locale), |found| told(found).to_owned())
}

/// A word that only another version knows.
fn other(locale: Locale) -> String {
    pick(locale, ("其他", "other")).to_owned()
}

const fn canceller(locale: Locale, intent: CancelIntent) -> &'static str {
    actor(
        locale,
        match intent {
            CancelIntent::Shopper => ActorKind::Shopper,
            CancelIntent::Staff => ActorKind::Staff,
            CancelIntent::Deadline => ActorKind::System,
        },
    )
}

/// Pictures before and after: how many, and what became of them. They are told apart by the first
/// characters of their files' names, which say nothing to readers.
#[must_use]
pub fn logged_pictures(locale: Locale, before: &str, after: &str) -> (String, String) {
    let rows = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let (old, new) = (rows(before), rows(after));
    let name = |row: &str| row.split(' ').next().unwrap_or_default().to_owned();
    let beyond = |some: &[String], others: &[String]| {
        let known: Vec<String> = others.iter().map(|row| name(row)).collect();
        let extra = some.iter().filter(|row| !known.contains(&name(row)));
        extra.count()
    };
    let (added, removed) = (beyond(&new, &old), beyond(&old, &new));
    let count = |rows: &[String]| match (locale, rows.len()) {
        (Locale::ZhCn, many) => format!("{many} 张"),
        (Locale::En, 1) => "1 picture".to_owned(),
        (Locale::En, many) => format!("{many} pictures"),
    };
    let what = match (locale, added, removed) {
        (Locale::ZhCn, 0, 0) => "顺序或说明有变".to_owned(),
        (Locale::En, 0, 0) => "order or descriptions changed".to_owned(),
        (Locale::ZhCn, added, 0) => format!("新增 {added}"),
        (Locale::En, added, 0) => format!("{added} added"),
        (Locale::ZhCn, 0, removed) => format!("移除 {removed}"),
        (Locale::En, 0, removed) => format!("{removed} removed"),
        (Locale::ZhCn, added, removed) => format!("新增 {added}，移除 {removed}"),
        (Locale::En, added, removed) => format!("{added} added, {removed} removed"),
    };
    let after = match locale {
        Locale::ZhCn => format!("{}（{what}）", count(&new)),
        Locale::En => format!("{} ({what})", count(&new)),
    };
    (count(&old), after)
}

/// A refunded line of the log.
#[derive(Deserialize)]
struct Line {
    line_no: i64,
    qty: i64,
    amount_fen: i64,
}

fn lines(locale: Locale, json: &str) -> Option<String> {
    let lines: Vec<Line> = serde_json::from_str(json).ok()?;
    let told: Vec<String> = lines
        .iter()
        .map(|line| {
            let (no, qty, amount) = (line.line_no, line.qty, yuan(Fen::new(line.amount_fen)));
            match locale {
                Locale::ZhCn => format!("第 {no} 行 {qty} 件 {amount}"),
                Locale::En => format!("line {no}, {qty} units, {amount}"),
            }
        })
        .collect();
    Some(told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stored_word_and_no_fen_is_shown() {
        let zh = |field, value| logged_value(Locale::ZhCn, Some(field), value);
        assert_eq!(zh(LoggedField::Status, "archived"), "已下架");
        assert_eq!(zh(LoggedField::State, "failed"), "退款受阻");
        assert_eq!(zh(LoggedField::ReasonCode, "not_wanted"), "不想要了");
        assert_eq!(zh(LoggedField::CancelIntent, "staff"), "商家");
        assert_eq!(zh(LoggedField::Amount, "8800"), "¥88.00");
        assert_eq!(zh(LoggedField::Note, "shown"), "shown");
        let lines = r#"[{"line_no":1,"qty":2,"amount_fen":11600,"restock_qty":2}]"#;
        assert_eq!(zh(LoggedField::Lines, lines), "第 1 行 2 件 ¥116.00");
        assert_eq!(
            zh(LoggedField::Alarm, "refund_failed"),
            "退款受阻，需要处理"
        );
        assert_eq!(zh(LoggedField::Verdict, "unknown_trade"), "未知交易");
        assert_eq!(zh(LoggedField::Job, "send_refund"), "发送退款");
        assert_eq!(zh(LoggedField::JobState, "failed"), "失败");
        assert_eq!(
            zh(LoggedField::GatewayCode, "ACQ.SELLER_BALANCE_NOT_ENOUGH"),
            "商户余额不足"
        );
        assert_eq!(zh(LoggedField::MoreCategories, "茶\n杯"), "茶、杯");
        for field in LoggedField::ALL {
            assert_ne!(logged_field(Locale::En, Some(*field)), field.as_str());
        }
    }

    /// A log is older or newer than the version that shows it.
    #[test]
    fn a_word_of_another_version_is_not_shown() {
        for field in [
            LoggedField::Status,
            LoggedField::State,
            LoggedField::ReasonCode,
            LoggedField::CancelIntent,
            LoggedField::Carrier,
            LoggedField::Verdict,
            LoggedField::Job,
            LoggedField::JobState,
            LoggedField::Alarm,
            LoggedField::Export,
            LoggedField::Roles,
            LoggedField::GatewayCode,
            LoggedField::Lines,
        ] {
            for locale in Locale::ALL {
                let told = logged_value(*locale, Some(field), "WORD_OF_TOMORROW");
                assert!(!told.contains('_') && !told.is_empty(), "{field}: {told}");
            }
        }
    }

    #[test]
    fn pictures_are_counted_and_not_named() {
        let told = |before: &str, after: &str| logged_pictures(Locale::ZhCn, before, after).1;
        assert_eq!(told("", "aaaa1111 杯"), "1 张（新增 1）");
        assert_eq!(
            told("aaaa1111\nbbbb2222", "bbbb2222\ncccc3333"),
            "2 张（新增 1，移除 1）"
        );
        assert_eq!(
            told("aaaa1111\nbbbb2222", "bbbb2222\naaaa1111"),
            "2 张（顺序或说明有变）"
        );
        let (before, after) = logged_pictures(Locale::En, "aaaa1111", "");
        assert_eq!(
            (before.as_str(), after.as_str()),
            ("1 picture", "0 pictures (1 removed)")
        );
    }
}
