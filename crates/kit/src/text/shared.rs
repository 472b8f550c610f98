//! Words that a page of the shop and one of the desk share.

words! {
    /// Words that a page of the shop and one of the desk share.
    pub Shared {
        partly: "部分退款", "Partially refunded";
        units(count): format!("× {count}"), format!("× {count}");
        placed_at: "下单时间", "Ordered";
        trade_no: "支付宝交易号", "Alipay trade number";
        buyer_note: "留言", "Note";
        refunded: "已退金额", "Refunded";
        address: "收货信息", "Delivery";
        contact_name: "收货人", "Recipient";
        contact_phone: "联系电话", "Phone";
        login: "手机号或邮箱", "Email or mobile number";
        login_hint: "邮箱或中国大陆手机号，例如 lin@example.com 或 13800001234", "An email or a mainland China mobile number, e.g. lin@example.com or 13800001234";
        password: "密码", "Password";
        password_hint: "8 到 128 个字符", "8 to 128 characters";
        lines: "商品清单", "Items";
        categories: "分类", "Categories";
        events: "订单记录", "Order history";
        refunds: "退款", "Refunds";
        why: "原因", "Why";
        parcels: "包裹", "Parcels";
        parcel(place): format!("包裹 {place}"), format!("Parcel {place}");
        sent_at(time): format!("{time} 发出"), format!("Shipped {time}");
        track: "查物流", "Track";
        copy: "复制", "Copy";
        copy_of(number): format!("复制 {number}"), format!("Copy {number}");
        copied: "已复制", "Copied";
        not_copied: "没有复制", "Not copied";
        corrected(day): format!("运单号 {day} 更正"), format!("Number corrected {day}");
    }
}
