//! `both!`: one expression, expanded once per database.

/// Runs one Diesel expression on the concrete connection below a [`Tx`](crate::Tx), for the few
/// things that do not compile through the enum (upserts, inserts of a slice).
///
/// `both!(tx, |c| expr)`, where `expr` is a `QueryResult`; returns what `Tx::q` returns.
macro_rules! both {
    ($tx:expr, |$c:ident| $body:expr) => {
        $tx.q(|db| match db {
            $crate::conn::Db::Sqlite($c) => $body,
            $crate::conn::Db::Pg($c) => $body,
        })
    };
}
