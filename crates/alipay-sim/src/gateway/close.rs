//! alipay.trade.close: closes an unpaid trade.

use super::{biz::Biz, check::trade_numbers, response::Payload};
use crate::{books::ledger::Denied, refusal::Refusal, simulator::Simulator};

/// Closes, or refuses: ACQ.TRADE_NOT_EXIST without a trade, ACQ.TRADE_STATUS_ERROR in any other
/// state.
pub(crate) fn close(simulator: &Simulator, biz: &Biz) -> Result<Payload, Denied> {
    let (trade_no, out_trade_no) = trade_numbers(biz)?;
    simulator.change(|books, moment| {
        let found = books
            .find_trade(trade_no.as_deref(), out_trade_no.as_deref())
            .map(|trade| (trade.order.out_trade_no.clone(), trade.trade_no.clone()));
        let Some((out_trade_no, trade_no)) = found else {
            return Err(Refusal::trade_not_exist().into());
        };
        books.close(&out_trade_no, "closed by merchant", moment)?;
        Ok(Payload::success()
            .with("out_trade_no", out_trade_no)
            .with("trade_no", trade_no))
    })
}
