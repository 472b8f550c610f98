//! Mail on its way, and what became of it.

use super::word::{MaybeNumber, Number, Word};
use crate::schema::mails;
use diesel::{Queryable, Selectable};
use domain::{
    locale::Locale,
    mail::{MailKind, MailState},
    time::Millis,
};

/// A row of `mails`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Mail {
    /// Key.
    pub id: i64,
    /// Its public key: in its `Message-ID`, and in the form that sends it again.
    pub mail_key: String,
    /// What it is about.
    #[diesel(deserialize_as = Word<MailKind>)]
    pub kind: MailKind,
    /// Recipient.
    pub recipient: String,
    /// Its language.
    #[diesel(deserialize_as = Word<Locale>)]
    pub locale: Locale,
    /// The order it is about.
    pub order_id: Option<i64>,
    /// What it says beyond its order (`domain::mail::MailAbout`); `{}` once a key in it is of no use any more.
    pub about_json: String,
    /// What became of it.
    #[diesel(deserialize_as = Word<MailState>)]
    pub state: MailState,
    /// Number of tries.
    pub tries: i64,
    /// Code of the last answer; `None` without an answer.
    pub smtp_code: Option<i64>,
    /// Words of the last answer, or why there was none.
    pub smtp_words: String,
    /// When it was queued, or last queued again.
    #[diesel(deserialize_as = Number<Millis>)]
    pub queued_at: Millis,
    /// When it was last tried.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub tried_at: Option<Millis>,
    /// Version, for compare-and-set.
    pub version: i64,
}

/// A mail to insert; fields as in [`Mail`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// What happened: a second mail of one event is not inserted.
    pub event_key: String,
    /// Its public key.
    pub mail_key: String,
    /// What it is about.
    pub kind: MailKind,
    /// Recipient.
    pub recipient: String,
    /// Its language.
    pub locale: Locale,
    /// The order it is about.
    pub order_id: Option<i64>,
    /// What it says beyond its order.
    pub about_json: String,
    /// When it is queued.
    pub queued_at: Millis,
}

/// What a try changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailTry {
    /// What became of the mail.
    pub state: MailState,
    /// True if the mail server was asked, or could not be; false if it is only too late.
    pub was_asked: bool,
    /// True if it counts as a try of this mail.
    pub counts: bool,
    /// Code of the answer.
    pub code: Option<i64>,
    /// Words of the answer.
    pub words: String,
    /// What the mail says from now on, if that changes.
    pub about_json: Option<String>,
    /// When.
    pub at: Millis,
}
