//! Words of the desk of refunds.

use kit::{text::count_of, words};

words! {
    /// Words of the desk of refunds.
    pub(crate) Refunds {
        tabs: "退款视图", "Refund views";
        tab_decide: "待审核", "To review";
        tab_return: "待寄回", "Awaiting return";
        tab_unknown: "待确认", "Confirming";
        tab_held: "受阻", "On hold";
        tab_closed: "已结束", "Closed";
        /// After the name of a tab.
        count(count): format!(" {count}"), format!(" {count}");
        empty: "没有等着处理的退款。", "No refunds wait here.";
        next: "下一页", "Next page";
        waiting: "已等", "Waiting";
        kind: "类型", "Kind";
        goods: "商品", "Item";
        is_sent: "已寄出", "Sent";
        minutes(count): format!("{count} 分钟"), count_of(count, "minute", "minutes");
        hours(count): format!("{count} 小时"), count_of(count, "hour", "hours");
        days(count): format!("{count} 天"), count_of(count, "day", "days");
        title(number): format!("退款 {number}"), format!("Refund {number}");
        asked: "申请内容", "Request";
        asked_for(amount): format!("申请 {amount}"), format!("Asked for {amount}");
        known: "订单与买家", "Order and customer";
        photo(place): format!("图片 {place}"), format!("Photo {place}");
        will(amount, left):
            format!("将退回 {amount} 到支付宝，剩余可退 {left}。"),
            format!("{amount} will go back to Alipay; {left} stays refundable.");
        possible(amount):
            format!("其中一部分已退，现在最多可退 {amount}。"),
            format!("Part of it was refunded already; up to {amount} can be refunded now.");
        will_not_ship(count): format!("{count} 件不再发货。"), format!("{} will not ship.", count_of(count, "unit", "units"));
        paid(amount): format!("付款 {amount}"), format!("Paid {amount}");
        refunded(amount): format!("此单退过 {amount}"), format!("{amount} of this order went back before");
        buyer(orders, refunds): format!("买家 {orders} 单，退过 {refunds} 次"), format!("Customer: {}, {}", count_of(orders, "order", "orders"), count_of(refunds, "refund", "refunds"));
        first(name): format!("{name} 已同意，需要另一位同事同意。"), format!("{name} approved; another colleague must too.");
        two: "这笔退款要两人同意，你是第一位。", "Two persons must approve this refund; you are the first.";
        mine: "你已同意，等另一位同事。", "You approved; a colleague must too.";
        told: "买家看到的说明", "Message to the customer";
        lower: "改为较低金额", "Lower the amount";
        lower_amount: "较低金额（元）", "Lower amount (yuan)";
        lower_reason: "理由（买家会看到）", "Reason (shown to the customer)";
        reject_reason: "拒绝理由", "Reason to decline";
        reads: "买家会看到", "Shown to the customer";
        send_to: "寄到", "Send to";
        no_address: "还没有退货地址，不能要求退货。", "Without a return address no goods can be asked for.";
        set_address: "去设置", "Set it up";
        parcel(carrier, number): format!("退货运单：{carrier} {number}"), format!("Return parcel: {carrier} {number}");
        no_parcel(time): format!("买家还没有填写退货运单，{time} 到期。"), format!("No return parcel yet; it is due by {time}.");
        received: "退货已收到。", "The goods were received.";
        receive: "收到的商品", "Received goods";
        receive_hint: "每行填写件数。没有收到的不退款。", "Enter the units of each line. What did not come is not refunded.";
        restock: "退回库存", "Return to stock";
        write_off: "报损", "Write off";
        restock_of(title): format!("{title} 退回库存"), format!("Return {title} to stock");
        write_off_of(title): format!("{title} 报损"), format!("Write off {title}");
        wait_only: "等支付宝确认，可在订单页刷新。", "Waiting for Alipay; the order's page can refresh it.";
        held: "退款受阻，请到订单页重试或取消。", "On hold. Try again or cancel it on the order's page.";
        to_order: "查看订单", "Open the order";
        read_only: "你可以查看退款，决定需要退款权限。", "You can view refunds. Deciding needs the refunds role.";
    }
}
