//! Mail to buyers and staff: queued in the transaction of what it tells, sent by a job.
//!
//! A mail may arrive twice, and none is lost: its row and its job are committed with its event, and the job ends only
//! with an answer of the mail server. Without a mail server nothing is queued, so that nobody gets old news once there
//! is one.

mod letter;
mod queue;
pub(crate) mod send;

pub use self::queue::{Event, queue};

use crate::{Error, Shop};
use domain::{
    locale::Locale,
    time::{MINUTE, Millis},
};
use mailer::Post;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use store::{Tx, models::setting::SettingRow, queries::setting};

/// The mark of a shop whose mail server is configured. All processes read it, commands included.
const MAIL: &str = "mail";
/// The most minutes that a mail server that cannot be used is left alone. Each time it is one more.
const MOST_MINUTES: i64 = 5;

/// A page that a mail leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page<'p> {
    /// The front page.
    Home(Locale),
    /// The buyer's page of the order with this number.
    Order(&'p str),
    /// The page of staff of this order.
    StaffOrder(&'p str),
    /// The overview of staff.
    Staff,
    /// The page that sets a new password, with the key of the link.
    Reset(&'p str),
}

/// The whole address of a page.
pub type AddressOf = dyn Fn(Page<'_>) -> String + Send + Sync;

/// How this process sends mail.
pub struct Mailing {
    post: Arc<dyn Post>,
    address_of: Box<AddressOf>,
    /// Until when the mail server is left alone.
    down_until: AtomicI64,
    /// How often in a row it could not be used.
    misses: AtomicI64,
}

impl Mailing {
    /// Mail that goes by `post`; `address_of` makes its links.
    pub fn new(post: Arc<dyn Post>, address_of: Box<AddressOf>) -> Self {
        Self {
            post,
            address_of,
            down_until: AtomicI64::new(i64::MIN),
            misses: AtomicI64::new(0),
        }
    }

    /// Until when no mail is tried; `None` if one may be tried now. A time that a clock ahead set does not count.
    fn rests_until(&self, now: Millis) -> Option<Millis> {
        let until = Millis::new(self.down_until.load(Ordering::Relaxed));
        let latest = now.plus(MOST_MINUTES * MINUTE);
        (until > now && until <= latest).then_some(until)
    }

    /// The mail server cannot be used: the mails behind this one need not find that out one by one.
    fn rest(&self, now: Millis) -> Millis {
        let misses = self.misses.fetch_add(1, Ordering::Relaxed);
        let minutes = misses.saturating_add(1).clamp(1, MOST_MINUTES);
        let until = now.plus(minutes * MINUTE);
        self.down_until.store(until.get(), Ordering::Relaxed);
        until
    }

    /// The mail server answered.
    fn is_up(&self) {
        self.misses.store(0, Ordering::Relaxed);
    }
}

impl Shop {
    /// The shop with its mail server. Call [`Self::mark_mail`] once after it.
    #[must_use]
    pub fn with_mail(mut self, mailing: Mailing) -> Self {
        self.mailing = Some(Arc::new(mailing));
        self
    }

    /// Records for all processes whether mail is queued: if this one has a mail server.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn mark_mail(&self) -> Result<(), Error> {
        let (is_on, now) = (self.mailing.is_some(), self.now());
        self.store
            .write(move |tx| {
                match (is_on, setting::mark(tx, MAIL)?) {
                    (true, None) => setting::set_mark(tx, MAIL, "on", now)?,
                    (false, Some(_)) => setting::clear_mark(tx, MAIL)?,
                    (true, Some(_)) | (false, None) => {}
                }
                Ok(())
            })
            .await
    }
}

/// True if mail is queued.
fn is_marked(rows: &[SettingRow]) -> bool {
    rows.iter().any(|row| row.name == MAIL)
}

/// True if mail is queued.
///
/// # Errors
/// `Busy`, `Internal`.
pub(crate) fn is_on(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(setting::mark(tx, MAIL)?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_trait::async_trait;
    use mailer::{Answer, Outgoing, Reply};

    struct Nowhere;

    #[async_trait]
    impl Post for Nowhere {
        async fn send(&self, _: &Outgoing) -> Answer {
            Answer::Unreachable(Reply::new(None, ""))
        }
    }

    #[test]
    fn a_server_that_is_down_is_left_alone_for_minutes() {
        let mailing = Mailing::new(Arc::new(Nowhere), Box::new(|_| String::new()));
        let now = Millis::new(1_800_000_000_000);
        assert_eq!(mailing.rests_until(now), None);
        let until = mailing.rest(now);
        assert_eq!(until, now.plus(MINUTE));
        assert_eq!(mailing.rests_until(now), Some(until));
        assert_eq!(mailing.rests_until(until.plus(-1)), Some(until));
        assert_eq!(mailing.rests_until(until), None);
        let before = now.plus(-5 * MINUTE);
        assert_eq!(mailing.rests_until(before), None, "set by a clock ahead");
        let rests: Vec<i64> = (0..6)
            .map(|_| mailing.rest(now).since(now) / MINUTE)
            .collect();
        assert_eq!(rests, [2, 3, 4, 5, 5, 5]);
        mailing.is_up();
        assert_eq!(mailing.rest(now), now.plus(MINUTE));
    }
}
