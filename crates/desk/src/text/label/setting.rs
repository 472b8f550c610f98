//! Words for settings and for the steps of opening a shop.

use super::pick;
use domain::{
    locale::Locale,
    setting::{Blank, Effect, Kind, Section, SettingName},
    view::setting::OpeningStep,
};

/// A section of the settings.
#[must_use]
pub const fn section(locale: Locale, section: Section) -> &'static str {
    pick(
        locale,
        match section {
            Section::Shop => ("店铺", "Shop"),
            Section::Home => ("首页", "Home"),
            Section::Orders => ("订单与付款", "Orders and payment"),
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
            Effect::LaterOrders => ("只影响之后的订单", "Later orders only"),
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
            (SettingName::MailSender, _) => ("留空则用店名", "Empty: the shop's name"),
            (SettingName::MailStaff, _) => ("留空则不通知员工", "Empty: no notices to staff"),
            (_, Blank::No) => ("", ""),
            (_, Blank::Nothing) => ("留空则不显示", "Empty: not shown"),
            (_, Blank::Chinese) => ("留空则显示中文", "Empty: the Chinese text is shown"),
            (_, Blank::Unlimited) => ("留空则不限", "Empty: no limit"),
        },
    )
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
