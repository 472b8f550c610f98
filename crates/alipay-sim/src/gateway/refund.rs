//! alipay.trade.refund: synchronous, with a number that makes repeats safe.

use alipay::time::format_shanghai;

use super::{biz::Biz, check::trade_numbers, response::Payload};
use crate::{
    books::{
        ledger::{Denied, Moved, RefundAsk},
        money::yuan,
        trade::RefundOrigin,
    },
    refusal::Refusal,
    simulator::Simulator,
};

/// Moves the money once; a repeat with the same number responds with `fund_change=N`.
pub(crate) fn refund(simulator: &Simulator, biz: &Biz) -> Result<Payload, Denied> {
    let (trade_no, out_trade_no) = trade_numbers(biz)?;
    let ask = RefundAsk {
        out_request_no: biz.text_up_to("out_request_no", 64)?,
        amount_fen: biz.amount("refund_amount")?,
        reason: biz.text_up_to("refund_reason", 256)?,
        origin: RefundOrigin::Api,
        notify: true,
    };
    let number = ask.out_request_no.clone();
    let amount_fen = ask.amount_fen;
    simulator.change(|books, moment| {
        let Some(key) = books
            .find_trade(trade_no.as_deref(), out_trade_no.as_deref())
            .map(|trade| trade.order.out_trade_no.clone())
        else {
            return Err(Refusal::trade_not_exist().into());
        };
        let moved = books.refund(&key, ask, moment)?;
        let Some(trade) = books.trade(&key) else {
            return Err(Refusal::trade_not_exist().into());
        };
        let refund = trade.refund(number.as_deref().unwrap_or(&key));
        let (fund_change, sent_back) = match moved {
            Moved::Now => ("Y", amount_fen),
            Moved::Before => ("N", 0),
        };
        let mut payload = Payload::success()
            .with("buyer_logon_id", &trade.buyer.logon_id)
            .with("buyer_user_id", &trade.buyer.id)
            .with("fund_change", fund_change)
            .with_some(
                "gmt_refund_pay",
                refund.map(|refund| format_shanghai(refund.at)),
            )
            .with("out_trade_no", &trade.order.out_trade_no)
            // The sum of all refunds, not this one's amount.
            .with("refund_fee", yuan(trade.refunded_fen()))
            .with("send_back_fee", yuan(sent_back))
            .with("trade_no", &trade.trade_no);
        if biz.asks_for("refund_detail_item_list") {
            let detail = vec![
                ("fund_channel", "ALIPAYACCOUNT".to_owned()),
                ("amount", yuan(sent_back)),
            ];
            payload = payload.with_records("refund_detail_item_list", vec![detail]);
        }
        Ok(payload)
    })
}
