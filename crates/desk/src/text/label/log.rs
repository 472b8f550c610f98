//! Words for the fields of the activity log and for their values.

use super::{actor, pick, product_status, reason, refund, roles};
use domain::{
    catalog::ProductStatus,
    locale::Locale,
    money::Fen,
    order::{ActorKind, CancelIntent},
    staff::{LoggedField, Roles},
};
use kit::{format::yuan, text::Text};
use serde::Deserialize;

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
            Some(LoggedField::Roles) => ("角色", "Roles"),
            Some(LoggedField::Sessions) => ("退出的登录", "Sessions ended"),
            Some(LoggedField::CodesLeft) => ("剩余恢复码", "Recovery codes left"),
            None => ("其他内容", "Other"),
        },
    )
}

/// A logged value for readers: stored words and amounts in fen are translated, typed text stays
/// unchanged.
#[must_use]
pub fn logged_value(locale: Locale, field: Option<LoggedField>, value: &str) -> String {
    let told = match field {
        Some(LoggedField::Status) => value
            .parse::<ProductStatus>()
            .ok()
            .map(|status| product_status(locale, status).to_owned()),
        Some(LoggedField::State) => value
            .parse()
            .ok()
            .map(|state| refund(locale, state).to_owned()),
        Some(LoggedField::ReasonCode) => {
            value.parse().ok().map(|why| reason(locale, why).to_owned())
        }
        Some(LoggedField::CancelIntent) => value
            .parse()
            .ok()
            .map(|intent| canceller(locale, intent).to_owned()),
        Some(LoggedField::Hidden) => {
            let pair = if value == "1" {
                ("是", "yes")
            } else {
                ("否", "no")
            };
            Some(pick(locale, pair).to_owned())
        }
        Some(LoggedField::Phone) => Some(pick(locale, ("已查看", "viewed")).to_owned()),
        Some(LoggedField::Amount | LoggedField::Reserved | LoggedField::Refundable) => {
            value.parse().ok().map(|fen| yuan(Fen::new(fen)))
        }
        Some(LoggedField::Price | LoggedField::CompareAt) => Fen::parse_yuan(value).ok().map(yuan),
        Some(LoggedField::Lines) => lines(locale, value),
        Some(LoggedField::Roles) => value
            .parse::<Roles>()
            .ok()
            .map(|known| roles(Text::of(locale), &known)),
        Some(
            LoggedField::TitleZh
            | LoggedField::TitleEn
            | LoggedField::BodyZh
            | LoggedField::BodyEn
            | LoggedField::Sku
            | LoggedField::Slug
            | LoggedField::Options
            | LoggedField::Category
            | LoggedField::MoreCategories
            | LoggedField::Pictures
            | LoggedField::Code
            | LoggedField::Weight
            | LoggedField::Skus
            | LoggedField::OnHand
            | LoggedField::LowAt
            | LoggedField::Reason
            | LoggedField::Note
            | LoggedField::Order
            | LoggedField::GatewayCode
            | LoggedField::Sends
            | LoggedField::Value
            | LoggedField::ShopName
            | LoggedField::NameZh
            | LoggedField::NameEn
            | LoggedField::Parent
            | LoggedField::Position
            | LoggedField::Sessions
            | LoggedField::CodesLeft,
        )
        | None => None,
    };
    told.unwrap_or_else(|| value.to_owned())
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
        for field in LoggedField::ALL {
            assert_ne!(logged_field(Locale::En, Some(*field)), field.as_str());
        }
    }
}
