//! alipay.trade.query: the state of a trade.

use alipay::time::format_shanghai;

use super::{biz::Biz, check::trade_numbers, response::Payload};
use crate::{
    books::{ledger::Denied, money::yuan},
    refusal::Refusal,
    simulator::Simulator,
};

/// Responds with the trade, or ACQ.TRADE_NOT_EXIST until the buyer has signed in.
pub(crate) fn query(simulator: &Simulator, biz: &Biz) -> Result<Payload, Denied> {
    let (trade_no, out_trade_no) = trade_numbers(biz)?;
    simulator.change(|books, moment| {
        books.expire(moment)?;
        let Some(trade) = books.find_trade(trade_no.as_deref(), out_trade_no.as_deref()) else {
            return Err(Refusal::trade_not_exist().into());
        };
        let paid = yuan(if trade.paid_at.is_some() {
            trade.total_fen
        } else {
            0
        });
        let order = &trade.order;
        let mut payload = Payload::success()
            .with("buyer_logon_id", &trade.buyer.logon_id)
            .with("buyer_pay_amount", &paid)
            .with("buyer_user_id", &trade.buyer.id)
            .with_some("body", order.body.clone())
            .with("invoice_amount", &paid)
            .with("out_trade_no", &order.out_trade_no)
            .with_some("passback_params", order.passback_params.clone())
            .with("point_amount", "0.00")
            .with("receipt_amount", &paid)
            .with_some("send_pay_date", trade.paid_at.map(format_shanghai))
            .with("subject", &order.subject)
            .with("total_amount", yuan(trade.total_fen))
            .with("trade_no", &trade.trade_no)
            .with("trade_status", trade.status.as_str());
        if trade.paid_at.is_some() && biz.asks_for("fund_bill_list") {
            let channel = vec![
                ("fund_channel", "ALIPAYACCOUNT".to_owned()),
                ("amount", paid),
            ];
            payload = payload.with_records("fund_bill_list", vec![channel]);
        }
        Ok(payload)
    })
}

/// A refused query has the amounts too, like the real gateway.
pub(crate) fn with_zero_amounts(payload: Payload) -> Payload {
    payload
        .with("buyer_pay_amount", "0.00")
        .with("invoice_amount", "0.00")
        .with("point_amount", "0.00")
        .with("receipt_amount", "0.00")
}
