//! The catalogue of all words on pages: one struct per page, filled once per language.
//!
//! A missing sentence does not compile, and [`label`], [`error`] and [`notice`] match every variant without `_`,
//! so a new state without a word does not compile either.

mod admin;
pub mod desk;
mod en;
pub mod error;
pub mod label;
pub mod notice;
pub mod wait;
mod zh;

pub use admin::Admin;

use domain::locale::Locale;

/// `text` that a person typed, for a sentence: its direction stays its own (Unicode's isolates, UAX 9).
#[must_use]
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// A sentence around one figure.
pub type Around = fn(&str) -> String;

/// All words of one language.
pub struct Text {
    /// The language.
    pub locale: Locale,
    /// Value of `lang`.
    pub lang: &'static str,
    /// On every page.
    pub frame: Frame,
    /// Front page.
    pub home: Home,
    /// Product page.
    pub product: Product,
    /// Cart.
    pub cart: Cart,
    /// Sign in and register.
    pub account: Account,
    /// Checkout.
    pub checkout: Checkout,
    /// Status page and order list.
    pub order: Order,
    /// Admin pages.
    pub admin: Admin,
    /// Pages for what went wrong.
    pub trouble: Trouble,
}

impl Text {
    /// The words of `locale`.
    #[must_use]
    pub const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::ZhCn => &zh::TEXT,
            Locale::En => &en::TEXT,
        }
    }
}

/// Header, footer and what every page needs.
pub struct Frame {
    pub skip: &'static str,
    pub demo: &'static str,
    pub home: &'static str,
    pub cart: &'static str,
    /// Said behind the name of the cart link: units, amount.
    pub cart_holds: fn(&str, &str) -> String,
    pub orders: &'static str,
    pub orders_short: &'static str,
    pub mine: &'static str,
    pub sign_in: &'static str,
    pub sign_out: &'static str,
    pub register: &'static str,
    pub main_nav: &'static str,
    pub bottom_nav: &'static str,
    pub language: &'static str,
    pub footer: &'static str,
    pub errors_title: &'static str,
    pub optional: &'static str,
    pub free: &'static str,
    pub total: &'static str,
    pub items: &'static str,
    pub postage: &'static str,
    pub discount: &'static str,
    pub yuan_from: Around,
}

/// Front page.
pub struct Home {
    pub title: &'static str,
    pub lead: &'static str,
    pub look: &'static str,
    pub all: &'static str,
    pub sold_out: &'static str,
    pub empty: &'static str,
}

/// Product page.
pub struct Product {
    pub price: &'static str,
    pub price_before: &'static str,
    pub qty: &'static str,
    pub add: &'static str,
    pub buy: &'static str,
    pub sold_out: &'static str,
    pub not_for_sale: &'static str,
    pub unavailable: &'static str,
    pub in_stock: &'static str,
    pub stock_left: Around,
    pub postage: Around,
    /// Postage, free from.
    pub postage_free_from: fn(&str, &str) -> String,
    pub postage_free: &'static str,
    pub promise_pay: &'static str,
    pub promise_refund: &'static str,
    pub promises: &'static str,
    pub details: &'static str,
    pub pictures: &'static str,
    pub to_cart: &'static str,
}

/// Cart.
pub struct Cart {
    pub title: &'static str,
    pub empty: &'static str,
    pub empty_step: &'static str,
    pub pick: Around,
    pub pick_all: &'static str,
    pub qty_of: Around,
    pub set: &'static str,
    pub more: Around,
    pub fewer: Around,
    pub remove: &'static str,
    pub remove_of: Around,
    pub to_free: Around,
    pub is_free: &'static str,
    pub checkout: &'static str,
    pub picked: Around,
    pub lines: &'static str,
    pub summary: &'static str,
    pub cannot: &'static str,
    pub price_was: Around,
}

/// Sign in and register.
pub struct Account {
    pub sign_in_title: &'static str,
    pub register_title: &'static str,
    pub login: &'static str,
    pub login_hint: &'static str,
    pub password: &'static str,
    pub password_hint: &'static str,
    pub display_name: &'static str,
    pub display_name_hint: &'static str,
    pub sign_in: &'static str,
    pub register: &'static str,
    pub no_account: &'static str,
    pub has_account: &'static str,
    pub mine_title: &'static str,
    pub signed_in_as: Around,
    pub demo_accounts: &'static str,
}

/// Checkout.
pub struct Checkout {
    pub title: &'static str,
    pub address: &'static str,
    pub contact_name: &'static str,
    pub contact_phone: &'static str,
    pub contact_phone_hint: &'static str,
    pub region: &'static str,
    pub region_hint: &'static str,
    pub street: &'static str,
    pub street_hint: &'static str,
    pub note: &'static str,
    pub note_hint: &'static str,
    pub lines: &'static str,
    pub amounts: &'static str,
    pub submit: &'static str,
    pub pay_within: Around,
    pub back_to_cart: &'static str,
}

/// Status page and order list.
pub struct Order {
    pub title: &'static str,
    pub list_title: &'static str,
    pub number: &'static str,
    pub trade_no: &'static str,
    pub refund_no: &'static str,
    pub placed_at: &'static str,
    pub pay: &'static str,
    pub check: &'static str,
    pub cancel: &'static str,
    pub buy_again: &'static str,
    pub partly: &'static str,
    pub pay_before: Around,
    pub closing_soon: &'static str,
    /// In front of the minutes and seconds left to pay.
    pub time_left: &'static str,
    /// WeChat's browser does not open Alipay.
    pub wechat: &'static str,
    pub wechat_why: &'static str,
    pub wechat_link: &'static str,
    /// To a browser that came back from paying and knows nobody.
    pub outline: &'static str,
    pub outline_login: &'static str,
    pub beat_cancel: &'static str,
    pub beat_cancel_more: &'static str,
    pub timeline: &'static str,
    pub refunds: &'static str,
    pub refunded: &'static str,
    pub refund_route: &'static str,
    pub refund_asked: &'static str,
    pub refund_done: &'static str,
    pub surplus: &'static str,
    pub lines: &'static str,
    pub amounts: &'static str,
    pub paid_amount: &'static str,
    pub address: &'static str,
    pub buyer_note: &'static str,
    pub numbers: &'static str,
    pub events: &'static str,
    pub units: Around,
    pub units_refunded: Around,
    pub amount_refunded: Around,
    pub empty: &'static str,
    pub empty_step: &'static str,
    pub next: &'static str,
    pub tabs: &'static str,
    pub view: &'static str,
    pub view_of: Around,
    pub for_order: Around,
    pub live_found: &'static str,
    pub live_quiet: &'static str,
    pub refresh_hint: &'static str,
}

/// Pages for what went wrong.
pub struct Trouble {
    pub not_found_title: &'static str,
    pub not_found: &'static str,
    pub forbidden_title: &'static str,
    pub forbidden: &'static str,
    pub busy_title: &'static str,
    pub busy: &'static str,
    pub form_title: &'static str,
    pub internal_title: &'static str,
    pub internal: &'static str,
    pub reference: Around,
    pub home: &'static str,
    pub admin_home: &'static str,
    pub back: &'static str,
}

#[cfg(test)]
mod tests {
    use super::Text;
    use domain::locale::Locale;

    #[test]
    fn labels_that_programs_rely_on() {
        let t = Text::of(Locale::ZhCn);
        let labels = [
            t.product.add,
            t.product.buy,
            t.cart.checkout,
            t.checkout.submit,
            t.order.pay,
            t.order.check,
            t.order.cancel,
            t.order.buy_again,
            t.admin.refund,
            t.admin.whole,
            t.admin.compute,
            t.admin.retry,
            t.admin.drop,
            t.order.closing_soon,
            t.order.time_left,
            t.order.partly,
            t.frame.home,
            t.frame.cart,
            t.frame.orders_short,
            t.frame.mine,
            t.frame.demo,
        ];
        assert_eq!(
            labels,
            [
                "加入购物车",
                "立即购买",
                "去结算",
                "提交订单",
                "去支付宝付款",
                "刷新状态",
                "取消订单",
                "再次购买",
                "退款",
                "全部退款",
                "计算",
                "重试",
                "放弃",
                "订单即将关闭",
                "还剩",
                "部分退款",
                "首页",
                "购物车",
                "订单",
                "我的",
                "演示环境 · 模拟支付",
            ]
        );
        assert_eq!(
            (t.admin.plan)("¥12.00", "¥30.00"),
            "将退回 ¥12.00 到支付宝，剩余可退 ¥30.00"
        );
        assert_eq!((t.cart.to_free)("¥9.00"), "还差 ¥9.00 包邮");
        assert_eq!((t.admin.cap)("¥30.00"), "最多可退 ¥30.00");
        assert_eq!(t.admin.unknown_hint, "已向支付宝查询，请勿重复操作");
        assert_eq!((t.order.pay_before)("14:32"), "请在 14:32 前付款");
    }
}
