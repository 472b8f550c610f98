//! Mail: inserted once for an event, changed by compare-and-set.

use crate::{
    conn::Db,
    error::StoreError,
    models::mail::{Mail, MailTry, NewMail},
    schema::{mails, orders},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{mail::MailState, time::Millis, view::mail::MailTab};

/// Inserts a mail that waits. Returns its key, or `None` if the event has one already.
pub fn insert(tx: &mut Tx<'_>, new: &NewMail) -> Result<Option<i64>, StoreError> {
    tx.insert_or_known(|c| {
        diesel::insert_into(mails::table)
            .values((
                mails::event_key.eq(&new.event_key),
                mails::mail_key.eq(&new.mail_key),
                mails::kind.eq(new.kind.as_str()),
                mails::recipient.eq(&new.recipient),
                mails::locale.eq(new.locale.as_str()),
                mails::order_id.eq(new.order_id),
                mails::about_json.eq(&new.about_json),
                mails::state.eq(MailState::Waiting.as_str()),
                mails::tries.eq(0_i64),
                mails::smtp_words.eq(""),
                mails::queued_at.eq(new.queued_at.get()),
                mails::version.eq(1_i64),
            ))
            .returning(mails::id)
            .get_result(c)
    })
}

/// A mail by its key.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Option<Mail>, StoreError> {
    tx.q(|c| {
        mails::table
            .filter(mails::id.eq(id))
            .select(Mail::as_select())
            .first(c)
            .optional()
    })
}

/// A mail by its public key.
pub fn by_key(tx: &mut Tx<'_>, key: &str) -> Result<Option<Mail>, StoreError> {
    if !may_stand(key) {
        return Ok(None);
    }
    tx.q(|c| {
        mails::table
            .filter(mails::mail_key.eq(key))
            .select(Mail::as_select())
            .first(c)
            .optional()
    })
}

/// Records a try of a mail that waits.
///
/// # Errors
/// `Gone` if it has changed since `seen` was read.
pub fn tried(tx: &mut Tx<'_>, seen: &Mail, tried: &MailTry) -> Result<(), StoreError> {
    let at = tried.at.get();
    let ended_at = (tried.state != MailState::Waiting).then_some(at);
    let tried_at = if tried.was_asked {
        Some(at)
    } else {
        seen.tried_at.map(Millis::get)
    };
    let about = tried.about_json.as_ref().unwrap_or(&seen.about_json);
    tx.one(|c| {
        diesel::update(
            mails::table
                .filter(mails::id.eq(seen.id))
                .filter(mails::state.eq(MailState::Waiting.as_str()))
                .filter(mails::version.eq(seen.version)),
        )
        .set((
            mails::state.eq(tried.state.as_str()),
            mails::tries.eq(mails::tries + i64::from(tried.counts)),
            mails::smtp_code.eq(tried.code),
            mails::smtp_words.eq(&tried.words),
            mails::about_json.eq(about),
            mails::tried_at.eq(tried_at),
            mails::ended_at.eq(ended_at),
            mails::version.eq(mails::version + 1),
        ))
        .execute(c)
    })
}

/// Queues a mail again that was refused or came too late. False if it is in another state by now.
pub fn queue_again(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<bool, StoreError> {
    let ended = [MailState::Refused, MailState::Expired].map(MailState::as_str);
    let moved = tx.q(|c| {
        diesel::update(
            mails::table
                .filter(mails::id.eq(id))
                .filter(mails::state.eq_any(ended)),
        )
        .set((
            mails::state.eq(MailState::Waiting.as_str()),
            mails::tries.eq(0_i64),
            mails::queued_at.eq(now.get()),
            mails::ended_at.eq(None::<i64>),
            mails::version.eq(mails::version + 1),
        ))
        .execute(c)
    })?;
    Ok(moved == 1)
}

/// The mails of an order, oldest first.
pub fn of_order(tx: &mut Tx<'_>, order_id: i64) -> Result<Vec<Mail>, StoreError> {
    tx.q(|c| {
        mails::table
            .filter(mails::order_id.eq(order_id))
            .order(mails::id)
            .select(Mail::as_select())
            .load(c)
    })
}

type Rows = mails::BoxedQuery<'static, <Db as Connection>::Backend>;

/// The rows of a view: for the undelivered ones also those that were put off.
fn of_tab(tab: MailTab) -> Rows {
    let rows = mails::table.into_boxed::<<Db as Connection>::Backend>();
    match tab {
        MailTab::All => rows,
        MailTab::Undelivered => rows.filter(
            mails::state
                .eq_any([MailState::Refused, MailState::Expired].map(MailState::as_str))
                .or(mails::state
                    .eq(MailState::Waiting.as_str())
                    .and(mails::smtp_words.ne(""))),
        ),
    }
}

/// The newest mails of a view.
pub fn latest(tx: &mut Tx<'_>, tab: MailTab, limit: i64) -> Result<Vec<Mail>, StoreError> {
    tx.q(|c| {
        of_tab(tab)
            .order(mails::id.desc())
            .limit(limit)
            .select(Mail::as_select())
            .load(c)
    })
}

/// The number of mails that ended undelivered after `since`, at most `limit`.
pub fn undelivered(tx: &mut Tx<'_>, since: Millis, limit: i64) -> Result<i64, StoreError> {
    let ended = [MailState::Refused, MailState::Expired].map(MailState::as_str);
    let some: Vec<i64> = tx.q(|c| {
        mails::table
            .filter(mails::state.eq_any(ended))
            .filter(mails::ended_at.gt(since.get()))
            .limit(limit)
            .select(mails::id)
            .load(c)
    })?;
    Ok(i64::try_from(some.len()).unwrap_or(limit))
}

/// The numbers of these orders, by their keys.
pub fn numbers(tx: &mut Tx<'_>, order_ids: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
    tx.q(|c| {
        orders::table
            .filter(orders::id.eq_any(order_ids))
            .select((orders::id, orders::number))
            .load(c)
    })
}

/// Deletes up to `limit` mails queued before `before` that do not wait. Returns their number.
pub fn purge(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let ids: Vec<i64> = tx.q(|c| {
        mails::table
            .filter(mails::queued_at.lt(before.get()))
            .filter(mails::state.ne(MailState::Waiting.as_str()))
            .order((mails::queued_at, mails::id))
            .limit(limit)
            .select(mails::id)
            .load(c)
    })?;
    tx.q(|c| diesel::delete(mails::table.filter(mails::id.eq_any(&ids))).execute(c))
}
