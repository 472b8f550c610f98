//! A mail as it arrived, and its parts.

use base64::{Engine, engine::general_purpose::STANDARD};

/// A mail as it arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// What the client called itself.
    pub hello: String,
    /// The mechanism and the first words of a sign-in; empty without one.
    pub login: String,
    /// Sender of the envelope.
    pub from: String,
    /// Recipients of the envelope.
    pub to: Vec<String>,
    /// True if it came over TLS.
    pub over_tls: bool,
    /// Headers and body.
    pub raw: String,
}

impl Received {
    fn head(&self) -> &str {
        self.raw.split_once("\r\n\r\n").map_or("", |(head, _)| head)
    }

    /// The values of a header, with folded lines joined and encoded words decoded.
    #[must_use]
    pub fn headers(&self, name: &str) -> Vec<String> {
        headers(self.head(), name)
    }

    /// The first value of a header; empty without one.
    #[must_use]
    pub fn header(&self, name: &str) -> String {
        self.headers(name).into_iter().next().unwrap_or_default()
    }

    /// The plain text.
    #[must_use]
    pub fn text(&self) -> String {
        self.part("text/plain")
    }

    /// The HTML.
    #[must_use]
    pub fn html(&self) -> String {
        self.part("text/html")
    }

    fn part(&self, kind: &str) -> String {
        let content_type = self.header("Content-Type");
        let boundary = content_type.split("boundary=").nth(1).unwrap_or_default();
        let boundary = boundary.trim_matches('"');
        let between = format!("--{boundary}\r\n");
        let parts = self.raw.split(&between).skip(1);
        let mut found = parts.filter_map(|part| part.split_once("\r\n\r\n"));
        let of_kind = |(head, _): &(&str, &str)| {
            let content_type = headers(head, "Content-Type");
            content_type.iter().any(|value| value.starts_with(kind))
        };
        let Some((head, body)) = found.find(of_kind) else {
            return String::new();
        };
        let body = body.split(&format!("\r\n--{boundary}")).next();
        let body = body.unwrap_or_default();
        let encoding = headers(head, "Content-Transfer-Encoding");
        match encoding.first().map(String::as_str) {
            Some("base64") => base64(&body.replace("\r\n", "")),
            Some("quoted-printable") => quoted_printable(body),
            _ => body.to_owned(),
        }
        .replace("\r\n", "\n")
    }
}

fn headers(head: &str, name: &str) -> Vec<String> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    unfolded
        .split("\r\n")
        .filter_map(|line| line.split_once(": "))
        .filter(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| words(value))
        .collect()
}

/// Decodes encoded words (RFC 2047); blanks between two of them do not count.
fn words(value: &str) -> String {
    let mut decoded = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?utf-8?b?") {
        if !before.trim().is_empty() || decoded.is_empty() {
            decoded.push_str(before);
        }
        let (word, behind) = after.split_once("?=").unwrap_or((after, ""));
        decoded.push_str(&base64(word));
        rest = behind;
    }
    decoded.push_str(rest);
    decoded
}

fn base64(text: &str) -> String {
    let bytes = STANDARD.decode(text).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn quoted_printable(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'=' {
            let pair: Vec<u8> = rest.by_ref().take(2).collect();
            let hex = String::from_utf8_lossy(&pair).into_owned();
            bytes.extend(u8::from_str_radix(&hex, 16).ok());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
