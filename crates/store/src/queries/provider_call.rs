//! Calls to the gateway, kept as evidence.

use crate::{
    error::StoreError, models::provider_call::NewProviderCall, schema::provider_calls, tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// Inserts a call. Returns its key, which evidence names as `query:<id>`.
pub fn insert(tx: &mut Tx<'_>, call: &NewProviderCall) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::insert_into(provider_calls::table)
            .values((
                provider_calls::at.eq(call.at.get()),
                provider_calls::method.eq(&call.method),
                provider_calls::attempt_id.eq(call.attempt_id),
                provider_calls::refund_id.eq(call.refund_id),
                provider_calls::request_redacted.eq(&call.request_redacted),
                provider_calls::response_raw.eq(&call.response_raw),
                provider_calls::sign_ok.eq(i64::from(call.sign_ok)),
                provider_calls::http_status.eq(call.http_status),
                provider_calls::outcome.eq(call.outcome.as_str()),
            ))
            .returning(provider_calls::id)
            .get_result(c)
    })
}

/// Clears the messages of up to `limit` calls made before `before`; method, outcome and time stay.
/// Returns their number.
pub fn forget_messages(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<usize, StoreError> {
    let old: Vec<i64> = tx.q(|c| {
        provider_calls::table
            .filter(provider_calls::request_redacted.ne(""))
            .filter(provider_calls::at.lt(before.get()))
            .order(provider_calls::at)
            .limit(limit)
            .select(provider_calls::id)
            .load(c)
    })?;
    tx.q(|c| {
        diesel::update(provider_calls::table.filter(provider_calls::id.eq_any(&old)))
            .set((
                provider_calls::request_redacted.eq(""),
                provider_calls::response_raw.eq(""),
            ))
            .execute(c)
    })
}
