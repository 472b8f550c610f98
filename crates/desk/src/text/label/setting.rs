//! Words for settings and for the steps of opening a shop.

use super::pick;
use domain::{
    locale::Locale,
    money::Fen,
    setting::{Blank, Effect, Kind, LogoFile, Section, SettingName, Settings, Shelf},
    view::setting::OpeningStep,
};
use kit::format::yuan;

/// A section of the settings.
#[must_use]
pub const fn section(locale: Locale, section: Section) -> &'static str {
    pick(
        locale,
        match section {
            Section::Shop => ("店铺", "Shop"),
            Section::Home => ("首页", "Home"),
            Section::Orders => ("订单与付款", "Orders and payment"),
            Section::Refunds => ("退款与退货", "Refunds and returns"),
            Section::Mail => ("邮件", "Mail"),
            Section::Filings => ("备案", "Filings"),
        },
    )
}

/// The label of a setting's field.
#[must_use]
pub const fn setting(locale: Locale, name: SettingName) -> &'static str {
    pick(
        locale,
        match name {
            SettingName::ShopName => ("店名", "Shop name"),
            SettingName::ShopNameEn => ("英文店名", "Shop name in English"),
            SettingName::Slogan => ("标语", "Slogan"),
            SettingName::SloganEn => ("英文标语", "Slogan in English"),
            SettingName::Logo => ("标志", "Logo"),
            SettingName::Phone => ("电话", "Phone"),
            SettingName::Email => ("邮箱", "Email"),
            SettingName::Address => ("地址与营业时间", "Address and hours"),
            SettingName::Shelves => ("首页货架", "Home shelves"),
            SettingName::Postage => ("运费（元）", "Shipping (yuan)"),
            SettingName::PostageFreeFrom => ("满多少元包邮", "Free shipping from (yuan)"),
            SettingName::PayMinutes => ("付款时限（分钟）", "Time to pay (minutes)"),
            SettingName::ReceiptDays => (
                "发货后自动确认收货（天）",
                "Days until receipt is confirmed automatically",
            ),
            SettingName::UnpaidOrdersPerAccount => (
                "每个账号的未付款订单上限",
                "Unpaid orders of one account, at most",
            ),
            SettingName::UnpaidUnitsPerAccount => (
                "每个账号未付款订单的占用件数上限",
                "Units reserved by unpaid orders of one account, at most",
            ),
            SettingName::UnpaidOrdersPerNetwork => (
                "每个网络的未付款订单上限",
                "Unpaid orders from one network, at most",
            ),
            SettingName::UnpaidUnitsPerNetwork => (
                "每个网络未付款订单的占用件数上限",
                "Units reserved by unpaid orders from one network, at most",
            ),
            SettingName::TwoPersonsAbove => (
                "超过多少元需两人同意",
                "Two persons approve refunds above (yuan)",
            ),
            SettingName::RefundDays => (
                "收货后可申请退款的天数",
                "Days after receipt to request a refund",
            ),
            SettingName::ReturnDays => ("寄回商品的期限（天）", "Days to send goods back"),
            SettingName::ReturnAddress => ("退货地址", "Return address"),
            SettingName::MailSender => ("发件人名称", "Name of the sender"),
            SettingName::MailStaff => ("员工通知邮箱", "Email for notices to staff"),
            SettingName::MailStaffLocale => ("员工通知语言", "Language of notices to staff"),
            SettingName::MailStaffPaid => ("新订单通知", "Notice of new orders"),
            SettingName::MailStaffRequest => ("退款申请通知", "Notice of refund requests"),
            SettingName::MailStaffAlarm => ("警报通知", "Notice of alarms"),
            SettingName::Icp => ("ICP 备案号", "ICP filing number"),
            SettingName::Police => ("公安备案号", "Public security filing number"),
            SettingName::Licence => ("营业执照", "Business licence"),
            SettingName::LicenceLink => ("营业执照网址", "Address of the business licence"),
        },
    )
}

/// When a change takes effect.
#[must_use]
pub const fn effect(locale: Locale, effect: Effect) -> &'static str {
    pick(
        locale,
        match effect {
            Effect::Pages => ("立即显示在店里", "Shown in the shop at once"),
            Effect::PagesAndPayments => (
                "立即显示在店里和付款标题里",
                "Shown in the shop and in payment titles at once",
            ),
            Effect::LaterDecisions => (
                "之后的申请和决定生效",
                "Counts for later requests and decisions",
            ),
            Effect::LaterOrders => ("只影响之后的订单", "Later orders only"),
            Effect::LaterParcels => ("只影响之后发完的订单", "Orders shipped later only"),
            Effect::LaterMail => ("只影响之后的邮件", "Later mail only"),
        },
    )
}

/// What an empty field means; empty if it may not be empty.
#[must_use]
pub const fn blank(locale: Locale, name: SettingName) -> &'static str {
    pick(
        locale,
        match (name, name.declared().blank) {
            (SettingName::PostageFreeFrom, _) => ("留空则不包邮", "Empty: never free"),
            (SettingName::LicenceLink, _) => (
                "以 https:// 开头，可以留空",
                "Begins with https://; may be empty",
            ),
            (SettingName::Logo, _) => (
                "JPEG、PNG 或 WebP，不超过 15 MB；没有标志时显示店名的第一个字",
                "JPEG, PNG or WebP of 15 MB at most. Without a logo the first character of the name is shown",
            ),
            (SettingName::TwoPersonsAbove, _) => (
                "只在有两位员工可以退款时生效；留空则一人即可",
                "Only where two members of staff may refund. Empty: one person is enough",
            ),
            (SettingName::ReturnAddress, _) => (
                "收件人、电话、地址，买家会看到；留空则不能要求退货",
                "Name, phone and address, shown to the customer. Empty: goods cannot be asked back",
            ),
            (SettingName::MailSender, _) => ("留空则用店名", "Empty: the shop's name"),
            (SettingName::MailStaff, _) => ("留空则不通知员工", "Empty: no notices to staff"),
            (_, Blank::No) => ("", ""),
            (_, Blank::Nothing) => ("留空则不显示", "Empty: not shown"),
            (_, Blank::Chinese) => ("留空则显示中文", "Empty: the Chinese text is shown"),
            (_, Blank::Unlimited) => ("留空则不限", "Empty: no limit"),
        },
    )
}

/// A logged value of a setting for readers; `text` is as its row holds it.
#[must_use]
pub fn setting_value(locale: Locale, name: SettingName, text: &str) -> String {
    let declared = name.declared();
    if text.is_empty() {
        let pair = match (name, declared.blank) {
            (SettingName::PostageFreeFrom, _) => ("不包邮", "never"),
            (_, Blank::Unlimited) => ("不限", "no limit"),
            (_, Blank::No | Blank::Nothing | Blank::Chinese) => ("空", "empty"),
        };
        return pick(locale, pair).to_owned();
    }
    let mut read = Settings::default();
    if read.set(name, text).is_err() {
        return text.to_owned();
    }
    match declared.kind {
        Kind::Money => Fen::parse_yuan(text).map_or_else(|_odd| text.to_owned(), yuan),
        Kind::Picture => match (read.logo, locale) {
            (Some(logo), Locale::ZhCn) => {
                let LogoFile { width, height, .. } = logo.original;
                format!("图片，{width} × {height} 像素")
            }
            (Some(logo), Locale::En) => {
                let LogoFile { width, height, .. } = logo.original;
                format!("picture, {width} × {height} pixels")
            }
            (None, _) => pick(locale, ("空", "empty")).to_owned(),
        },
        Kind::Shelves => {
            let shelves: Vec<String> = read
                .shelves
                .iter()
                .map(|shelf| shelf_words(locale, shelf))
                .collect();
            shelves.join("\n")
        }
        Kind::Choice(_) => choice(locale, text),
        Kind::Line(_)
        | Kind::Lines(_)
        | Kind::Email
        | Kind::Phone
        | Kind::Link
        | Kind::Whole(..) => text.to_owned(),
    }
}

fn shelf_words(locale: Locale, shelf: &Shelf) -> String {
    match (shelf, locale) {
        (Shelf::Category { slug }, Locale::ZhCn) => format!("分类 {slug}"),
        (Shelf::Category { slug }, Locale::En) => format!("category {slug}"),
        (
            Shelf::Picked {
                title_zh, products, ..
            },
            Locale::ZhCn,
        ) => {
            format!("{title_zh}：{}", products.join("、"))
        }
        (
            Shelf::Picked {
                title_zh,
                title_en,
                products,
            },
            Locale::En,
        ) => {
            let title = if title_en.is_empty() {
                title_zh
            } else {
                title_en
            };
            format!("{title}: {}", products.join(", "))
        }
    }
}

/// The range of a whole number; empty for another kind.
#[must_use]
pub fn range(locale: Locale, name: SettingName) -> String {
    match (name.declared().kind, locale) {
        (Kind::Whole(least, most), Locale::ZhCn) => format!("{least} 到 {most} 的整数"),
        (Kind::Whole(least, most), Locale::En) => format!("A whole number from {least} to {most}"),
        (
            Kind::Line(_)
            | Kind::Lines(_)
            | Kind::Email
            | Kind::Phone
            | Kind::Link
            | Kind::Money
            | Kind::Choice(_)
            | Kind::Shelves
            | Kind::Picture,
            _,
        ) => String::new(),
    }
}

/// A word of a setting with a few choices: on or off, or a language by its own name.
#[must_use]
pub fn choice(locale: Locale, word: &str) -> String {
    match word {
        "on" => pick(locale, ("发送", "Send")).to_owned(),
        "off" => pick(locale, ("不发送", "Do not send")).to_owned(),
        other => match other.parse() {
            Ok(Locale::ZhCn) => "简体中文".to_owned(),
            Ok(Locale::En) => "English".to_owned(),
            Err(_unknown) => other.to_owned(),
        },
    }
}

/// The heading of a shelf's fields.
#[must_use]
pub fn shelf(locale: Locale, number: usize) -> String {
    match locale {
        Locale::ZhCn => format!("货架 {number}"),
        Locale::En => format!("Shelf {number}"),
    }
}

/// A step of opening a shop.
#[must_use]
pub const fn opening_step(locale: Locale, step: OpeningStep) -> &'static str {
    pick(
        locale,
        match step {
            OpeningStep::Name => ("店名", "Name"),
            OpeningStep::Category => ("分类", "Category"),
            OpeningStep::Product => ("商品", "Product"),
            OpeningStep::Picture => ("图片", "Picture"),
            OpeningStep::Publish => ("发布", "Publish"),
            OpeningStep::Postage => ("运费", "Shipping"),
            OpeningStep::SelfCheck => ("自检", "Self-check"),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logged_setting_is_told_without_its_stored_form() {
        let told = |name, text: &str| setting_value(Locale::ZhCn, name, text);
        assert_eq!(told(SettingName::Postage, "8.00"), "¥8.00");
        assert_eq!(told(SettingName::PostageFreeFrom, ""), "不包邮");
        assert_eq!(told(SettingName::UnpaidOrdersPerAccount, ""), "不限");
        assert_eq!(told(SettingName::ShopName, "拾光"), "拾光");
        let shelves = "category cups\npicked mug pen | 春天 | Spring";
        assert_eq!(
            told(SettingName::Shelves, shelves),
            "分类 cups\n春天：mug、pen"
        );
        let file = |digit: &str, size: &str| format!("{} {size}", digit.repeat(64));
        let logo = format!("{} {}", file("a", "512x300"), file("b", "256x150"));
        assert_eq!(told(SettingName::Logo, &logo), "图片，512 × 300 像素");
    }
}
