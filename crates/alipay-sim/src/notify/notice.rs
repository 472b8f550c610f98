//! The fields of a notification about a trade.

use alipay::time::format_shanghai;

use crate::books::{
    money::yuan,
    trade::{Refund, Trade, TradeStatus},
};

/// The fields of one message, without `notify_time`, `sign_type` and `sign`.
pub(crate) fn fields(trade: &Trade, notify_id: &str, seller_id: &str) -> Vec<(String, String)> {
    let total = yuan(trade.total_fen);
    let order = &trade.order;
    let mut fields = Fields::default();
    fields.put("gmt_create", format_shanghai(trade.created_at));
    fields.put("charset", order.charset.clone());
    fields.put_some("gmt_payment", trade.paid_at.map(format_shanghai));
    fields.put("subject", order.subject.clone());
    fields.put_some("body", order.body.clone());
    fields.put("buyer_id", trade.buyer.id.clone());
    fields.put("buyer_logon_id", trade.buyer.logon_id.clone());
    fields.put("version", "1.0".to_owned());
    fields.put("notify_id", notify_id.to_owned());
    fields.put("notify_type", "trade_status_sync".to_owned());
    fields.put("out_trade_no", order.out_trade_no.clone());
    fields.put("total_amount", total.clone());
    fields.put("trade_status", trade.status.as_str().to_owned());
    fields.put("trade_no", trade.trade_no.clone());
    fields.put("auth_app_id", order.app_id.clone());
    fields.put("app_id", order.app_id.clone());
    fields.put("seller_id", seller_id.to_owned());
    fields.put_some("passback_params", order.passback_params.clone());
    if trade.paid_at.is_some() {
        fields.put("invoice_amount", total.clone());
        fields.put("receipt_amount", total.clone());
        fields.put("buyer_pay_amount", total.clone());
        fields.put("point_amount", "0.00".to_owned());
        fields.put(
            "fund_bill_list",
            format!(r#"[{{"amount":"{total}","fundChannel":"ALIPAYACCOUNT"}}]"#),
        );
    }
    if let Some(refund) = trade.refunds.last() {
        put_refund(&mut fields, trade, refund);
    }
    if trade.status == TradeStatus::TradeClosed {
        fields.put_some("gmt_close", trade.closed_at.map(format_shanghai));
    }
    fields.0
}

/// `refund_fee` is the sum of all refunds; `out_biz_no` names the one that caused the message.
fn put_refund(fields: &mut Fields, trade: &Trade, refund: &Refund) {
    fields.put("out_biz_no", refund.out_request_no.clone());
    fields.put("refund_fee", yuan(trade.refunded_fen()));
    let at = format_shanghai(refund.at);
    fields.put(
        "gmt_refund",
        format!("{at}.{:03}", refund.at.rem_euclid(1000)),
    );
    fields.put("send_back_fee", yuan(refund.amount_fen));
}

#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn put(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), value));
    }

    fn put_some(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.put(name, value);
        }
    }
}
