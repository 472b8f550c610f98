//! alipay.trade.cancel: cancels a trade with an unknown result.

use alipay::time::format_shanghai;

use super::{biz::Biz, check::trade_numbers, response::Payload};
use crate::{
    books::ledger::{Cancelled, Denied},
    refusal::Refusal,
    simulator::Simulator,
};

/// Closes an unpaid trade, refunds a paid one; `action` tells which.
pub(crate) fn cancel(simulator: &Simulator, biz: &Biz) -> Result<Payload, Denied> {
    let (trade_no, out_trade_no) = trade_numbers(biz)?;
    simulator.change(|books, moment| {
        let found = books
            .find_trade(trade_no.as_deref(), out_trade_no.as_deref())
            .map(|trade| (trade.order.out_trade_no.clone(), trade.trade_no.clone()));
        let Some((out_trade_no, trade_no)) = found else {
            return Err(Refusal::trade_not_exist().into());
        };
        let (action, refunded_at) = match books.cancel(&out_trade_no, moment)? {
            Cancelled::Closed => ("close", None),
            Cancelled::Refunded(at) => ("refund", Some(at)),
        };
        Ok(Payload::success()
            .with("action", action)
            .with_some("gmt_refund_pay", refunded_at.map(format_shanghai))
            .with("out_trade_no", out_trade_no)
            .with("retry_flag", "N")
            .with("trade_no", trade_no))
    })
}
