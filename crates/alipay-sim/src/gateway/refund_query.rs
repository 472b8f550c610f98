//! alipay.trade.fastpay.refund.query: whether a refund was made under a number.

use alipay::time::format_shanghai;

use super::{biz::Biz, check::trade_numbers, response::Payload};
use crate::{
    books::{ledger::Denied, money::yuan},
    refusal::Refusal,
    simulator::Simulator,
};

/// Responds with the refund; for an unknown number `10000` with nothing else.
pub(crate) fn refund_query(simulator: &Simulator, biz: &Biz) -> Result<Payload, Denied> {
    let (trade_no, out_trade_no) = trade_numbers(biz)?;
    let number = biz.required("out_request_no", 64)?;
    let books = simulator.books();
    let Some(trade) = books.find_trade(trade_no.as_deref(), out_trade_no.as_deref()) else {
        return Err(Refusal::trade_not_exist().into());
    };
    let Some(refund) = trade.refund(&number) else {
        return Ok(Payload::success());
    };
    let mut payload = Payload::success();
    if biz.asks_for("gmt_refund_pay") {
        payload = payload.with("gmt_refund_pay", format_shanghai(refund.at));
    }
    payload = payload
        .with("out_request_no", &refund.out_request_no)
        .with("out_trade_no", &trade.order.out_trade_no)
        .with("refund_amount", yuan(refund.amount_fen))
        .with_some("refund_reason", refund.reason.clone())
        .with("refund_status", "REFUND_SUCCESS")
        .with("send_back_fee", yuan(refund.amount_fen))
        .with("total_amount", yuan(trade.total_fen))
        .with("trade_no", &trade.trade_no);
    if biz.asks_for("refund_detail_item_list") {
        let detail = vec![
            ("fund_channel", "ALIPAYACCOUNT".to_owned()),
            ("amount", yuan(refund.amount_fen)),
        ];
        payload = payload.with_records("refund_detail_item_list", vec![detail]);
    }
    Ok(payload)
}
