//! Querying the gateway about an attempt: prepare (commit), call, record (commit).

use super::{
    Checked,
    apply::{Applied, Evidence, Trade},
    books::{self, About},
    hear,
};
use crate::{Error, Shop, alarm::raise, order::history::By};
use alipay::{CallResult, Called, SubCode, TradeQuery, TradeQueryResponse, TradeStatus};
use domain::{alarm::AlarmCode, money::Fen, order::Cause, payment::Heard, time::Millis};
use store::{
    Tx,
    models::attempt::Attempt,
    queries::{attempt, order},
};

/// The result of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A response; the attempt is paid now.
    Paid,
    /// A response; the attempt is not paid.
    NotPaid,
    /// No verified response.
    Unanswered,
    /// The last query was too recent; nothing was sent.
    TooSoon,
    /// The attempt is settled; nothing was sent.
    Settled,
}

impl From<Asked> for Checked {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked::Paid => Self::Paid,
            Asked::NotPaid | Asked::TooSoon | Asked::Settled => Self::NotYet,
            Asked::Unanswered => Self::Unanswered,
        }
    }
}

/// Runs in the transaction that records the response, with the attempt's present row and the
/// result. A job ends or reschedules itself here.
/// or puts itself off here.
pub(crate) type Afterwards =
    Box<dyn Fn(&mut Tx<'_>, &Attempt, Asked, Millis) -> Result<(), Error> + Send + Sync>;

/// Which attempts may be queried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Those that may still be paid.
    Watched,
    /// Closed ones too, because a message contradicts the books.
    Unpaid,
    /// Paid ones, because the gateway may have closed their trade.
    Paid,
}

impl Scope {
    fn holds(self, seen: &Attempt) -> bool {
        match self {
            Self::Watched => seen.state.is_watched(),
            Self::Unpaid => !seen.is_paid(),
            Self::Paid => seen.is_paid(),
        }
    }
}

/// For queries without a job.
pub(crate) fn nothing_more() -> Afterwards {
    Box::new(|_tx, _attempt, _asked, _now| Ok(()))
}

enum Prepared {
    Ask(Box<Attempt>),
    Not(Asked),
}

impl Shop {
    /// Queries an attempt within `scope`, unless the last query was too recent. No response is
    /// `Unanswered` and not an error.
    pub(crate) async fn ask(
        &self,
        attempt_id: i64,
        scope: Scope,
        afterwards: Afterwards,
    ) -> Result<Asked, Error> {
        let (now, pause) = (self.now(), self.policy.gateway_pause_ms);
        let prepared = self
            .store
            .write(move |tx| -> Result<Prepared, Error> {
                let seen = attempt::get(tx, attempt_id)?;
                if !scope.holds(&seen) {
                    return Ok(Prepared::Not(if seen.is_paid() {
                        Asked::Paid
                    } else {
                        Asked::Settled
                    }));
                }
                if !attempt::claim_query(tx, attempt_id, now, pause)? {
                    return Ok(Prepared::Not(Asked::TooSoon));
                }
                Ok(Prepared::Ask(Box::new(seen)))
            })
            .await?;
        let seen = match prepared {
            Prepared::Ask(seen) => seen,
            Prepared::Not(asked) => {
                self.store
                    .write(move |tx| {
                        let seen = attempt::get(tx, attempt_id)?;
                        afterwards(tx, &seen, asked, now)
                    })
                    .await?;
                return Ok(asked);
            }
        };
        let question = TradeQuery::new(seen.out_trade_no);
        let called = self.gateway.query(&question, self.now()).await;
        self.record_answer(attempt_id, called, afterwards).await
    }

    async fn record_answer(
        &self,
        attempt_id: i64,
        called: Called<TradeQueryResponse>,
        afterwards: Afterwards,
    ) -> Result<Asked, Error> {
        let shop = self.clone();
        self.store
            .write(move |tx| {
                let now = shop.now();
                let about = About {
                    attempt_id: Some(attempt_id),
                    refund_id: None,
                };
                // The lock comes before the call's row, because that row refers to the attempt.
                let order_id = attempt::get(tx, attempt_id)?.order_id;
                order::lock(tx, order_id)?;
                let call_id = books::keep_call(tx, &called.record, about, now)?;
                let asked = shop.take_answer(tx, attempt_id, &called.result, call_id, now)?;
                let seen = attempt::get(tx, attempt_id)?;
                let asked = match asked {
                    Asked::Unanswered => Asked::Unanswered,
                    _answered if seen.is_paid() => Asked::Paid,
                    Asked::Paid | Asked::NotPaid | Asked::TooSoon | Asked::Settled => asked,
                };
                afterwards(tx, &seen, asked, now)?;
                Ok(asked)
            })
            .await
    }

    /// The caller holds the order lock.
    fn take_answer(
        &self,
        tx: &mut Tx<'_>,
        attempt_id: i64,
        answer: &CallResult<TradeQueryResponse>,
        call_id: i64,
        now: Millis,
    ) -> Result<Asked, Error> {
        let seen = attempt::get(tx, attempt_id)?;
        let out_trade_no = &seen.out_trade_no;
        let (heard, asked) = match answer {
            CallResult::Ok(trade) => match read(trade, now) {
                Read::Heard(heard) => (heard, Asked::NotPaid),
                Read::Paid(heard, paid) => {
                    return self.take_payment(tx, attempt_id, heard, &paid, call_id, now);
                }
                Read::Odd(what) => {
                    raise!(error, tx, AlarmCode::OddAnswer, out_trade_no, now;
                        %out_trade_no, what, "a signed response is inconsistent")?;
                    (Heard::NoAnswer, Asked::Unanswered)
                }
            },
            CallResult::Rejected(refusal) if refusal.sub_code == SubCode::TradeNotExist => {
                (Heard::NotExist, Asked::NotPaid)
            }
            CallResult::Rejected(refusal) => {
                tracing::warn!(%out_trade_no, %refusal, "a query about an attempt was refused");
                (Heard::NoAnswer, Asked::Unanswered)
            }
            CallResult::Unknown(why) => {
                tracing::warn!(%out_trade_no, %why, "a query about an attempt got no response");
                (Heard::NoAnswer, Asked::Unanswered)
            }
        };
        let order = order::get(tx, seen.order_id)?;
        hear::hear(tx, &order, &seen, heard, By::gateway(Cause::Query), now)?;
        Ok(asked)
    }

    fn take_payment(
        &self,
        tx: &mut Tx<'_>,
        attempt_id: i64,
        heard: Heard,
        paid: &Trade,
        call_id: i64,
        now: Millis,
    ) -> Result<Asked, Error> {
        match self.apply_trade(tx, attempt_id, heard, paid, Evidence::Query(call_id))? {
            Applied::Paid(_) | Applied::Finished | Applied::Known => Ok(Asked::Paid),
            Applied::AskRefunds => {
                let seen = attempt::get(tx, attempt_id)?;
                crate::refund::went_back(tx, &seen, now)?;
                Ok(Asked::Paid)
            }
            Applied::AskFirst | Applied::TradeNoDiffers => {
                let out_trade_no = attempt::get(tx, attempt_id)?.out_trade_no;
                raise!(error, tx, AlarmCode::TradeNoDiffers, &out_trade_no, self.now();
                    %out_trade_no, trade_no = %paid.trade_no,
                    "the gateway's trade_no contradicts the books")?;
                Ok(Asked::Unanswered)
            }
        }
    }
}

enum Read {
    Heard(Heard),
    Paid(Heard, Trade),
    Odd(&'static str),
}

/// Reads a signed response about our trade.
fn read(answer: &TradeQueryResponse, now: Millis) -> Read {
    let heard = match answer.trade_status {
        TradeStatus::WaitBuyerPay => return Read::Heard(Heard::Waiting),
        TradeStatus::TradeClosed if answer.send_pay_date_ms.is_none() => {
            return Read::Heard(Heard::Closed { paid: false });
        }
        TradeStatus::TradeClosed => Heard::Closed { paid: true },
        TradeStatus::TradeSuccess => Heard::Success,
        TradeStatus::TradeFinished => Heard::Finished,
    };
    let paid = Fen::new(answer.total_amount.fen());
    if paid < Fen::new(1) {
        return Read::Odd("paid without an amount");
    }
    let Some(trade_no) = answer.trade_no.clone() else {
        return Read::Odd("paid without a trade number");
    };
    let trade = Trade {
        trade_no,
        paid,
        paid_at: answer.send_pay_date_ms.map_or(now, Millis::new),
        buyer_hint: answer.buyer_logon_id.clone(),
    };
    Read::Paid(heard, trade)
}
