//! The gateway's asynchronous notification, applied exactly once.
//!
//! A verified message is stored in the inbox and applied in the same transaction; the response is
//! `success` only after the commit. A message that does not verify is not stored, so that a forger
//! cannot occupy a `notify_id`.

mod decide;
mod replay;

use crate::{
    Error, Shop,
    alarm::{keep, raise},
};
use alipay::Notice;
use decide::Ruling;
use domain::{
    alarm::AlarmCode,
    payment::{Verdict, VerdictReason},
    time::Millis,
};
use store::{
    Tx,
    models::inbox::{InboxRow, NewInboxRow},
    queries::inbox::{self, Decision},
};

/// The response to the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotifyAnswer {
    /// 200 `success`: committed now or before.
    Success,
    /// 200 `failure`: authentic, but not applied; the gateway sends it again.
    Failure,
    /// 400 `failure`: not authentic; nothing was stored.
    NotAuthentic,
}

impl From<Verdict> for NotifyAnswer {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Applied | Verdict::NoEffect => Self::Success,
            Verdict::UnknownTrade | Verdict::Rejected | Verdict::Error => Self::Failure,
        }
    }
}

impl Shop {
    /// Verifies the raw form body and applies it in one transaction. An error becomes `Failure`.
    pub async fn on_notify(&self, raw: &[u8]) -> NotifyAnswer {
        let notice = match self.gateway.verify_notify(raw) {
            Ok(notice) => notice,
            Err(why) => {
                let alarm = AlarmCode::NotifyNotAuthentic.as_str();
                tracing::warn!(alarm, %why, bytes = raw.len(), "a notification did not verify");
                self.forged.add();
                self.keep_alarms().await;
                return NotifyAnswer::NotAuthentic;
            }
        };
        let row = inbox_row(&notice, raw, self.now());
        let (shop, told, kept) = (self.clone(), notice.clone(), row.clone());
        match self
            .store
            .write(move |tx| shop.take_notice(tx, &told, &kept))
            .await
        {
            Ok(verdict) => verdict.into(),
            // Nothing is stored: the gateway repeats it for a day, and our own queries continue.
            Err(Error::Busy) => NotifyAnswer::Failure,
            Err(error) => {
                self.keep_error(row, &error).await;
                NotifyAnswer::Failure
            }
        }
    }

    /// One transaction: the inbox row and its effect.
    fn take_notice(
        &self,
        tx: &mut Tx<'_>,
        notice: &Notice,
        row: &NewInboxRow,
    ) -> Result<Verdict, Error> {
        let seen = match inbox::insert(tx, row)? {
            Some(fresh) => fresh,
            None => {
                let known = inbox::find(tx, &row.notify_id, &row.digest)?
                    .ok_or_else(|| Error::internal("a known message is missing"))?;
                let counted = inbox::count_delivery(tx, known.id, row.received_at)?;
                match counted.verdict {
                    Verdict::Applied | Verdict::NoEffect | Verdict::Rejected => {
                        return Ok(counted.verdict);
                    }
                    Verdict::Error | Verdict::UnknownTrade => counted,
                }
            }
        };
        self.judge(tx, notice, &seen)
    }

    /// Decides a message, applies it and writes the verdict.
    fn judge(&self, tx: &mut Tx<'_>, notice: &Notice, seen: &InboxRow) -> Result<Verdict, Error> {
        let Ruling {
            verdict,
            reason,
            attempt_id,
        } = self.rule(tx, notice, seen.id)?;
        self.told(tx, verdict, seen, reason)?;
        inbox::decide(
            tx,
            seen,
            &Decision {
                verdict,
                reason: reason.map(|why| why.to_string()),
                attempt_id,
            },
        )?;
        Ok(verdict)
    }

    /// Logs the verdict, and raises an alarm for one that is not a success.
    fn told(
        &self,
        tx: &mut Tx<'_>,
        verdict: Verdict,
        row: &InboxRow,
        reason: Option<VerdictReason>,
    ) -> Result<(), Error> {
        let (id, out_trade_no) = (&row.notify_id, &row.out_trade_no);
        match verdict {
            Verdict::Rejected | Verdict::UnknownTrade | Verdict::Error => {
                let reason = reason.map(VerdictReason::as_str);
                raise!(error, tx, AlarmCode::NotifyRefused, id, self.now();
                    %verdict, reason, notify_id = %id, %out_trade_no,
                    "an authentic notification was not accepted")
            }
            Verdict::Applied | Verdict::NoEffect => {
                tracing::info!(%verdict, notify_id = %id, %out_trade_no, "notify");
                Ok(())
            }
        }
    }

    /// Stores a message that could not be applied, in a transaction of its own. It is applied at
    /// its next delivery.
    async fn keep_error(&self, row: NewInboxRow, error: &Error) {
        let (told, now) = (error.to_string(), self.now());
        // Before the transaction, which may fail for the same reason.
        failed(error, &row.notify_id);
        let kept = self
            .store
            .write(move |tx| -> Result<(), Error> {
                let seen = match inbox::insert(tx, &row)? {
                    Some(fresh) => fresh,
                    None => match inbox::find(tx, &row.notify_id, &row.digest)? {
                        Some(known) => inbox::count_delivery(tx, known.id, row.received_at)?,
                        None => return Ok(()),
                    },
                };
                keep(tx, AlarmCode::NotifyFailed, &seen.notify_id, now)?;
                match seen.verdict {
                    Verdict::Error | Verdict::UnknownTrade => {}
                    Verdict::Applied | Verdict::NoEffect | Verdict::Rejected => return Ok(()),
                }
                let decision = Decision {
                    verdict: Verdict::Error,
                    reason: Some(told.clone()),
                    attempt_id: seen.attempt_id,
                };
                Ok(inbox::decide(tx, &seen, &decision)?)
            })
            .await;
        if let Err(error) = kept {
            tracing::error!(%error, "a failed notification could not be kept; the gateway sends it again");
        }
    }
}

/// The line of the alarm about a message that could not be applied. [`keep`] writes its row.
fn failed(error: &Error, notify_id: &str) {
    let alarm = AlarmCode::NotifyFailed.as_str();
    tracing::error!(alarm, %error, notify_id, "a notification could not be applied");
}

fn inbox_row(notice: &Notice, raw: &[u8], now: Millis) -> NewInboxRow {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    NewInboxRow {
        notify_id: notice.notify_id().to_owned(),
        digest: notice.digest(),
        out_trade_no: text(notice.out_trade_no()),
        trade_no: text(notice.trade_no()),
        trade_status: text(notice.get("trade_status")),
        raw_body: String::from_utf8_lossy(raw).into_owned(),
        received_at: now,
    }
}
