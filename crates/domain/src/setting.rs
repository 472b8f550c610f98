//! The merchant's settings. Each is declared once, in `settings!` below: its word in the database,
//! field, first value, section, kind and effect. A row of the table `settings` holds a value as
//! text; without a row the first value counts.

mod logo;
mod shelf;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests;
mod value;

pub use logo::{Logo, LogoFile};
pub use shelf::{MAX_PICKED, MAX_SHELVES, Shelf, read_shelves, shown_shelves};

use crate::{
    error::ErrorCode,
    limit::{self, Length},
    locale::{Locale, Words},
    money::Fen,
    time::DAY,
    view::catalog::PostageView,
};
use value::Value;

text_enum! {
    /// A section of the settings page: one form each.
    Section {
        /// Name, slogan, contact.
        Shop = "shop",
        /// The shelves of the home page.
        Home = "home",
        /// Shipping, time to pay, limits on unpaid orders.
        Orders = "orders",
        /// Refunds and returns.
        Refunds = "refunds",
        /// Mail to buyers and staff.
        Mail = "mail",
        /// The lines that the law wants on every page.
        Filings = "filings",
    }
}

/// What a setting accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line(Length),
    /// Several lines of text.
    Lines(Length),
    /// An email address.
    Email,
    /// A phone number, a service number (400…) included.
    Phone,
    /// A whole `https` address.
    Link,
    /// An amount in yuan.
    Money,
    /// A whole number from the first to the second, both included.
    Whole(i64, i64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The shelves of the home page.
    Shelves,
    /// A picture.
    Picture,
}

impl Kind {
    /// True for a value that is typed into one field. The others have fields of their own, beside the form's values.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        !matches!(self, Self::Shelves | Self::Picture)
    }
}

/// When a change takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// On the shop's pages, at once.
    Pages,
    /// On the shop's pages at once, and in the subject of later payments.
    PagesAndPayments,
    /// Only for orders that are placed later.
    LaterOrders,
    /// Only for orders that are shipped whole later.
    LaterParcels,
    /// For every decision about a refund from now on.
    LaterDecisions,
    /// For mail about what happens later.
    LaterMail,
}

/// Whether a setting may be empty, and what that means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// It must have a value.
    No,
    /// Empty shows nothing.
    Nothing,
    /// Empty takes the Chinese text.
    Chinese,
    /// Empty sets no limit.
    Unlimited,
}

/// The declaration of a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Where its field is.
    pub section: Section,
    /// What it accepts.
    pub kind: Kind,
    /// Whether it may be empty.
    pub blank: Blank,
    /// When a change takes effect.
    pub effect: Effect,
}

/// The words of a setting that is on or off.
pub const SWITCH: &[&str] = &["on", "off"];
/// The words of a setting that is a language.
pub const LOCALES: &[&str] = &[Locale::ZhCn.as_str(), Locale::En.as_str()];

/// Declares the settings: the closed list of their names, the struct of their values, and how a value becomes text and
/// text a value.
macro_rules! settings {
    ($(
        $(#[$meta:meta])*
        $variant:ident = $word:literal, $field:ident: $type:ty = $first:expr,
        $section:ident, $kind:expr, $blank:ident, $effect:ident;
    )+) => {
        text_enum! {
            /// The name of a setting: the key of its row.
            SettingName { $($(#[$meta])* $variant = $word,)+ }
        }

        /// The settings as they are now. `default()` gives the first values.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Settings { $($(#[$meta])* pub $field: $type,)+ }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($field: $first,)+ }
            }
        }

        impl SettingName {
            /// The declaration.
            #[must_use]
            pub const fn declared(self) -> Setting {
                match self {
                    $(Self::$variant => Setting {
                        section: Section::$section,
                        kind: $kind,
                        blank: Blank::$blank,
                        effect: Effect::$effect,
                    },)+
                }
            }
        }

        impl Settings {
            /// The value as a row and a form hold it.
            #[must_use]
            pub fn text(&self, name: SettingName) -> String {
                match name {
                    $(SettingName::$variant => Value::text(&self.$field),)+
                }
            }

            /// Reads a value, as typed or as stored.
            ///
            /// # Errors
            /// Why the text is not a value of this setting; the present value stays.
            pub fn set(&mut self, name: SettingName, text: &str) -> Result<(), ErrorCode> {
                match name {
                    $(SettingName::$variant => self.$field = Value::read(text, name.declared())?,)+
                }
                Ok(())
            }
        }
    };
}

settings! {
    /// Name of the shop, on pages and in the subject of each payment.
    ShopName = "shop_name", shop_name: String = "拾光杂货".to_owned(),
        Shop, Kind::Line(limit::SHOP_NAME), No, PagesAndPayments;
    /// The name on English pages; if empty, the Chinese one is shown.
    ShopNameEn = "shop_name_en", shop_name_en: String = String::new(),
        Shop, Kind::Line(limit::SHOP_NAME), Chinese, Pages;
    /// Slogan on customers' pages, in Chinese; empty shows none.
    Slogan = "slogan", slogan: String = String::new(),
        Shop, Kind::Line(limit::SLOGAN), Nothing, Pages;
    /// The same in English; if empty, the Chinese one is shown.
    SloganEn = "slogan_en", slogan_en: String = String::new(),
        Shop, Kind::Line(limit::SLOGAN), Chinese, Pages;
    /// The picture beside the shop's name; without one its first character is shown.
    Logo = "logo", logo: Option<Logo> = None,
        Shop, Kind::Picture, Nothing, Pages;
    /// Phone number of the shop.
    Phone = "contact_phone", phone: String = String::new(),
        Shop, Kind::Phone, Nothing, Pages;
    /// Email address of the shop.
    Email = "contact_email", email: String = String::new(),
        Shop, Kind::Email, Nothing, Pages;
    /// Address and opening hours.
    Address = "contact_address", address: String = String::new(),
        Shop, Kind::Lines(limit::SHOP_ADDRESS), Nothing, Pages;
    /// The home page's shelves, in order; without any there is one for each category at the top.
    Shelves = "home_shelves", shelves: Vec<Shelf> = Vec::new(),
        Home, Kind::Shelves, Nothing, Pages;
    /// Shipping of an order.
    Postage = "postage", postage: Fen = Fen::new(800),
        Orders, Kind::Money, No, LaterOrders;
    /// Product total from which shipping is free; `None`: never.
    PostageFreeFrom = "postage_free_from", postage_free_from: Option<Fen> = Some(Fen::new(9_900)),
        Orders, Kind::Money, Unlimited, LaterOrders;
    /// Minutes to pay an order.
    PayMinutes = "pay_minutes", pay_minutes: i64 = 30,
        Orders, Kind::Whole(5, 1_440), No, LaterOrders;
    /// Days from the last parcel until an order counts as received.
    ReceiptDays = "receipt_days", receipt_days: i64 = 10,
        Orders, Kind::Whole(1, 60), No, LaterParcels;
    /// Most unpaid orders of one account; `None`: no limit.
    UnpaidOrdersPerAccount = "unpaid_orders_per_account", unpaid_orders_per_account: Option<i64> = Some(5),
        Orders, Kind::Whole(1, limit::MOST_COUNTED), Unlimited, LaterOrders;
    /// Most units that the unpaid orders of one account reserve; `None`: no limit.
    UnpaidUnitsPerAccount = "unpaid_units_per_account", unpaid_units_per_account: Option<i64> = Some(200),
        Orders, Kind::Whole(1, limit::MOST_COUNTED), Unlimited, LaterOrders;
    /// Most unpaid orders from one network (IPv4 /24, IPv6 /48); `None`: no limit.
    UnpaidOrdersPerNetwork = "unpaid_orders_per_network", unpaid_orders_per_network: Option<i64> = Some(30),
        Orders, Kind::Whole(1, limit::MOST_COUNTED), Unlimited, LaterOrders;
    /// Most units that the unpaid orders from one network reserve; `None`: no limit.
    UnpaidUnitsPerNetwork = "unpaid_units_per_network", unpaid_units_per_network: Option<i64> = Some(600),
        Orders, Kind::Whole(1, limit::MOST_COUNTED), Unlimited, LaterOrders;
    /// Refunds above this amount are approved by two persons, if two have the role; `None`: never.
    TwoPersonsAbove = "refund_two_persons_above", two_persons_above: Option<Fen> = Some(Fen::new(500_000)),
        Refunds, Kind::Money, Unlimited, LaterDecisions;
    /// Days after receipt in which a refund may be requested.
    RefundDays = "refund_days", refund_days: i64 = 15,
        Refunds, Kind::Whole(0, 365), No, LaterDecisions;
    /// Days that a customer has to send goods back.
    ReturnDays = "return_days", return_days: i64 = 14,
        Refunds, Kind::Whole(1, 90), No, LaterDecisions;
    /// Where goods are sent back to: name, phone, address. Without it goods cannot be asked for.
    ReturnAddress = "return_address", return_address: String = String::new(),
        Refunds, Kind::Lines(limit::SHOP_ADDRESS), Nothing, LaterDecisions;
    /// Name that mail comes from; if empty, the shop's.
    MailSender = "mail_sender", mail_sender: String = String::new(),
        Mail, Kind::Line(limit::MAIL_SENDER), Nothing, LaterMail;
    /// Address that notices to staff go to; empty sends none.
    MailStaff = "mail_staff", mail_staff: String = String::new(),
        Mail, Kind::Email, Nothing, LaterMail;
    /// Language of notices to staff.
    MailStaffLocale = "mail_staff_locale", mail_staff_locale: Locale = Locale::ZhCn,
        Mail, Kind::Choice(LOCALES), No, LaterMail;
    /// Whether staff get a notice of each paid order.
    MailStaffPaid = "mail_staff_paid", mail_staff_paid: bool = true,
        Mail, Kind::Choice(SWITCH), No, LaterMail;
    /// Whether staff get a notice of each refund request.
    MailStaffRequest = "mail_staff_request", mail_staff_request: bool = true,
        Mail, Kind::Choice(SWITCH), No, LaterMail;
    /// Whether staff get a notice of each alarm.
    MailStaffAlarm = "mail_staff_alarm", mail_staff_alarm: bool = true,
        Mail, Kind::Choice(SWITCH), No, LaterMail;
    /// Number of the ICP filing, e.g. `浙ICP备12345678号-1`.
    Icp = "filing_icp", icp: String = String::new(),
        Filings, Kind::Line(limit::FILING), Nothing, Pages;
    /// Number of the filing with the public security bureau (公安备案).
    Police = "filing_police", police: String = String::new(),
        Filings, Kind::Line(limit::FILING), Nothing, Pages;
    /// The business licence in one line, e.g. the unified social credit code.
    Licence = "filing_licence", licence: String = String::new(),
        Filings, Kind::Line(limit::LICENCE), Nothing, Pages;
    /// Address of the licence's page or picture.
    LicenceLink = "filing_licence_link", licence_link: String = String::new(),
        Filings, Kind::Link, Nothing, Pages;
}

impl Section {
    /// Its settings, in the order of the form.
    pub fn settings(self) -> impl Iterator<Item = SettingName> {
        SettingName::ALL
            .iter()
            .copied()
            .filter(move |name| name.declared().section == self)
    }
}

impl Settings {
    /// The shop's name for readers of `locale`.
    #[must_use]
    pub fn name(&self, locale: Locale) -> Words {
        Words::choose(locale, &self.shop_name, &self.shop_name_en)
    }

    /// The slogan for readers of `locale`, if there is one.
    #[must_use]
    pub fn slogan(&self, locale: Locale) -> Option<Words> {
        let words = Words::choose(locale, &self.slogan, &self.slogan_en);
        (!words.text.is_empty()).then_some(words)
    }

    /// How long after receipt a refund may be requested, in ms.
    #[must_use]
    pub const fn request_within(&self) -> i64 {
        self.refund_days.saturating_mul(DAY)
    }

    /// The shipping rule for pages and prices.
    #[must_use]
    pub fn postage_rule(&self) -> PostageView {
        PostageView {
            flat: self.postage,
            free_from: self.postage_free_from,
        }
    }
}
