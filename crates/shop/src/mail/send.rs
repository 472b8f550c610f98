//! The job that sends a mail: read, hand over, record. Between handing over and recording it may die; then the mail is sent
//! again.
//!
//! What a server says about a mail may name its recipient, so the log has the code alone; the row has the words.

use super::letter;
use crate::{
    Error, Shop,
    jobs::{Leased, file::MailJob},
};
use domain::{
    mail::{MailKind, MailState, next_try},
    setting::Settings,
    time::{MINUTE, Millis},
};
use mailer::{Answer, Outgoing, Reply};
use store::{
    Tx,
    models::mail::{Mail, MailTry},
    queries::mail,
};

/// A process without a mail server leaves the mail to one that has it.
const ELSEWHERE: i64 = 10 * MINUTE;

/// Runs it.
pub(crate) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let MailJob { mail_id } = job.payload()?;
    let found = shop
        .store
        .read(move |tx| Ok::<_, Error>(mail::get(tx, mail_id)?))
        .await?;
    let Some(seen) = found.filter(|mail| mail.state == MailState::Waiting) else {
        return shop.store.write(move |tx| job.done(tx)).await;
    };
    let now = shop.now();
    if seen.kind.is_too_late(seen.queued_at, now) {
        tracing::warn!(alarm = "mail_late", kind = %seen.kind, mail = %seen.mail_key, code = seen.smtp_code, "a mail could not be sent in time");
        let late = MailTry {
            state: MailState::Expired,
            was_asked: false,
            counts: false,
            code: seen.smtp_code,
            words: seen.smtp_words.clone(),
            about_json: forgotten(seen.kind),
            at: now,
        };
        return shop
            .store
            .write(move |tx| end(tx, &seen, &late, &job))
            .await;
    }
    let Some(mailing) = shop.mailing.clone() else {
        let later = now.plus(ELSEWHERE);
        return shop.store.write(move |tx| job.again(tx, later)).await;
    };
    if let Some(later) = mailing.rests_until(now) {
        return shop.store.write(move |tx| job.again(tx, later)).await;
    }
    let settings = shop.settings().await?;
    let (row, from, links) = (seen.clone(), settings.clone(), mailing.clone());
    let written = shop
        .store
        .read(move |tx| letter::load(tx, &row, &from, &links))
        .await?;
    let outgoing = outgoing(&seen, &settings, &written);
    let answer = mailing.post.send(&outgoing).await;
    let now = shop.now();
    let tries = seen.tries.saturating_add(1);
    if !matches!(answer, Answer::Unreachable(_)) {
        mailing.is_up();
    }
    let (tried, again) = match answer {
        Answer::Sent(reply) => (ended(&seen, MailState::Sent, &reply, now), None),
        Answer::Refused(reply) => {
            tracing::warn!(alarm = "mail_refused", kind = %seen.kind, mail = %seen.mail_key, code = reply.code, "the mail server refused a mail");
            (ended(&seen, MailState::Refused, &reply, now), None)
        }
        Answer::Later(reply) => {
            tracing::info!(kind = %seen.kind, mail = %seen.mail_key, code = reply.code, "a mail was put off");
            (put_off(&reply, true, now), Some(next_try(tries, now)))
        }
        Answer::Unreachable(reply) => {
            tracing::error!(alarm = "mail_down", code = reply.code, words = %reply.words, "the mail server cannot be used");
            (put_off(&reply, false, now), Some(mailing.rest(now)))
        }
    };
    shop.store
        .write(move |tx| match again {
            None => end(tx, &seen, &tried, &job),
            Some(later) => {
                mail::tried(tx, &seen, &tried)?;
                job.again(tx, later)
            }
        })
        .await
}

/// Records the end of a mail together with that of its job.
fn end(tx: &mut Tx<'_>, seen: &Mail, tried: &MailTry, job: &Leased) -> Result<(), Error> {
    mail::tried(tx, seen, tried)?;
    job.done(tx)
}

fn outgoing(seen: &Mail, settings: &Settings, written: &mailer::Letter) -> Outgoing {
    let from_name = if settings.mail_sender.is_empty() {
        written.sender.name.clone()
    } else {
        settings.mail_sender.clone()
    };
    Outgoing {
        key: seen.mail_key.clone(),
        to: seen.recipient.clone(),
        from_name,
        reply_to: settings.email.clone(),
        at: seen.queued_at,
        content: written.content(),
    }
}

/// What an ended mail still says: the key of a link is not kept.
fn forgotten(kind: MailKind) -> Option<String> {
    (kind == MailKind::PasswordReset).then(|| "{}".to_owned())
}

fn ended(seen: &Mail, state: MailState, reply: &Reply, now: Millis) -> MailTry {
    MailTry {
        state,
        about_json: forgotten(seen.kind),
        ..put_off(reply, true, now)
    }
}

fn put_off(reply: &Reply, counts: bool, at: Millis) -> MailTry {
    MailTry {
        state: MailState::Waiting,
        was_asked: true,
        counts,
        code: reply.code.map(i64::from),
        words: reply.words.clone(),
        about_json: None,
        at,
    }
}
