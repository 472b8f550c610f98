//! Photographs of refund requests. They are private: a use case finds them by refund and customer, and
//! never by the hash of their file alone.

use crate::{
    error::StoreError,
    models::goods_return::{NewRefundPhoto, RefundPhoto},
    schema::refund_photos,
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// Inserts a photograph that waits for its form.
///
/// # Errors
/// `Conflict` if the key is used.
pub fn insert(tx: &mut Tx<'_>, new: &NewRefundPhoto) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::insert_into(refund_photos::table)
            .values((
                refund_photos::photo_key.eq(&new.photo_key),
                refund_photos::user_id.eq(new.user_id),
                refund_photos::sha256.eq(&new.sha256),
                refund_photos::mime.eq(&new.mime),
                refund_photos::width.eq(new.width),
                refund_photos::height.eq(new.height),
                refund_photos::file_name.eq(&new.file_name),
                refund_photos::uploaded_at.eq(new.uploaded_at.get()),
            ))
            .execute(c)
    })
}

/// The waiting photographs of a customer, newest first.
pub fn waiting(tx: &mut Tx<'_>, user_id: i64) -> Result<Vec<RefundPhoto>, StoreError> {
    tx.q(|c| {
        refund_photos::table
            .filter(refund_photos::user_id.eq(user_id))
            .filter(refund_photos::refund_id.is_null())
            .order(refund_photos::id.desc())
            .select(RefundPhoto::as_select())
            .load(c)
    })
}

/// Gives a waiting photograph its refund and its place there. False if it waits no more.
pub fn attach(
    tx: &mut Tx<'_>,
    user_id: i64,
    key: &str,
    refund_id: i64,
    place: i64,
) -> Result<bool, StoreError> {
    if !may_stand(key) {
        return Ok(false);
    }
    let changed = tx.q(|c| {
        diesel::update(
            refund_photos::table
                .filter(refund_photos::photo_key.eq(key))
                .filter(refund_photos::user_id.eq(user_id))
                .filter(refund_photos::refund_id.is_null()),
        )
        .set((
            refund_photos::refund_id.eq(Some(refund_id)),
            refund_photos::place.eq(Some(place)),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// The photographs of several refunds, by refund and place.
pub fn of_refunds(tx: &mut Tx<'_>, refund_ids: &[i64]) -> Result<Vec<RefundPhoto>, StoreError> {
    tx.q(|c| {
        refund_photos::table
            .filter(refund_photos::refund_id.eq_any(refund_ids.iter().copied().map(Some)))
            .order((refund_photos::refund_id.asc(), refund_photos::place.asc()))
            .select(RefundPhoto::as_select())
            .load(c)
    })
}

/// Those of these files that a photograph has.
pub fn named(tx: &mut Tx<'_>, files: &[String]) -> Result<Vec<String>, StoreError> {
    tx.q(|c| {
        refund_photos::table
            .filter(refund_photos::sha256.eq_any(files))
            .select(refund_photos::sha256)
            .load(c)
    })
}

/// Deletes photographs that have waited since before `before`, at most `limit`. Returns their number.
pub fn purge(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let ids: Vec<i64> = tx.q(|c| {
        refund_photos::table
            .filter(refund_photos::refund_id.is_null())
            .filter(refund_photos::uploaded_at.lt(before.get()))
            .limit(limit)
            .select(refund_photos::id)
            .load(c)
    })?;
    tx.q(|c| {
        diesel::delete(
            refund_photos::table
                .filter(refund_photos::id.eq_any(ids))
                .filter(refund_photos::refund_id.is_null()),
        )
        .execute(c)
    })
}
