//! The verdict on an authentic notification; only a matching trade is booked.

use crate::{
    Error, Shop,
    jobs::{file, refund},
    payment::apply::{Applied, Evidence, Trade, differs},
};
use alipay::{Notice, NoticeKind};
use domain::{
    money::Fen,
    payment::{Heard, Verdict, VerdictReason},
    time::Millis,
};
use store::{Tx, models::attempt::Attempt, queries::attempt};

/// A verdict with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ruling {
    pub(super) verdict: Verdict,
    pub(super) reason: Option<VerdictReason>,
    pub(super) attempt_id: Option<i64>,
}

impl Ruling {
    fn new(verdict: Verdict, reason: VerdictReason, about: Option<&Attempt>) -> Self {
        Self {
            verdict,
            reason: Some(reason),
            attempt_id: about.map(|attempt| attempt.id),
        }
    }
}

impl Shop {
    /// Decides and applies, in the transaction that stores the message as `inbox_id`.
    pub(super) fn rule(
        &self,
        tx: &mut Tx<'_>,
        notice: &Notice,
        inbox_id: i64,
    ) -> Result<Ruling, Error> {
        use Verdict::{Applied as Done, NoEffect, Rejected, UnknownTrade};
        if notice.app_id() != Some(self.gateway.app_id()) {
            return Ok(Ruling::new(Rejected, VerdictReason::OtherApp, None));
        }
        if notice.seller_id() != Some(self.gateway.seller_id()) {
            return Ok(Ruling::new(Rejected, VerdictReason::OtherSeller, None));
        }
        let kind = notice.kind();
        if kind == NoticeKind::Other {
            return Ok(Ruling::new(Rejected, VerdictReason::UnknownKind, None));
        }
        let named = match notice.out_trade_no() {
            Some(out_trade_no) => attempt::by_out_trade_no(tx, out_trade_no)?,
            None => None,
        };
        let Some(seen) = named else {
            return Ok(Ruling::new(UnknownTrade, VerdictReason::UnknownTrade, None));
        };
        let now = self.now();
        let trade = match read(notice, now) {
            Ok(trade) => trade,
            Err(reason) => return self.reject(tx, &seen, reason, now),
        };
        if differs(tx, &seen, &trade)? {
            return self.reject(tx, &seen, VerdictReason::OtherTradeNo, now);
        }
        if trade.paid != seen.amount_fen && seen.paid_fen != Some(trade.paid) {
            return self.reject(tx, &seen, VerdictReason::OtherAmount, now);
        }
        let heard = match kind {
            NoticeKind::Payment => Heard::Success,
            NoticeKind::Finished => Heard::Finished,
            NoticeKind::Waiting => {
                return Ok(Ruling::new(NoEffect, VerdictReason::Waiting, Some(&seen)));
            }
            NoticeKind::RefundEcho if seen.is_paid() => {
                crate::refund::echo(tx, &seen, notice.out_biz_no(), now)?;
                return Ok(Ruling::new(
                    NoEffect,
                    VerdictReason::RefundsQueried,
                    Some(&seen),
                ));
            }
            // A refund of a payment that is not booked: queries find both.
            NoticeKind::RefundEcho => {
                wake(tx, &seen, now)?;
                // A refund without a request number has the trade's number.
                let number = notice
                    .out_biz_no()
                    .filter(|number| *number != trade.trade_no)
                    .unwrap_or(&seen.out_trade_no);
                refund::probe(tx, &seen, number, now, now)?;
                return Ok(Ruling::new(NoEffect, VerdictReason::Queried, Some(&seen)));
            }
            NoticeKind::Closed => {
                wake(tx, &seen, now)?;
                return Ok(Ruling::new(NoEffect, VerdictReason::Queried, Some(&seen)));
            }
            NoticeKind::Other => {
                return Ok(Ruling::new(
                    Rejected,
                    VerdictReason::UnknownKind,
                    Some(&seen),
                ));
            }
        };
        match self.apply_trade(tx, seen.id, heard, &trade, Evidence::Notify(inbox_id))? {
            Applied::Paid(disposition) => Ok(Ruling::new(Done, disposition.into(), Some(&seen))),
            Applied::Finished => Ok(Ruling::new(Done, VerdictReason::Finished, Some(&seen))),
            Applied::Known => Ok(Ruling::new(NoEffect, VerdictReason::Known, Some(&seen))),
            Applied::AskRefunds => {
                wake(tx, &seen, now)?;
                Ok(Ruling::new(NoEffect, VerdictReason::Queried, Some(&seen)))
            }
            Applied::AskFirst => self.reject(tx, &seen, VerdictReason::OtherAmount, now),
            Applied::TradeNoDiffers => self.reject(tx, &seen, VerdictReason::OtherTradeNo, now),
        }
    }

    /// Books nothing and files a query, because only its response counts now.
    fn reject(
        &self,
        tx: &mut Tx<'_>,
        seen: &Attempt,
        reason: VerdictReason,
        now: Millis,
    ) -> Result<Ruling, Error> {
        wake(tx, seen, now)?;
        Ok(Ruling::new(Verdict::Rejected, reason, Some(seen)))
    }
}

/// Queries soon: the payment while it is open, trade and refunds once it is paid.
fn wake(tx: &mut Tx<'_>, seen: &Attempt, now: Millis) -> Result<(), Error> {
    if seen.is_paid() {
        refund::ask_trade(tx, seen.id, now)?;
        crate::refund::ask_about(tx, seen, now)
    } else {
        file::quick_questions(tx, seen.id, now)
    }
}

/// The trade of a notification.
fn read(notice: &Notice, now: Millis) -> Result<Trade, VerdictReason> {
    let paid = notice.total_amount().ok_or(VerdictReason::NoAmount)?;
    let trade_no = notice.trade_no().ok_or(VerdictReason::NoTradeNo)?;
    Ok(Trade {
        trade_no: trade_no.to_owned(),
        paid: Fen::new(paid.fen()),
        paid_at: notice.gmt_payment_ms().map_or(now, Millis::new),
        buyer_hint: notice.buyer_logon_id().map(str::to_owned),
    })
}
