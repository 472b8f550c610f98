//! Search text from outside.

/// True if a row can hold this text. PostgreSQL stores no NUL and fails on one, where SQLite finds
/// no row. Every search checks this first, so that both databases find none.
pub(crate) fn may_stand(text: &str) -> bool {
    !text.contains('\0')
}
