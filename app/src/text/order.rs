//! Words of the order's page and of the list of orders.

use kit::{text::count_of, words};

words! {
    /// Words of the order's page and of the list of orders.
    pub(crate) Order {
        title: "订单", "Order";
        number: "订单号", "Order number";
        refund_no: "退款单号", "Refund number";
        pay_before(time): format!("请在 {time} 前付款"), format!("Please pay before {time}");
        closing_soon: "订单即将取消", "The order is about to be cancelled";
        /// Before the minutes and seconds left to pay.
        time_left: "还剩", "Time left";
        /// WeChat's browser does not open Alipay.
        wechat: "请点右上角 ··· 在浏览器中打开", "Tap ··· at the top right and open this page in your browser";
        wechat_why: "微信里打不开支付宝，换到浏览器就可以付款。", "WeChat does not open Alipay. You can pay in a browser.";
        wechat_link: "或者复制这个链接，粘贴到浏览器", "Or copy this link into your browser";
        /// For a browser without a session that returned from paying.
        outline:
            "这个浏览器没有登录，这里只显示付款结果。登录后可以查看整笔订单。",
            "This browser is not signed in, so only the payment result is shown here. Sign in to see the whole order.";
        outline_login: "登录查看订单", "Sign in to see the order";
        beat_cancel: "付款已到账，订单未取消", "The payment arrived, the order was not cancelled";
        beat_cancel_more:
            "取消的同时收到了付款，订单按已付款处理。不想要了可以联系商家退款。",
            "Your payment came in while you were cancelling, so the order counts as paid. If you no longer want it, ask the shop for a refund.";
        timeline: "进度", "Progress";
        refund_route: "原路退回支付宝", "To the Alipay account that paid";
        refund_asked: "已提交", "Submitted";
        refund_done: "已退款", "Refunded";
        surplus: "未计入订单的付款", "Unapplied payments";
        amounts: "金额", "Amounts";
        numbers: "订单信息", "Order details";
        units_refunded(count): format!("退款 {count} 件"), format!("Refund of {}", count_of(count, "unit", "units"));
        amount_refunded(amount): format!("退款 {amount}"), format!("Refund of {amount}");
        to_follow(count): format!("还有 {count} 件待发货"), format!("{} to follow", count_of(count, "unit", "units"));
        receipt_due(time): format!("{time} 自动确认收货"), format!("Confirmed automatically on {time}");
        receipt_paused: "退款处理中，自动确认已暂停。", "A refund is open, so automatic confirmation is paused.";
        empty: "这里还没有订单。", "No orders here yet.";
        next: "更早的订单", "Older orders";
        tabs: "按状态查看", "By status";
        live_found: "已收到付款，正在刷新页面。", "The payment has arrived, loading the page again.";
        live_quiet: "还没有收到付款结果，请稍后再点“刷新状态”。", "No result yet. Use “Refresh status” again later.";
        refresh_hint:
            "付款后如果这里没有变化，请点“刷新状态”，向支付宝重新查询。",
            "If nothing changes here after paying, “Refresh status” checks with Alipay again.";
    }
}
