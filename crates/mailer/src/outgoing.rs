//! A mail on its way, and what the mail server says to it.

use crate::content::Content;
use async_trait::async_trait;
use domain::time::Millis;

/// A mail to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its key, the same for each try: recipients recognize a mail that comes twice by it.
    pub key: String,
    /// Recipient.
    pub to: String,
    /// Name that it comes from.
    pub from_name: String,
    /// Where answers go, if not to the sender's address; empty for none.
    pub reply_to: String,
    /// When it was queued.
    pub at: Millis,
    /// What it says.
    pub content: Content,
}

/// The words of a mail server, or of the error that kept it from speaking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The code, e.g. 250 or 450; `None` without an answer.
    pub code: Option<u16>,
    /// The words, in one line.
    pub words: String,
}

/// The most characters of a reply that are kept.
const MOST: usize = 300;

impl Reply {
    /// Keeps the beginning of `words` in one line.
    #[must_use]
    pub fn new(code: Option<u16>, words: &str) -> Self {
        let line: String = words
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(MOST)
            .collect();
        Self {
            code,
            words: line.trim().to_owned(),
        }
    }
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The mail server accepted the mail.
    Sent(Reply),
    /// Not now: the server put it off, or the connection broke before it answered. It may have arrived.
    Later(Reply),
    /// Never: the recipient, the sender or the mail is refused.
    Refused(Reply),
    /// The server itself cannot be used: no connection, wrong certificate, wrong password. That says nothing about this
    /// mail, and the next one would meet the same.
    Unreachable(Reply),
}

/// Whatever sends mail. Tests bring their own.
#[async_trait]
pub trait Post: Send + Sync {
    /// Tries once. Ends within a minute and a half.
    async fn send(&self, mail: &Outgoing) -> Answer;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_one_line_of_bounded_length() {
        let reply = Reply::new(Some(550), "no such\r\n user\u{0}\n");
        assert_eq!(reply.words, "no such   user");
        assert_eq!(Reply::new(None, &"x".repeat(9_999)).words.len(), MOST);
    }
}
