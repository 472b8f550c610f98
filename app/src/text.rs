//! All words that readers see, and the only place for them.
//!
//! The words of a page stand in one file, each with its Chinese and its English on one line: see `words!`. A word that
//! lacks a language does not compile. The fields are `pub(crate)`, so the compiler reports a word that no page uses.
//! [`label`], [`error`] and [`notice`] match every variant without `_`, so a new state without a word does not compile
//! either.

/// Declares the words of a page, one `name: Chinese, English;` a line, as a struct with the constants `ZH` and `EN`.
///
/// A word with figures names them: `left(count): format!("只剩 {count} 件"), format!("Only {count} left");`.
macro_rules! words {
    (@type) => { &'static str };
    (@type $one:ident) => { fn(&str) -> String };
    (@type $one:ident $two:ident) => { fn(&str, &str) -> String };
    (@word [] $said:expr) => { $said };
    (@word [$($figure:ident)+] $said:expr) => { |$($figure),+| $said };
    (
        $(#[$about:meta])*
        $page:ident {
            $($(#[$note:meta])* $word:ident $(($($figure:ident),+))?: $zh:expr, $en:expr;)+
        }
    ) => {
        $(#[$about])*
        pub(crate) struct $page {
            $($(#[$note])* pub(crate) $word: words!(@type $($($figure)+)?),)+
        }

        impl $page {
            pub(super) const ZH: Self = Self { $($word: words!(@word [$($($figure)+)?] $zh),)+ };
            pub(super) const EN: Self = Self { $($word: words!(@word [$($($figure)+)?] $en),)+ };
        }
    };
}

mod account;
mod admin;
mod cart;
mod checkout;
mod desk;
pub mod error;
mod frame;
mod home;
pub mod label;
pub mod notice;
mod order;
mod product;
mod trouble;
pub mod wait;

pub use trouble::{ErrorPage, error_page};

use domain::locale::Locale;

/// `text` that a person typed, for a sentence: its direction stays its own (Unicode's isolates, UAX 9).
#[must_use]
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// All words of one language.
pub struct Text {
    /// The language.
    pub locale: Locale,
    /// Value of `lang`.
    pub lang: &'static str,
    /// On every page.
    pub(crate) frame: frame::Frame,
    /// Front page.
    pub(crate) home: home::Home,
    /// Product page.
    pub(crate) product: product::Product,
    /// Cart.
    pub(crate) cart: cart::Cart,
    /// Sign in and register.
    pub(crate) account: account::Account,
    /// Checkout.
    pub(crate) checkout: checkout::Checkout,
    /// Status page and order list.
    pub(crate) order: order::Order,
    /// Orders and refunds, for staff.
    pub(crate) admin: admin::Admin,
    /// Overview, products and activity log, for staff.
    pub(crate) desk: desk::Desk,
    /// Pages for what went wrong.
    pub(crate) trouble: trouble::Trouble,
}

impl Text {
    /// The words of `locale`.
    #[must_use]
    pub const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::ZhCn => &ZH,
            Locale::En => &EN,
        }
    }
}

impl Text {
    /// Names in a list.
    pub(crate) fn list(&self, names: impl Iterator<Item = &'static str>) -> String {
        names.collect::<Vec<_>>().join(match self.locale {
            Locale::ZhCn => "、",
            Locale::En => ", ",
        })
    }

    /// Sentences one after the other.
    pub(crate) fn joined(&self, sentences: &[&str]) -> String {
        sentences.join(match self.locale {
            Locale::ZhCn => "",
            Locale::En => " ",
        })
    }
}

static ZH: Text = Text {
    locale: Locale::ZhCn,
    lang: "zh-CN",
    frame: frame::Frame::ZH,
    home: home::Home::ZH,
    product: product::Product::ZH,
    cart: cart::Cart::ZH,
    account: account::Account::ZH,
    checkout: checkout::Checkout::ZH,
    order: order::Order::ZH,
    admin: admin::Admin::ZH,
    desk: desk::Desk::ZH,
    trouble: trouble::Trouble::ZH,
};

static EN: Text = Text {
    locale: Locale::En,
    lang: "en",
    frame: frame::Frame::EN,
    home: home::Home::EN,
    product: product::Product::EN,
    cart: cart::Cart::EN,
    account: account::Account::EN,
    checkout: checkout::Checkout::EN,
    order: order::Order::EN,
    admin: admin::Admin::EN,
    desk: desk::Desk::EN,
    trouble: trouble::Trouble::EN,
};

/// `1 item`, `2 items`.
fn count_of(count: &str, one: &str, many: &str) -> String {
    if count == "1" {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, label};
    use domain::{actions::Action, locale::Locale};

    #[test]
    fn labels_that_programs_rely_on() {
        let t = Text::of(Locale::ZhCn);
        let act = |action| label::action(t.locale, action);
        let labels = [
            t.product.add,
            t.product.buy,
            t.cart.checkout,
            t.checkout.submit,
            act(Action::Pay),
            act(Action::CheckPayment),
            act(Action::Cancel),
            act(Action::BuyAgain),
            act(Action::Refund),
            t.admin.whole,
            t.admin.compute,
            act(Action::RetryRefund),
            act(Action::DropRefund),
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
                "取消退款",
                "订单即将取消",
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
        assert_eq!(t.admin.unknown_hint, "正在向支付宝查询，请勿重复退款。");
        assert_eq!((t.order.pay_before)("14:32"), "请在 14:32 前付款");
    }
}
