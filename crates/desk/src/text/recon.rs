//! Words of the reconciliation.

use kit::words;

words! {
    /// Words of the reconciliation.
    pub(crate) Recon {
        title: "对账", "Reconciliation";
        open: "待处理差异", "Open differences";
        none_open: "没有待处理的差异。", "There are no open differences.";
        more(n): format!("另有 {n} 项没有列出，处理后会出现。"), format!("{n} more follow as these are closed.");
        agrees(date, n):
            format!("{date} 账单与账目一致，{n} 笔。"),
            format!("{date}: The bill agrees, {}.", kit::text::count_of(n, "line", "lines"));
        upload: "上传账单", "Upload a bill";
        file: "账单文件", "Bill file";
        hint:
            "从支付宝下载的业务账单 ZIP，最大 64 MB。同一天的新文件按差异更新原来的账单，重复上传不会重复记账。",
            "The ZIP of the trade bill as Alipay gives it, 64 MB at most. Another file of the same day updates the bill by what differs; the same file changes nothing.";
        days: "每日账单", "Bills by day";
        none: "还没有账单。每天 10:00 后自动取前一天的账单。", "There are no bills yet. Each day's bill is fetched after 10:00 on the next day.";
        older: "更早", "Older";
        newer: "更新", "Newer";
        date: "日期", "Date";
        bill: "账单", "Bill";
        lines: "笔数", "Lines";
        received: "收入", "Received";
        refunded: "退款", "Refunds";
        fees: "手续费", "Fees";
        differences: "差异", "Differences";
        by_hand: "上传", "uploaded";
        payment_no: "付款单号", "Payment number";
        refund_no: "退款单号", "Refund number";
        order: "订单", "Order";
        here: "本店", "Here";
        there: "支付宝", "Alipay";
        differs: "差", "Difference";
        reason: "说明", "Reason";
        close(amount): format!("关闭差异 {amount}"), format!("Close {amount}");
        close_hint: "关闭不动钱，可以重新打开。", "Closing moves no money and can be undone.";
        reopen: "重新打开", "Reopen";
        ended: "已处理的差异", "Closed differences";
        closed_by: "处理人", "Closed by";
        read_only: "你可以查看对账，修改需要财务权限。", "You can view the reconciliation. Changing it needs the finance role.";
    }
}
