//! Words of the admin pages for orders and refunds.

use kit::{text::count_of, words};

words! {
    /// Words of the admin pages for orders and refunds.
    pub(crate) Admin {
        name: "掌柜后台", "Zhanggui Admin";
        sign_in_title: "员工登录", "Staff sign-in";
        nav: "后台导航", "Admin";
        orders: "订单", "Orders";
        for_order(number): format!("订单 {number}"), format!("Order {number}");
        signed_in_as(name): format!("{name} 已登录"), format!("{name} is signed in");
        tabs: "订单视图", "Order views";
        search: "查找订单", "Find orders";
        search_hint: "订单号、支付宝交易号或手机号，完整输入", "Order number, Alipay trade number or phone, in full";
        empty: "没有符合条件的订单。", "No matching orders.";
        newer: "较新的订单", "Newer orders";
        older: "较早的订单", "Older orders";
        col_number: "订单号", "Order";
        col_total: "金额", "Total";
        axes: "订单状态", "Order status";
        axis_life: "订单", "Order";
        axis_pay: "付款", "Payment";
        axis_ship: "发货", "Shipment";
        shopper: "买家账号", "Customer";
        col_line: "行", "Line";
        col_title: "名称", "Title";
        col_unit: "单价", "Price";
        col_qty: "数量", "Units";
        col_paid: "实付", "Paid";
        col_refunded: "已退", "Refunded";
        attempts: "付款记录", "Payment attempts";
        no_attempts: "还没有付款记录。", "No payment attempts yet.";
        col_attempt: "商户订单号", "Merchant order no.";
        col_effect: "入账结果", "Booked as";
        col_asked: "应付", "Due";
        col_received: "实收", "Received";
        col_reserved: "已退和退款中", "Refunded or pending";
        col_buyer: "付款账号", "Payer";
        col_paid_at: "付款时间", "Paid at";
        col_expires: "截止时间", "Expires";
        col_evidence: "依据", "Source";
        col_next: "下次核对", "Next check";
        no_refunds: "还没有退款。", "No refunds yet.";
        col_amount: "金额", "Amount";
        col_origin: "来源", "Origin";
        col_tries: "发送次数", "Sends";
        col_sent: "最近发送", "Last sent";
        col_gateway: "支付宝答复", "Alipay's response";
        col_by: "操作人", "By";
        col_created: "提交时间", "Created";
        unknown_hint: "正在向支付宝查询，请勿重复退款。", "Checking with Alipay. Do not refund again.";
        failed_hint:
            "支付宝没有受理这笔退款，金额仍预留。可以重试，或说明原因后取消退款。",
            "Alipay did not accept this refund; the amount stays reserved. Try again, or cancel the refund with a reason.";
        taken_hint:
            "支付宝在这个退款号下有一笔不同金额的退款（见“支付宝答复”），所以这笔没有退成。请取消这笔退款：支付宝的那一笔会同时入账，之后可重新退款。",
            "Alipay has this refund number for another amount (see Alipay's response), so this refund was not made. Cancel it: Alipay's refund is booked in the same step, and you can refund again.";
        drop_reason: "取消退款的原因", "Reason for cancelling";
        ledger: "账目", "Ledger";
        no_ledger: "还没有账目。", "No entries yet.";
        col_time: "时间", "Time";
        col_posting: "摘要", "Entry";
        col_account: "科目", "Account";
        col_debit: "借方", "Debit";
        col_credit: "贷方", "Credit";
        talks: "支付宝接口记录", "Alipay API log";
        no_talks: "还没有接口记录。", "No calls yet.";
        col_what: "接口", "Call";
        col_outcome: "结果", "Outcome";
        col_sign: "验签", "Signature";
        col_note: "备注", "Note";
        notification: "通知", "Notification";
        fund_change: "款项已变动", "money moved";
        no_fund_change: "款项未变动", "no money moved";
        refund_found: "退款成功", "refunded";
        delivered(count): format!("送达 {count} 次"), format!("delivered {count} times");
        sign_ok: "通过", "valid";
        sign_bad: "未通过", "invalid";
        col_change: "变化", "Change";
        col_cause: "起因", "Cause";
        staff_note: "内部备注", "Internal note";
        refund_title: "退款", "Refund";
        cap(amount): format!("最多可退 {amount}"), format!("Up to {amount} refundable");
        refund_lines: "退款商品", "Items to refund";
        col_amount_left: "可退金额", "Refundable";
        refund_units_of(title): format!("{title} 退款件数"), format!("Units of {title} to refund");
        refund_amount_of(title): format!("{title} 退款金额（元）"), format!("Yuan to refund for {title}");
        restock: "退回库存", "Return to stock";
        restock_of(title): format!("{title} 退回库存"), format!("Return {title} to stock");
        suggested(amount): format!("建议 {amount}"), format!("Suggested {amount}");
        amount_hint: "单位为元。留空按建议金额退；不选件数只退款。", "In yuan. Blank: suggested amount. 0 units: money only.";
        whole: "全部退款", "Refund all";
        compute: "计算", "Calculate";
        reason: "退款原因", "Reason";
        reason_pick: "请选择", "Please choose";
        reason_text: "给买家的说明", "Message to the customer";
        reason_text_hint: "买家会在订单页看到", "Shown on the order page";
        refund_note_hint: "只有员工看得到", "Seen by staff only";
        plan_title: "请确认", "Please confirm";
        plan(amount, left):
            format!("将退回 {amount} 到支付宝，剩余可退 {left}"),
            format!("{amount} will go back to Alipay; {left} stays refundable");
        back_to_order: "返回订单", "Back to the order";
        /// After an amount.
        of_units(units): format!("（{units}）"), format!(" ({units})");
        units_n(count): format!("{count} 件"), count_of(count, "unit", "units");
    }
}
