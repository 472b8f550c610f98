//! Keys under which tries are counted.

use sha2::{Digest, Sha256};

/// The hash of `parts`: nobody's address or login stands in a table of counts, and all keys are of one length.
pub(crate) fn hashed(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::hashed;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hashed(&["ab", "c"]), hashed(&["a", "bc"]));
        assert_ne!(hashed(&["a", ""]), hashed(&["a"]));
        assert_eq!(hashed(&["a"]).len(), 64);
    }
}
