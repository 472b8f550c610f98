//! Text from outside, before it is searched for.

/// True if a row can hold this text. PostgreSQL stores no NUL and fails a statement that contains one, where SQLite
/// finds nothing. Every search asks this first, so that both databases find nothing.
pub(crate) fn may_stand(text: &str) -> bool {
    !text.contains('\0')
}
