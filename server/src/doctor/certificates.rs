//! The three files of certificate mode: their owners, their expiry, and whether Alipay's chains to
//! the roots.

use alipay::{Certificates, time::format_shanghai};
use domain::time::{DAY, Millis};
use shop::doctor::Finding;

/// An expiry is reported this long in advance.
const NOTICE: i64 = 30 * DAY;

/// Checks the certificates at `now`.
pub(super) fn check(certificates: &Certificates, now: Millis) -> Vec<Finding> {
    let mut found = Vec::new();
    let app = certificates.app();
    let alipay = certificates.alipay();
    for (setting, certificate) in [
        ("ALIPAY_APP_CERT_FILE", app),
        ("ALIPAY_CERT_FILE", alipay.leaf()),
    ] {
        let (_, last) = certificate.validity_ms();
        let left = Millis::new(last).since(now);
        let until = format_shanghai(last);
        let name = format!("{} (SN {})", certificate.subject(), certificate.sn());
        if left < 0 {
            found.push(Finding::error(
                "certificates.expired",
                setting,
                format!("{name} expired on {until} (Shanghai time)."),
                "Request or download a new one in the console, and replace the file.",
            ));
        } else if left < NOTICE {
            found.push(Finding::warning(
                "certificates.expiring",
                setting,
                format!(
                    "{name} expires on {until} (Shanghai time), in {} days.",
                    left / DAY
                ),
                "Request or download a new one in the console in time.",
            ));
        }
    }
    if app.sn() == alipay.leaf().sn() {
        found.push(Finding::error(
            "certificates.same",
            "ALIPAY_CERT_FILE",
            "Both files hold the same certificate.",
            "appCertPublicKey_<app id>.crt is the application's, alipayCertPublicKey_RSA2.crt is Alipay's.",
        ));
    }
    if let Err(error) = alipay.verify(certificates.roots(), now.get()) {
        found.push(Finding::error(
            "certificates.chain",
            "ALIPAY_CERT_FILE",
            format!("Alipay's certificate does not chain to the configured roots: {error}."),
            "Download alipayCertPublicKey_RSA2.crt and alipayRootCert.crt again, both from the page of this application, and \
             leave them as they are (the sandbox has its own).",
        ));
    }
    found
}
