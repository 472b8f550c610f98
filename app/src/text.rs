//! The catalogue of all words on pages: one struct per page, filled once per language.
//!
//! A missing sentence does not compile, and [`label`], [`error`] and [`notice`] match every variant without `_`,
//! so a new state without a word does not compile either.

mod en;
pub mod error;
pub mod label;
pub mod notice;
mod zh;

use domain::locale::Locale;

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

/// Admin pages.
pub struct Admin {
    pub name: &'static str,
    pub sign_in_title: &'static str,
    pub nav: &'static str,
    pub orders: &'static str,
    pub signed_in_as: Around,
    pub tabs: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub search_go: &'static str,
    pub search_clear: &'static str,
    pub empty: &'static str,
    pub newer: &'static str,
    pub older: &'static str,
    pub pages: &'static str,
    pub col_number: &'static str,
    pub col_state: &'static str,
    pub col_total: &'static str,
    pub col_units: &'static str,
    pub col_contact: &'static str,
    pub col_phone: &'static str,
    pub col_placed: &'static str,
    pub axes: &'static str,
    pub axis_life: &'static str,
    pub axis_pay: &'static str,
    pub axis_ship: &'static str,
    pub shopper: &'static str,
    pub refundable: &'static str,
    pub lines: &'static str,
    pub col_line: &'static str,
    pub col_title: &'static str,
    pub col_unit: &'static str,
    pub col_qty: &'static str,
    pub col_paid: &'static str,
    pub col_refunded: &'static str,
    pub attempts: &'static str,
    pub no_attempts: &'static str,
    pub col_attempt: &'static str,
    pub col_effect: &'static str,
    pub col_asked: &'static str,
    pub col_received: &'static str,
    pub col_reserved: &'static str,
    pub col_trade_no: &'static str,
    pub col_buyer: &'static str,
    pub col_paid_at: &'static str,
    pub col_expires: &'static str,
    pub col_evidence: &'static str,
    pub col_next: &'static str,
    pub refunds: &'static str,
    pub no_refunds: &'static str,
    pub col_refund: &'static str,
    pub col_amount: &'static str,
    pub col_origin: &'static str,
    pub col_reason: &'static str,
    pub col_tries: &'static str,
    pub col_sent: &'static str,
    pub col_gateway: &'static str,
    pub col_by: &'static str,
    pub col_created: &'static str,
    pub unknown_hint: &'static str,
    pub failed_hint: &'static str,
    pub retry: &'static str,
    pub drop: &'static str,
    pub drop_reason: &'static str,
    pub ledger: &'static str,
    pub no_ledger: &'static str,
    pub col_time: &'static str,
    pub col_posting: &'static str,
    pub col_account: &'static str,
    pub col_debit: &'static str,
    pub col_credit: &'static str,
    pub talks: &'static str,
    pub no_talks: &'static str,
    pub col_what: &'static str,
    pub col_outcome: &'static str,
    pub col_sign: &'static str,
    pub col_note: &'static str,
    pub sign_ok: &'static str,
    pub sign_bad: &'static str,
    pub events: &'static str,
    pub col_actor: &'static str,
    pub col_entity: &'static str,
    pub col_change: &'static str,
    pub col_cause: &'static str,
    pub staff_note: &'static str,
    pub scroll: Around,
    pub refund: &'static str,
    pub refund_title: &'static str,
    pub cap: Around,
    pub refund_lines: &'static str,
    pub col_units_left: &'static str,
    pub col_amount_left: &'static str,
    pub refund_units_of: Around,
    pub refund_amount_of: Around,
    pub restock: &'static str,
    pub restock_of: Around,
    pub suggested: Around,
    pub suggestions: &'static str,
    pub amount_hint: &'static str,
    pub whole: &'static str,
    pub compute: &'static str,
    pub reason: &'static str,
    pub reason_pick: &'static str,
    pub reason_text: &'static str,
    pub reason_text_hint: &'static str,
    pub refund_note: &'static str,
    pub refund_note_hint: &'static str,
    pub plan_title: &'static str,
    /// Amount, what is left.
    pub plan: fn(&str, &str) -> String,
    pub confirm: &'static str,
    pub change: &'static str,
    pub not_allowed: &'static str,
    pub back_to_order: &'static str,
    pub units_n: Around,
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
