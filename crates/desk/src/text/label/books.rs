//! Words for the causes of events, and for the ledger.

use super::pick;
use domain::{
    ledger::{Account, PostingKind},
    locale::Locale,
    order::Cause,
};

/// The cause of an event.
#[must_use]
pub const fn cause(locale: Locale, cause: Cause) -> &'static str {
    pick(
        locale,
        match cause {
            Cause::PlaceOrder => ("提交订单", "Order placed"),
            Cause::StartPayment => ("去付款", "Payment started"),
            Cause::Notify => ("支付宝通知", "Alipay notification"),
            Cause::Query => ("查询支付宝", "Alipay query"),
            Cause::Close => ("关闭交易", "Trade closed"),
            Cause::Deadline => ("超时未付款", "Not paid in time"),
            Cause::Cancel => ("取消订单", "Order cancelled"),
            Cause::PaidOtherwise => ("已由另一笔付清", "Paid by another attempt"),
            Cause::Reinstated => ("付款后恢复", "Restored after payment"),
            Cause::Surplus => ("未计入订单的付款退回", "Unapplied payment refunded"),
            Cause::RefundOrder => ("发起退款", "Refund issued"),
            Cause::RequestRefund => ("申请退款", "Refund requested"),
            Cause::WithdrawRefund => ("撤销申请", "Request withdrawn"),
            Cause::RejectRefund => ("拒绝申请", "Request declined"),
            Cause::AskReturn => ("要求退货", "Goods asked for"),
            Cause::ReceiveReturn => ("收到退货", "Goods received"),
            Cause::ReturnOverdue => ("超时未寄回", "No parcel in time"),
            Cause::NothingLeft => ("款项已退完", "Nothing left to refund"),
            Cause::SendRefund => ("发送退款", "Refund sent"),
            Cause::DropRefund => ("取消退款", "Refund cancelled"),
            Cause::Refund => ("支付宝答复", "Alipay's response"),
            Cause::RefundQuery => ("查询退款", "Refund query"),
            Cause::NotFoundAtGateway => ("支付宝查无此退款", "Not found at Alipay"),
            Cause::LeaseLost => ("发送中断", "Sending interrupted"),
            Cause::Ship => ("发货", "Parcel shipped"),
            Cause::VoidShipment => ("撤销发货", "Parcel voided"),
            Cause::RestRefunded => ("其余已退款", "Rest refunded"),
            Cause::ConfirmReceipt => ("买家确认收货", "Receipt confirmed"),
            Cause::ReceiptDue => ("到期自动确认", "Confirmed automatically"),
        },
    )
}

/// A ledger account.
#[must_use]
pub const fn account(locale: Locale, account: Account) -> &'static str {
    pick(
        locale,
        match account {
            Account::Alipay => ("支付宝账户", "Alipay"),
            Account::Order => ("订单", "Order"),
            Account::Suspense => ("暂收款", "Suspense"),
            Account::RefundDue => ("应付退款", "Refund due"),
            Account::Sales => ("销售收入", "Sales"),
            Account::Fees => ("手续费", "Fees"),
        },
    )
}

/// A ledger posting.
#[must_use]
pub const fn posting(locale: Locale, kind: PostingKind) -> &'static str {
    pick(
        locale,
        match kind {
            PostingKind::Pay => ("收款", "Payment"),
            PostingKind::Reserve => ("预留退款", "Refund reserved"),
            PostingKind::Payout => ("退款付出", "Refund paid out"),
            PostingKind::Drop => ("取消预留", "Refund cancelled"),
            PostingKind::Complete => ("结转收入", "Order completed"),
            PostingKind::Fee => ("手续费", "Fee"),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_never_sees_a_stored_word() {
        let stored: Vec<&str> = Cause::ALL
            .iter()
            .map(|cause| cause.as_str())
            .chain(PostingKind::ALL.iter().map(|kind| kind.as_str()))
            .collect();
        for locale in [Locale::ZhCn, Locale::En] {
            let said = Cause::ALL
                .iter()
                .map(|found| cause(locale, *found))
                .chain(PostingKind::ALL.iter().map(|kind| posting(locale, *kind)));
            for word in said {
                assert!(!stored.contains(&word), "{word}");
            }
        }
    }
}
