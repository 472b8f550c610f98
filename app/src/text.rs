//! The words of the shop's pages. Those that the desk shows too are in [`kit::text`].

mod account;
mod browse;
mod cart;
mod checkout;
mod footer;
mod home;
mod order;
mod product;
mod refund;

pub use kit::text::{isolate, label};

use domain::locale::Locale;
use std::ops::Deref;

/// The words of the shop's pages in one language.
pub struct Text {
    kit: &'static kit::text::Text,
    /// Sign-in and registration.
    pub(crate) account: account::Account,
    /// Categories, filters and search.
    pub(crate) browse: browse::Browse,
    /// The cart.
    pub(crate) cart: cart::Cart,
    /// The checkout.
    pub(crate) checkout: checkout::Checkout,
    /// The footer of every page.
    pub(crate) footer: footer::Footer,
    /// The front page.
    pub(crate) home: home::Home,
    /// An order's page and the list of orders.
    pub(crate) order: order::Order,
    /// The product page.
    pub(crate) product: product::Product,
    /// The page of a refund request, and requests on the order's page.
    pub(crate) refund: refund::Refund,
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

/// Gives access to the words of both sides, so that a component of the kit accepts either text.
impl Deref for Text {
    type Target = kit::text::Text;

    fn deref(&self) -> &Self::Target {
        self.kit
    }
}

static ZH: Text = Text {
    kit: kit::text::Text::of(Locale::ZhCn),
    account: account::Account::ZH,
    browse: browse::Browse::ZH,
    cart: cart::Cart::ZH,
    checkout: checkout::Checkout::ZH,
    footer: footer::Footer::ZH,
    home: home::Home::ZH,
    order: order::Order::ZH,
    product: product::Product::ZH,
    refund: refund::Refund::ZH,
};

static EN: Text = Text {
    kit: kit::text::Text::of(Locale::En),
    account: account::Account::EN,
    browse: browse::Browse::EN,
    cart: cart::Cart::EN,
    checkout: checkout::Checkout::EN,
    footer: footer::Footer::EN,
    home: home::Home::EN,
    order: order::Order::EN,
    product: product::Product::EN,
    refund: refund::Refund::EN,
};

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
            act(Action::RequestRefund),
            act(Action::WithdrawRefund),
            t.refund.submit,
            t.order.closing_soon,
            t.order.time_left,
            t.shared.partly,
            t.frame.home,
            t.shared.categories,
            t.frame.cart,
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
                "申请退款",
                "撤销申请",
                "提交申请",
                "订单即将取消",
                "还剩",
                "部分退款",
                "首页",
                "分类",
                "购物车",
                "我的",
                "演示环境 · 模拟支付",
            ]
        );
        assert_eq!((t.cart.to_free)("¥9.00"), "还差 ¥9.00 包邮");
        assert_eq!((t.order.pay_before)("14:32"), "请在 14:32 前付款");
    }
}
