//! Words of mail: its page, its section on an order, the notice while it is off.

use kit::words;

words! {
    /// Words of mail.
    pub(crate) Mail {
        title: "邮件", "Mail";
        tabs: "邮件列表", "Lists of mail";
        off: "邮件未设置，买家收不到通知", "Mail is not set up, so customers get no notices";
        set_up: "设置邮件", "Set up mail";
        how:
            "在服务器上设置 ZHANGGUI_SMTP_URL 和 ZHANGGUI_MAIL_FROM，然后重新启动。",
            "Set ZHANGGUI_SMTP_URL and ZHANGGUI_MAIL_FROM on the server and restart the shop.";
        on: "邮件服务器已设置。", "A mail server is set up.";
        undelivered: "未送达的邮件", "Undelivered mail";
        none: "没有邮件。", "No mail.";
        none_of_order: "没有关于这个订单的邮件。", "No mail about this order.";
        newest: "只列出最近的 100 封。", "Only the latest 100 are listed.";
        col_kind: "内容", "About";
        col_recipient: "收件人", "Recipient";
        col_queued: "时间", "Time";
        col_answer: "邮件服务器的答复", "Answer of the mail server";
        col_act: "操作", "Action";
        no_answer: "邮件服务器没有答复", "The mail server did not answer";
        again: "重新发送", "Send again";
        /// Follows the button, for screen readers.
        again_of(kind, to): format!("：{kind}，{to}"), format!(": {kind}, {to}");
    }
}
