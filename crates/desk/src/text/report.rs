//! Headings of sheets of figures and rows.

use kit::words;

words! {
    /// Headings of sheets of figures and rows.
    pub(crate) Report {
        number: "订单号", "Order";
        placed_at: "下单时间", "Ordered";
        paid_at: "付款时间", "Paid at";
        lifecycle: "订单状态", "Order status";
        pay_state: "付款状态", "Payment";
        ship_state: "发货状态", "Shipment";
        items: "商品总价（元）", "Subtotal (CNY)";
        discount: "优惠（元）", "Discount (CNY)";
        postage: "运费（元）", "Shipping (CNY)";
        total: "实付（元）", "Total (CNY)";
        refunded: "退款（元）", "Refunds (CNY)";
        name: "收货人", "Recipient";
        phone: "联系电话", "Phone";
        address: "收货信息", "Delivery";
        note: "留言", "Note";
        line_no: "行", "Line";
        code: "规格编码", "Variant code";
        product: "商品", "Product";
        options: "规格", "Variant";
        unit: "单价（元）", "Price (CNY)";
        qty: "数量", "Units";
        refund_qty: "退款件数", "Units refunded";
        request_no: "退款号", "Refund no.";
        state: "状态", "Status";
        origin: "来源", "Origin";
        amount: "金额（元）", "Amount (CNY)";
        created_at: "提交时间", "Created";
        arrived_at: "到账时间", "Returned";
        reason: "给买家的说明", "Message to the customer";
        posted_at: "记账时间", "Posted";
        entry: "摘要", "Entry";
        memo: "凭证号", "Reference";
        account: "科目", "Account";
        debit: "借方（元）", "Debit (CNY)";
        credit: "贷方（元）", "Credit (CNY)";
        first: "开始", "From";
        last: "结束", "To";
        placed: "下单", "Placed";
        paid: "已付款", "Paid";
        gross: "销售额（元）", "Gross (CNY)";
        net: "净额（元）", "Net (CNY)";
        category: "分类", "Category";
    }
}
