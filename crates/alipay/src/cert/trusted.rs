//! The certificates that may sign for Alipay: the configured one, and fetched ones that chain to a
//! root.

use super::{CertificateError, Certificates, Chain, NotTrusted};
use crate::keys::PublicKey;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Most fetched certificates that are kept. Alipay has two during a renewal.
const MAX_LEARNT: usize = 4;

/// One set, shared by every clone of its keys, so that a certificate fetched by a call verifies
/// later notifications.
#[derive(Debug)]
pub(crate) struct Trusted {
    configured: Certificates,
    app_key: PublicKey,
    /// The configured one first, then the fetched ones, oldest first.
    known: RwLock<Vec<Known>>,
}

#[derive(Debug, Clone)]
struct Known {
    sn: String,
    key: PublicKey,
}

impl Trusted {
    pub(crate) fn new(
        app_key: PublicKey,
        configured: Certificates,
    ) -> Result<Self, CertificateError> {
        if configured.app().public_key()? != app_key {
            return Err(CertificateError::OtherKey);
        }
        let leaf = configured.alipay().leaf();
        let key = leaf.public_key()?;
        if key == app_key {
            return Err(CertificateError::OwnKey);
        }
        let sn = leaf.sn().to_owned();
        Ok(Self {
            configured,
            app_key,
            known: RwLock::new(vec![Known { sn, key }]),
        })
    }

    pub(crate) fn configured(&self) -> &Certificates {
        &self.configured
    }

    /// The keys to verify with, newest first.
    pub(crate) fn keys(&self) -> Vec<PublicKey> {
        let known = self.known();
        known.iter().rev().map(|known| known.key.clone()).collect()
    }

    /// The key of the certificate with this number, if it is trusted.
    pub(crate) fn named(&self, sn: &str) -> Option<PublicKey> {
        let known = self.known();
        let found = known.iter().find(|known| known.sn == sn);
        found.map(|known| known.key.clone())
    }

    /// Trusts the certificate in `text`, requested by its number `sn`, if it chains to a root at
    /// `now_ms` and was issued to the same organisation as the configured one: the same authorities
    /// certify every merchant's key.
    pub(crate) fn admit(&self, sn: &str, text: &str, now_ms: i64) -> Result<(), NotTrusted> {
        let chain = Chain::parse(text)?;
        let leaf = chain.leaf();
        if leaf.sn() != sn {
            return Err(NotTrusted::Another(leaf.sn().to_owned()));
        }
        chain.verify(self.configured.roots(), now_ms)?;
        if leaf.organisations() != self.configured.alipay().leaf().organisations() {
            return Err(NotTrusted::Organisation(leaf.subject().to_owned()));
        }
        let key = leaf.public_key()?;
        if key == self.app_key {
            return Err(CertificateError::OwnKey.into());
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.iter().any(|known| known.sn == sn) {
            return Ok(());
        }
        if known.len() > MAX_LEARNT {
            known.remove(1);
        }
        known.push(Known {
            sn: sn.to_owned(),
            key,
        });
        Ok(())
    }

    fn known(&self) -> RwLockReadGuard<'_, Vec<Known>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }
}
