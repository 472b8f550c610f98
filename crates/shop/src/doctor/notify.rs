//! The response of the notify address to an unsigned message.

use super::Finding;

const SUBJECT: &str = "ALIPAY_NOTIFY_URL";
/// How much of a body is shown.
const SHOWN: usize = 60;

/// The response to `POST <notify address>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The HTTP status.
    pub status: u16,
    /// The header Location, if there is one.
    pub location: Option<String>,
    /// The beginning of the body.
    pub body: String,
}

/// Judges the response: this shop answers an unsigned message with status 400 and `failure`.
#[must_use]
pub fn answered(address: &str, heard: &Heard) -> Vec<Finding> {
    let Heard {
        status,
        location,
        body,
    } = heard;
    if (300..400).contains(status) {
        let to = location.as_deref().unwrap_or("nowhere");
        return vec![Finding::error(
            "notify.redirect",
            SUBJECT,
            format!(
                "{address} responds with {status} and redirects to {to}: Alipay follows no redirect, counts it as a \
                     failure and repeats the notification until it stops trying."
            ),
            "Give the address without a redirect: https instead of http, with or without www, with or without a slash at \
             the end, as the proxy expects it.",
        )];
    }
    if *status == 400 && body == "failure" {
        return Vec::new();
    }
    if body.trim() == "success" {
        return vec![Finding::error(
            "notify.believes-anything",
            SUBJECT,
            format!(
                "{address} responds with success to a message without a signature, so it accepts unsigned messages."
            ),
            "Give this shop's own address, <public url>/alipay/notify, and check what responds there now.",
        )];
    }
    let shown: String = body.chars().take(SHOWN).collect();
    vec![Finding::error(
        "notify.not-this-shop",
        SUBJECT,
        format!(
            "{address} responds with {status} {shown:?} where this shop responds with 400 \"failure\" to a message without a \
             signature. Alipay wants exactly the seven letters success for a good one; any page, login or error in \
             their place makes it repeat the notification eight times, and payments are booked late or twice."
        ),
        "Check what is in between: a proxy's login or error page, another site, a wrong path. It must pass POST bodies \
         on unchanged.",
    )]
}

/// Judges a failed connection. `words`: the error with its causes.
#[must_use]
pub fn unreachable(address: &str, words: &str) -> Vec<Finding> {
    if words.to_ascii_lowercase().contains("certificate") {
        return vec![Finding::error(
            "notify.tls",
            SUBJECT,
            format!("{address}: {words}"),
            "Serve the whole chain of a certificate from a public authority (fullchain.pem), for this name, not expired.",
        )];
    }
    vec![Finding::warning(
        "notify.unreachable",
        SUBJECT,
        format!(
            "{address} cannot be reached from this machine: {words}. Alipay may still be able to reach it."
        ),
        "Start the shop and the proxy; then check DNS and firewall, and try the address from outside.",
    )]
}

#[cfg(test)]
mod tests {
    use super::{Heard, answered, unreachable};

    #[test]
    fn only_this_shops_answer_passes() {
        let code = |status, location: Option<&str>, body: &str| {
            let heard = Heard {
                status,
                location: location.map(str::to_owned),
                body: body.to_owned(),
            };
            let found = answered("https://shop.example/alipay/notify", &heard);
            found.first().map(|finding| finding.code.clone())
        };
        assert_eq!(code(400, None, "failure"), None);
        let redirect = code(301, Some("https://www.shop.example/"), "");
        assert_eq!(redirect.as_deref(), Some("notify.redirect"));
        assert_eq!(
            code(200, None, "success").as_deref(),
            Some("notify.believes-anything")
        );
        for (status, body) in [
            (200, "<html>"),
            (404, ""),
            (502, "Bad Gateway"),
            (200, "failure"),
        ] {
            assert_eq!(
                code(status, None, body).as_deref(),
                Some("notify.not-this-shop"),
                "{status} {body}"
            );
        }
    }

    #[test]
    fn a_certificate_is_told_from_a_closed_door() {
        let code = |words: &str| {
            let found = unreachable("https://shop.example/", words);
            found.first().map(|finding| finding.code.clone())
        };
        assert_eq!(
            code("connection refused").as_deref(),
            Some("notify.unreachable")
        );
        assert_eq!(
            code("invalid peer certificate: Expired").as_deref(),
            Some("notify.tls")
        );
    }
}
