//! Fetches a certificate of Alipay that a response names and the client lacks.
//!
//! This response cannot be verified, because it is signed with the requested key itself. The
//! certificate is checked instead: it must chain to a configured root.

use super::asking::Exchange;
use super::{Client, reading};
use crate::call::{Outcome, Unknown};
use crate::cert::{CertificateError, NotTrusted};
use crate::request::Biz;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const NAME: &str = "alipay.open.app.alipaycert.download";

impl Client {
    /// Fetches Alipay's certificate with the number `sn` and trusts it from now on, if it chains to
    /// a configured root at `now_ms` and was issued to the same organisation as the configured one.
    ///
    /// Calls do this automatically. A shop that was just started may do it for a notification that
    /// names a certificate and cannot be verified ([`crate::notify::certificate_named`]).
    ///
    /// # Errors
    /// [`NotTrusted`]: nothing changed, and the certificate's signatures are not trusted.
    pub async fn fetch_certificate(&self, sn: &str, now_ms: i64) -> Result<(), NotTrusted> {
        if self.config.keys.certificates().is_none() {
            return Err(NotTrusted::NoRoots);
        }
        let is_number = sn.len() == 32 && sn.bytes().all(|b| b.is_ascii_hexdigit());
        if !is_number {
            return Err(NotTrusted::OddNumber);
        }
        let biz_content = Biz::new(self.config.charset)
            .text("alipay_cert_sn", sn)
            .end();
        let Exchange { mut record, http } = self.exchange(NAME, &biz_content, false, now_ms).await;
        let admitted = http
            .and_then(|http| reading::unverified(NAME, &http, &self.config))
            .and_then(|mut payload| {
                payload
                    .need("alipay_cert_content")
                    .map_err(|name| Unknown::Malformed(format!("member {name}")))
            })
            .map_err(|unknown| NotTrusted::Fetch(Box::new(unknown)))
            .and_then(|packed| Ok(unpacked(&packed)?))
            .and_then(|text| self.config.keys.admit(sn, &text, now_ms));
        match &admitted {
            Ok(()) => record.outcome = Outcome::Ok,
            Err(error) => {
                record.trouble.get_or_insert_with(|| error.to_string());
            }
        }
        self.show(&record);
        admitted
    }
}

/// The PEM text, which is base64-encoded once more.
fn unpacked(packed: &str) -> Result<String, CertificateError> {
    let packed: Vec<u8> = packed
        .bytes()
        .filter(|b| !b.is_ascii_whitespace())
        .collect();
    let text = STANDARD
        .decode(packed)
        .map_err(CertificateError::NotBase64)?;
    String::from_utf8(text).map_err(|error| CertificateError::NotX509(error.to_string()))
}
