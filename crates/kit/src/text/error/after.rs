//! Sentences about what follows a payment: shipping, refunds, and the lists that staff watch.

/// Chinese and English.
type Pair = (&'static str, &'static str);

pub(super) const EXPORT_TOO_MANY_ROWS: Pair = (
    "商品超过 20000 行，请在服务器上用 zhanggui goods export 导出。",
    "The products have more than 20000 rows. Export them on the server with zhanggui goods export.",
);
pub(super) const EXPORT_UNREADABLE: Pair = (
    "请写成 2026-11-28 这样的日期，开始不晚于结束。",
    "Write days as 2026-11-28, the first one not after the last.",
);
pub(super) const MAIL_NOT_SENDABLE: Pair = (
    "这封邮件不能重新发送：已发出、正在等待发送，或链接已失效。",
    "This mail cannot be sent again: it was sent, waits to be sent, or its link has ended.",
);
pub(super) const BILL_KIND: Pair = (
    "这不是支付宝业务账单的 ZIP，请上传下载的原文件。",
    "This is not the ZIP of a trade bill of Alipay. Upload the file as it was downloaded.",
);
pub(super) const BILL_TOO_LARGE: Pair = (
    "账单超过 64 MB，请用 zhanggui reconcile --file 导入。",
    "The bill has more than 64 MB. Import it with zhanggui reconcile --file.",
);
pub(super) const BILL_ACCOUNT: Pair = (
    "这是另一个支付宝账号的账单。",
    "This is the bill of another Alipay account.",
);
pub(super) const BILL_OTHER_DAY: Pair = (
    "账单的日期不对，请下载单日的账单。",
    "The bill is of another day, or of several. Download the bill of one day.",
);
pub(super) const BILL_TOO_EARLY: Pair = (
    "这一天还没有结束，请明天再核对。",
    "This day is not over yet. Try again tomorrow.",
);
pub(super) const BILL_BROKEN: Pair = (
    "账单不完整，或合计与明细不符，没有使用。请重新下载。",
    "The bill is incomplete, or its totals are not those of its rows. It was not used. Download it again.",
);
pub(super) const ISSUE_MOVED: Pair = (
    "这项差异刚有变化，请核对后再处理。",
    "This difference has just changed. Look at it again.",
);
pub(super) const NOT_PAYABLE: Pair = (
    "这笔订单现在不能付款，请刷新查看最新状态。",
    "This order cannot be paid now. Reload for its status.",
);
pub(super) const NOT_CANCELLABLE: Pair = (
    "这笔订单现在不能取消，请刷新查看最新状态。",
    "This order cannot be cancelled now. Reload for its status.",
);
pub(super) const NOT_SHIPPABLE: Pair = (
    "这笔订单现在没有可以发货的商品，请刷新查看最新状态。",
    "Nothing of this order can be shipped now. Reload for its status.",
);
pub(super) const SHIP_UNITS: Pair = (
    "件数超过了可以发货的数量。",
    "That is more units than can be shipped.",
);
pub(super) const TRACKING_NO: Pair = (
    "运单号只有字母、数字和连字符。如果表格把它变成了 1.2E+13，请把那一列存为文本。",
    "A tracking number has letters, digits and hyphens only. If a spreadsheet made 1.2E+13 of it, store the column as text.",
);
pub(super) const TRACKING_NO_USED: Pair = (
    "这个运单号已用于另一位买家的订单。",
    "This tracking number is on another customer's order.",
);
pub(super) const SHIP_LINES: Pair = (
    "粘贴的行数与所选订单数不一致，请核对。",
    "The lines pasted are not as many as the orders chosen.",
);
pub(super) const PARCEL_CHANGED: Pair = (
    "其他人刚改过这个包裹，你的修改未保存。请对照现在的内容再提交。",
    "Someone else has just changed this parcel; your change was not saved. Compare and submit again.",
);
pub(super) const NOT_VOIDABLE: Pair = (
    "这个包裹不能撤销：只能在发货当天、买家收货前，并且其中没有商品退回或退款。",
    "This parcel cannot be voided: only on the day it was shipped, before it is received, and while none of it was returned or refunded.",
);
pub(super) const NOT_RECEIVABLE: Pair = (
    "这笔订单现在不能确认收货，请刷新查看最新状态。",
    "This order cannot be confirmed now. Reload for its status.",
);
pub(super) const NOT_EXTENDABLE: Pair = (
    "收货时间只能延长一次，并且要在收货前。",
    "The time can be extended once only, before the receipt.",
);
pub(super) const REFUND_NOT_ALLOWED: Pair = (
    "这笔订单现在不能退款，请刷新查看最新状态。",
    "This order cannot be refunded now. Reload for its status.",
);
pub(super) const REFUND_NOTHING: Pair = (
    "请选择要退的商品或填写金额。",
    "Please choose units or an amount to refund.",
);
pub(super) const REFUND_OVER_LINE: Pair = (
    "超过了这一行的可退金额。",
    "That is more than is left on this line.",
);
pub(super) const REFUND_UNITS: Pair = (
    "件数超过了可退的数量。",
    "That is more units than can be refunded.",
);
pub(super) const REFUND_PLAN_CHANGED: Pair = (
    "订单刚刚有变化，还没有退款。请重新计算并核对。",
    "The order has just changed. Nothing was refunded. Please calculate and look again.",
);
pub(super) const REFUND_FORM_USED: Pair = (
    "这张表单已经用过，内容与现在填的不同。如要再退，请重新打开退款页。",
    "This form was already used with other content. For another refund, open the refund page again.",
);
pub(super) const REFUND_FOUND: Pair = (
    "支付宝有本店没有记录的退款，现已记入账本。请核对后再决定。",
    "Alipay has a refund that was missing here; it is in the books now. Check the order and decide again.",
);
pub(super) const REFUND_REQUEST_OPEN: Pair = (
    "这笔订单已有一个退款申请在处理，处理完才能再申请。",
    "A request for this order is open already. Another one is possible once it has ended.",
);
pub(super) const REFUND_LATE: Pair = (
    "已过申请退款的期限，请联系商家。",
    "The time for refund requests has passed. Please contact the shop.",
);
pub(super) const REFUND_NOT_SHIPPED: Pair = (
    "这些商品还没有发货，请选“仅退款”。",
    "Not so many were shipped. Choose “Refund only”.",
);
pub(super) const REFUND_LOWER_REASON: Pair = (
    "金额比申请的低，请写明理由，买家会看到。",
    "The amount is lower than what was asked for. Say why; the customer reads it.",
);
pub(super) const REFUND_NOT_LOWER: Pair = (
    "请填低于申请金额、至少 0.01 元的金额。",
    "Enter an amount below what was asked for, 0.01 yuan at least.",
);
pub(super) const REFUND_CONFIRM_LOWER: Pair = (
    "请核对较低的金额，再按一次按钮。",
    "Check the lower amount, then press the button again.",
);
pub(super) const REFUND_SECOND_PERSON: Pair = (
    "你已同意，等另一位同事。",
    "You approved; a colleague must too.",
);
pub(super) const RETURN_ADDRESS_MISSING: Pair = (
    "还没有退货地址，请先在设置里填写。",
    "There is no return address yet. Enter one in the settings first.",
);
pub(super) const RETURN_UNITS: Pair = (
    "两项合计不能超过申请退货的件数。",
    "Together these are more units than were asked to come back.",
);
pub(super) const RETURN_NOTHING: Pair = (
    "请填写收到的件数；什么都没收到时可以拒绝。",
    "Enter the units that came. If nothing came, decline the request.",
);
pub(super) const REFUND_STATE_MOVED: Pair = (
    "这笔退款的状态已经变了，请看最新状态。",
    "The refund has changed. Please check its current status.",
);
pub(super) const NOTIFY_DECIDED: Pair = (
    "这条通知已经处理过了，未重放。请看最新结果。",
    "This notification was processed meanwhile and was not replayed. See its result.",
);
pub(super) const NOTIFY_DELETED: Pair = (
    "原文已按期删除，不能重放。",
    "Its message was deleted after its time, so it cannot be replayed.",
);
pub(super) const NOTIFY_NOT_AUTHENTIC: Pair = (
    "用现在的支付宝公钥验签不通过，未重放。",
    "It does not verify with the present Alipay key and was not replayed.",
);
pub(super) const JOB_MOVED: Pair = (
    "这个任务已经变了，未做改动。请看最新状态。",
    "This job has changed, and nothing was done. See its status.",
);
pub(super) const JOB_NEEDED: Pair = (
    "这个任务还关系到款项或库存，不能丢弃。请重试。",
    "Money or stock still depends on this job, so it cannot be dropped. Retry it.",
);
pub(super) const ALARM_AGAIN: Pair = (
    "这个警报刚刚又发生了，没有记下。请再看一遍。",
    "This alarm was raised again just now and was not noted. Look once more.",
);
