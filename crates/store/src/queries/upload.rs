//! Prepared pictures that no product shows yet. The table holds those of a week.

use crate::{
    error::StoreError,
    models::upload::{NewUpload, Upload},
    schema::uploads,
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// Inserts a prepared picture.
///
/// # Errors
/// `Conflict` if the key is used.
pub fn insert(tx: &mut Tx<'_>, upload: &NewUpload) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::insert_into(uploads::table)
            .values((
                uploads::upload_key.eq(&upload.upload_key),
                uploads::file_name.eq(&upload.file_name),
                uploads::sha256.eq(&upload.sha256),
                uploads::mime.eq(&upload.mime),
                uploads::width.eq(upload.width),
                uploads::height.eq(upload.height),
                uploads::colour.eq(&upload.colour),
                uploads::widths_json.eq(&upload.widths_json),
                uploads::uploaded_by.eq(upload.uploaded_by),
                uploads::uploaded_at.eq(upload.uploaded_at.get()),
            ))
            .execute(c)
    })
}

/// The pictures with these keys, in any order; unknown keys are left out.
pub fn by_keys(tx: &mut Tx<'_>, keys: &[String]) -> Result<Vec<Upload>, StoreError> {
    let keys: Vec<&str> = keys
        .iter()
        .map(String::as_str)
        .filter(|key| may_stand(key))
        .collect();
    tx.q(|c| {
        uploads::table
            .filter(uploads::upload_key.eq_any(keys))
            .select(Upload::as_select())
            .load(c)
    })
}

/// The newest picture with this hash of its original.
pub fn by_hash(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<Upload>, StoreError> {
    if !may_stand(sha256) {
        return Ok(None);
    }
    tx.q(|c| {
        uploads::table
            .filter(uploads::sha256.eq(sha256))
            .order(uploads::id.desc())
            .select(Upload::as_select())
            .first(c)
            .optional()
    })
}

/// Keeps a picture as long as one that is uploaded now.
pub fn renew(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::update(uploads::table.filter(uploads::id.eq(id)))
            .set(uploads::uploaded_at.eq(now.get()))
            .execute(c)
    })?;
    Ok(())
}

/// Deletes a picture that a product shows now. False if another transaction has done so.
pub fn delete(tx: &mut Tx<'_>, id: i64) -> Result<bool, StoreError> {
    let deleted = tx.q(|c| diesel::delete(uploads::table.filter(uploads::id.eq(id))).execute(c))?;
    Ok(deleted == 1)
}

/// Deletes up to `limit` pictures that were uploaded before `before`. Returns their number.
pub fn purge(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let old: Vec<i64> = tx.q(|c| {
        uploads::table
            .filter(uploads::uploaded_at.lt(before.get()))
            .order(uploads::uploaded_at)
            .limit(limit)
            .select(uploads::id)
            .load(c)
    })?;
    tx.q(|c| diesel::delete(uploads::table.filter(uploads::id.eq_any(&old))).execute(c))
}

/// The names of all files of all uploads: the hash of each original with its smaller files as JSON.
pub fn files(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.q(|c| {
        uploads::table
            .select((uploads::sha256, uploads::widths_json))
            .load(c)
    })
}

/// The MIME type of an upload's original, by the hash of the file.
pub fn mime(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<String>, StoreError> {
    tx.q(|c| {
        uploads::table
            .filter(uploads::sha256.eq(sha256))
            .select(uploads::mime)
            .first(c)
            .optional()
    })
}
