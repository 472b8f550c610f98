//! Text from outside, before it is looked for.

/// True if some row may hold this text. PostgreSQL holds no NUL and refuses a statement that bears one, where SQLite
/// finds nothing; a finder asks this first, so that both find nothing.
pub(crate) fn may_stand(text: &str) -> bool {
    !text.contains('\0')
}
