//! The mail server. Without one, the shop sends no mail and says so at `/admin`.

use super::{key, source::Source};
use mailer::{Address, Relay};

/// The mail server, and the address that mail comes from.
#[derive(Debug, Clone)]
pub struct MailConfig {
    /// The server; may hold a password.
    pub relay: Relay,
    /// The sender's address; its name is a setting of the merchant.
    pub from: Address,
}

/// Both settings or neither.
pub(super) fn read(source: &mut Source) -> Option<MailConfig> {
    // A mistake in the URL does not quote it, because it may contain a password.
    let relay = source.optional(key::SMTP_URL, Relay::parse);
    let from = source.optional(key::MAIL_FROM, |text| {
        text.parse::<Address>()
            .map_err(|_malformed| format!("{text:?} is not an email address"))
    });
    match (relay.ok()?, from.ok()?) {
        (Some(relay), Some(from)) => Some(MailConfig { relay, from }),
        (None, None) => None,
        (Some(_), None) => {
            source.missing(key::MAIL_FROM);
            None
        }
        (None, Some(_)) => {
            source.missing(key::SMTP_URL);
            None
        }
    }
}
