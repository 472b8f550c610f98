//! Attempts that are counted in the database: their keys, and what one network may open.

use crate::Error;
use domain::{
    error::ErrorCode,
    time::{HOUR, Millis},
};
use sha2::{Digest, Sha256};
use store::{Tx, queries::pace};

/// What a visitor opens without signing in. Its rows are stored for weeks or forever, so without a
/// limit a stranger could fill the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Newcomer {
    /// A session with a guest's cart.
    Cart,
    /// An account.
    Account,
}

impl Newcomer {
    /// The key, and how many one network may open in an hour. A shop of this size never reaches it.
    const fn pace(self) -> (&'static str, i64) {
        match self {
            Self::Cart => ("new_cart", 600),
            Self::Account => ("new_account", 200),
        }
    }

    /// Counts one that `network` opens; `None` is counted nowhere (see [`counted_network`]).
    ///
    /// # Errors
    /// `Refused(NetworkFull)`.
    pub(crate) fn admit(
        self,
        tx: &mut Tx<'_>,
        network: Option<&str>,
        now: Millis,
    ) -> Result<(), Error> {
        let Some(network) = network else {
            return Ok(());
        };
        let (kind, most) = self.pace();
        if pace::admit(tx, &hashed(&[kind, network]), now, HOUR, most)? {
            Ok(())
        } else {
            Err(Error::refused(ErrorCode::NetworkFull))
        }
    }
}

/// The network of a client of this `prefix`. `None` if it is unknown or this machine's own: behind
/// an unlisted proxy all customers would count as one.
pub(crate) fn counted_network(prefix: &str) -> Option<&str> {
    const OWN: [&str; 2] = ["127.0.0.0/24", "::/48"];
    (!prefix.is_empty() && !OWN.contains(&prefix)).then_some(prefix)
}

/// The hash of `parts`, so that the table of counts holds no address or login, and all keys have
/// one length.
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
    use super::{counted_network, hashed};

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hashed(&["ab", "c"]), hashed(&["a", "bc"]));
        assert_ne!(hashed(&["a", ""]), hashed(&["a"]));
        assert_eq!(hashed(&["a"]).len(), 64);
    }

    #[test]
    fn this_machine_is_no_network() {
        for own in ["", "127.0.0.0/24", "::/48"] {
            assert_eq!(counted_network(own), None, "{own}");
        }
        let others = "203.0.113.0/24";
        assert_eq!(counted_network(others), Some(others));
    }
}
