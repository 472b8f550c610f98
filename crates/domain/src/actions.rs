//! What may be done to an order now. Draws the buttons and is asked again under the order lock.

text_enum! {
    /// An act a person may do to an order.
    Action {
        Pay = "pay", CheckPayment = "check_payment", Cancel = "cancel",
        RequestRefund = "request_refund", WithdrawRefund = "withdraw_refund",
        ConfirmReceipt = "confirm_receipt", BuyAgain = "buy_again",
        Refund = "refund", ApproveRefund = "approve_refund", RejectRefund = "reject_refund",
        RetryRefund = "retry_refund", DropRefund = "drop_refund", Ship = "ship",
    }
}
