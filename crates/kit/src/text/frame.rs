//! Words on every page: header, footer, amounts.

use super::count_of;

words! {
    /// Words on every page: header, footer, amounts.
    pub Frame {
        skip: "跳到正文", "Skip to content";
        demo: "演示环境 · 模拟支付", "Demo shop · simulated payment";
        home: "首页", "Home";
        cart: "购物车", "Cart";
        /// Follows the name of the cart link.
        cart_holds(units, amount):
            format!("，{units} 件，共 {amount}"),
            format!(", {}, {amount}", count_of(units, "item", "items"));
        orders: "我的订单", "My orders";
        orders_short: "订单", "Orders";
        mine: "我的", "Account";
        sign_in: "登录", "Sign in";
        sign_out: "退出", "Sign out";
        register: "注册", "Register";
        main_nav: "主导航", "Main";
        bottom_nav: "快捷导航", "Shortcuts";
        language: "语言", "Language";
        errors_title: "请修改以下内容", "Please correct the following";
        /// Between the name of a field and its error.
        colon: "：", ": ";
        optional: "选填", "optional";
        arrived: "已收到", "Received:";
        free: "包邮", "Free";
        total: "合计", "Total";
        items: "商品总价", "Subtotal";
        postage: "运费", "Shipping";
        discount: "优惠", "Discount";
        yuan_from(price): format!("{price} 起"), format!("from {price}");
    }
}
