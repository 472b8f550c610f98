//! Alarms: each is a line of the log and a row that staff note, written in the transaction of what
//! it is about.

use crate::{Error, Shop, mail};
use domain::{
    alarm::AlarmCode,
    time::{MINUTE, Millis},
};
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Tx, queries::alarm};

/// Raises an alarm: a line of the log at this level, and its row. The fields and the message of the
/// line follow after the semicolon.
macro_rules! raise {
    ($level:ident, $tx:expr, $code:expr, $subject:expr, $now:expr; $($line:tt)+) => {{
        tracing::$level!(alarm = $code.as_str(), $($line)+);
        $crate::alarm::keep($tx, $code, $subject, $now)
    }};
}

pub(crate) use raise;

/// Writes the row of an alarm and queues its mail. Use [`raise!`], which writes the line of the log
/// too.
///
/// # Errors
/// `Busy`, `Internal`.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    code: AlarmCode,
    subject: &str,
    now: Millis,
) -> Result<(), Error> {
    keep_times(tx, code, subject, 1, now)
}

fn keep_times(
    tx: &mut Tx<'_>,
    code: AlarmCode,
    subject: &str,
    times: i64,
    now: Millis,
) -> Result<(), Error> {
    alarm::raise(tx, code, subject, times, now)?;
    let event = mail::Event::Alarm {
        code: code.as_str(),
        subject,
    };
    mail::queue(tx, &event, now)
}

/// Notifications that did not verify, counted in memory and written at most once a minute: whoever
/// posts nonsense must not cost the database a transaction each.
#[derive(Debug, Default)]
pub(crate) struct Forged {
    count: AtomicI64,
    written_at: AtomicI64,
}

impl Forged {
    /// Counts one.
    pub(crate) fn add(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    /// What to write now: nothing within a minute of the last time.
    fn take(&self, now: Millis) -> Option<i64> {
        if self.count.load(Ordering::SeqCst) == 0 {
            return None;
        }
        let last = self.written_at.load(Ordering::SeqCst);
        // A clock that was set back does not silence it.
        if (0..MINUTE).contains(&now.get().saturating_sub(last)) {
            return None;
        }
        self.written_at
            .compare_exchange(last, now.get(), Ordering::SeqCst, Ordering::SeqCst)
            .ok()?;
        Some(self.count.swap(0, Ordering::SeqCst)).filter(|count| *count > 0)
    }
}

impl Shop {
    /// Writes the rows of alarms that were raised outside a transaction: messages that did not
    /// verify, and a disk that was full and has room again. A row that cannot be written now is
    /// written later.
    pub(crate) async fn keep_alarms(&self) {
        let now = self.now();
        if let Some(count) = self.forged.take(now) {
            self.keep_later(AlarmCode::NotifyNotAuthentic, count, now, || {
                self.forged.count.fetch_add(count, Ordering::SeqCst);
            })
            .await;
        }
        if self.store.take_filled() {
            self.keep_later(AlarmCode::DiskFull, 1, now, || self.store.note_filled())
                .await;
        }
    }

    /// Writes an alarm about the whole shop; `again` runs if that fails.
    async fn keep_later(&self, code: AlarmCode, times: i64, now: Millis, again: impl FnOnce()) {
        let kept = self
            .store
            .write(move |tx| keep_times(tx, code, "", times, now))
            .await;
        if let Err(error) = kept {
            tracing::warn!(%error, %code, "the row of an alarm is written later");
            again();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_forged_messages_are_one_write_a_minute() {
        let (forged, at) = (Forged::default(), Millis::new(1_800_000_000_000));
        assert_eq!(forged.take(at), None, "nothing was counted");
        for _ in 0..3 {
            forged.add();
        }
        assert_eq!(forged.take(at), Some(3));
        forged.add();
        assert_eq!(forged.take(at.plus(MINUTE - 1)), None);
        assert_eq!(forged.take(at.plus(MINUTE)), Some(1));
        forged.add();
        assert_eq!(forged.take(at), Some(1), "a clock that was set back");
    }
}
