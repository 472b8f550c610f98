//! Columns as domain types: TEXT as an enum's value, BIGINT as an amount or a timestamp.
//!
//! A value that no enum knows is an error of the row, never a default.

use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    sql_types::{BigInt, Nullable, Text},
};
use domain::{
    account::UserStatus,
    catalog::{ProductStatus, SkuStatus},
    import::{ImportLineKind, ImportPictureKind, ImportSource, ImportState},
    ledger::{Account, PostingKind},
    locale::Locale,
    mail::{MailKind, MailState},
    money::Fen,
    order::{
        ActorKind, CancelIntent, CancelReason, Cause, Lifecycle, LineKind, PayState, ShipState,
    },
    payment::{AttemptState, CallOutcome, Channel, Disposition, Verdict},
    recon::{BillSource, BillState, BillType, Direction, IssueKind, IssueState},
    refund::{RefundOrigin, RefundState, TakenFrom},
    session::SessionKind,
    shipping::Carrier,
    staff::Roles,
    time::Millis,
};
use std::{error::Error, str::FromStr};

/// TEXT NOT NULL read as a domain enum.
#[derive(Debug, FromSqlRow)]
pub struct Word<T>(pub(super) T);

/// TEXT read as an optional domain enum.
#[derive(Debug, FromSqlRow)]
pub struct MaybeWord<T>(pub(super) Option<T>);

/// BIGINT NOT NULL read as an amount or a timestamp.
#[derive(Debug, FromSqlRow)]
pub struct Number<T>(pub(super) T);

/// BIGINT read as an optional amount or timestamp.
#[derive(Debug, FromSqlRow)]
pub struct MaybeNumber<T>(pub(super) Option<T>);

impl<T, DB> FromSql<Text, DB> for Word<T>
where
    DB: Backend,
    String: FromSql<Text, DB>,
    T: FromStr,
    T::Err: Error + Send + Sync + 'static,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(
            <String as FromSql<Text, DB>>::from_sql(bytes)?.parse()?,
        ))
    }
}

impl<T, DB> FromSql<Nullable<Text>, DB> for MaybeWord<T>
where
    DB: Backend,
    String: FromSql<Text, DB>,
    T: FromStr,
    T::Err: Error + Send + Sync + 'static,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Some(
            <String as FromSql<Text, DB>>::from_sql(bytes)?.parse()?,
        )))
    }

    fn from_nullable_sql(bytes: Option<DB::RawValue<'_>>) -> deserialize::Result<Self> {
        match bytes {
            Some(bytes) => <Self as FromSql<Nullable<Text>, DB>>::from_sql(bytes),
            None => Ok(Self(None)),
        }
    }
}

/// A type that a BIGINT column may hold.
pub trait Meaning {
    /// Wraps the stored number.
    fn of(stored: i64) -> Self;
}

impl Meaning for Fen {
    fn of(stored: i64) -> Self {
        Self::new(stored)
    }
}

impl Meaning for Millis {
    fn of(stored: i64) -> Self {
        Self::new(stored)
    }
}

impl<T, DB> FromSql<BigInt, DB> for Number<T>
where
    DB: Backend,
    i64: FromSql<BigInt, DB>,
    T: Meaning,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(T::of(<i64 as FromSql<BigInt, DB>>::from_sql(bytes)?)))
    }
}

impl<T, DB> FromSql<Nullable<BigInt>, DB> for MaybeNumber<T>
where
    DB: Backend,
    i64: FromSql<BigInt, DB>,
    T: Meaning,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Some(T::of(<i64 as FromSql<BigInt, DB>>::from_sql(
            bytes,
        )?))))
    }

    fn from_nullable_sql(bytes: Option<DB::RawValue<'_>>) -> deserialize::Result<Self> {
        match bytes {
            Some(bytes) => <Self as FromSql<Nullable<BigInt>, DB>>::from_sql(bytes),
            None => Ok(Self(None)),
        }
    }
}

/// Lets a column be read as a domain type. Types of this crate do so beside their declaration.
macro_rules! meanings {
    ($some:ident, $maybe:ident: $($kind:ty),+ $(,)?) => {
        $(
            impl From<$crate::models::word::$some<$kind>> for $kind {
                fn from(read: $crate::models::word::$some<$kind>) -> Self {
                    read.0
                }
            }

            impl From<$crate::models::word::$maybe<$kind>> for Option<$kind> {
                fn from(read: $crate::models::word::$maybe<$kind>) -> Self {
                    read.0
                }
            }
        )+
    };
}

pub(super) use meanings;

meanings!(Word, MaybeWord: Account, PostingKind, Locale, ActorKind, Cause, CancelIntent, CancelReason, Lifecycle,
    LineKind, PayState, ProductStatus, ShipState, SkuStatus, AttemptState, CallOutcome, Channel, Disposition, Verdict,
    RefundOrigin, RefundState, TakenFrom, SessionKind, UserStatus, ImportLineKind, ImportPictureKind,
    ImportSource, ImportState, Roles, Carrier, MailKind, MailState, BillSource, BillState, BillType, Direction, IssueKind,
    IssueState);
meanings!(Number, MaybeNumber: Fen, Millis);
