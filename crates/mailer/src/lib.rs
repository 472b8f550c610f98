//! Mail: what it says, as text and as HTML in both languages, and sending it by SMTP.
//!
//! No database, no clock, no decision about who gets what: the caller brings facts and addresses. All words are in the
//! folder `text`.

mod content;
mod letter;
mod outgoing;
mod relay;
mod smtp;
mod text;

pub use content::Content;
pub use letter::{About, Letter, Line, OrderFacts, Sender};
pub use lettre::Address;
pub use outgoing::{Answer, Outgoing, Post, Reply};
pub use relay::{BadRelay, Relay};
pub use smtp::{BadTrust, Smtp};
