//! A notification in an address: `notify_id` and digest, which together are unique.

use store::models::inbox::InboxRow;

/// The key of a row. A digest is hex, so the last tilde separates; no address encodes it.
pub(crate) fn of(row: &InboxRow) -> String {
    format!("{}~{}", row.notify_id, row.digest)
}

/// `notify_id` and digest of a key.
pub(crate) fn read(key: &str) -> Option<(String, String)> {
    let (notify_id, digest) = key.rsplit_once('~')?;
    Some((notify_id.to_owned(), digest.to_owned()))
}
