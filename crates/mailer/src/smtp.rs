//! Sending by SMTP: one connection for each mail, with a limit of time on each step.
//!
//! A connection is opened step by step rather than by a transport of `lettre`, because what a server says before it is
//! given a mail concerns the server, and what it says after that concerns this mail alone.

use crate::{
    outgoing::{Answer, Outgoing, Post, Reply},
    relay::{Relay, Security},
};
use async_trait::async_trait;
use domain::time::Millis;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        extension::ClientId,
    },
};
use std::{
    fmt,
    time::{Duration, SystemTime},
};
use tokio::time::timeout;

/// Connecting, TLS, signing in.
const OPENING: Duration = Duration::from_secs(20);
/// Handing the mail over; servers check it before they answer.
const HANDING_OVER: Duration = Duration::from_secs(50);
/// Taking leave, which the mail does not depend on.
const LEAVING: Duration = Duration::from_secs(2);

/// The mail server that a shop uses.
pub struct Smtp {
    relay: Relay,
    from: Address,
    hello: ClientId,
    tls: TlsParameters,
    opening: Duration,
    handing_over: Duration,
}

/// The certificates of this machine cannot be used, or the added one is not a certificate.
#[derive(Debug, thiserror::Error)]
#[error("TLS cannot be set up: {0}")]
pub struct BadTrust(String);

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({:?}, {})", self.relay, self.from)
    }
}

impl Smtp {
    /// A server whose certificate an authority of this machine has signed.
    ///
    /// # Errors
    /// The machine's certificates cannot be used.
    pub fn new(relay: Relay, from: Address) -> Result<Self, BadTrust> {
        Self::trusting(relay, from, None)
    }

    /// The same, and one more authority is trusted: a certificate as PEM.
    ///
    /// # Errors
    /// It is not a certificate, or the machine's certificates cannot be used.
    pub fn trusting(relay: Relay, from: Address, pem: Option<&[u8]>) -> Result<Self, BadTrust> {
        let bad = |error: Error| BadTrust(error.to_string());
        let mut tls = TlsParameters::builder(relay.host.clone());
        if let Some(pem) = pem {
            tls = tls.add_root_certificate(Certificate::from_pem(pem).map_err(bad)?);
        }
        Ok(Self {
            hello: ClientId::Domain(from.domain().to_owned()),
            tls: tls.build_rustls().map_err(bad)?,
            relay,
            from,
            opening: OPENING,
            handing_over: HANDING_OVER,
        })
    }

    /// The same with other limits of time.
    #[must_use]
    pub fn within(self, opening: Duration, handing_over: Duration) -> Self {
        Self {
            opening,
            handing_over,
            ..self
        }
    }

    /// Connects, signs in and takes leave, without a mail.
    ///
    /// # Errors
    /// What the server said, or why there was no answer.
    pub async fn check(&self) -> Result<(), Reply> {
        let mut open = self.opened().await?;
        leave(&mut open).await;
        Ok(())
    }

    async fn opened(&self) -> Result<AsyncSmtpConnection, Reply> {
        match timeout(self.opening, self.open()).await {
            Ok(Ok(open)) => Ok(open),
            Ok(Err(error)) => Err(reply(&error)),
            Err(_elapsed) => Err(Reply::new(None, "no answer in time")),
        }
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, Error> {
        let tls = (self.relay.security == Security::Tls).then(|| self.tls.clone());
        let server = (self.relay.host.as_str(), self.relay.port);
        let mut open =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.opening), &self.hello, tls, None)
                .await?;
        if self.relay.security == Security::StartTls {
            // Without the offer this fails, and nothing has been sent.
            open.starttls(self.tls.clone(), &self.hello).await?;
        }
        if let Some((user, password)) = &self.relay.login {
            let login = Credentials::new(user.clone(), password.clone());
            open.auth(&[Mechanism::Plain, Mechanism::Login], &login)
                .await?;
        }
        Ok(open)
    }

    fn message(&self, mail: &Outgoing) -> Result<Message, String> {
        let mailbox = |name: &str, address: &str| -> Result<Mailbox, String> {
            let name = one_line(name);
            let address = address.parse::<Address>().map_err(|e| e.to_string())?;
            Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
        };
        let domain = self.from.domain();
        let mut message = Message::builder()
            .from(mailbox(&mail.from_name, self.from.as_ref())?)
            .to(mailbox("", &mail.to)?)
            .date(moment(mail.at))
            .message_id(Some(format!("<{}@{domain}>", mail.key)))
            .subject(one_line(&mail.content.subject))
            // RFC 3834: programs that answer automatically leave it alone.
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        if !mail.reply_to.is_empty() {
            message = message.reply_to(mailbox("", &mail.reply_to)?);
        }
        let both =
            MultiPart::alternative_plain_html(mail.content.text.clone(), mail.content.html.clone());
        message.multipart(both).map_err(|error| error.to_string())
    }
}

/// Names become headers, and a line break would begin another one.
fn one_line(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn moment(at: Millis) -> SystemTime {
    let since = u64::try_from(at.get()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_millis(since)
}

#[async_trait]
impl Post for Smtp {
    async fn send(&self, mail: &Outgoing) -> Answer {
        let message = match self.message(mail) {
            Ok(message) => message,
            Err(why) => return Answer::Refused(Reply::new(None, &why)),
        };
        let mut open = match self.opened().await {
            Ok(open) => open,
            Err(reply) => return Answer::Unreachable(reply),
        };
        let bytes = message.formatted();
        let handed = timeout(self.handing_over, open.send(message.envelope(), &bytes));
        match handed.await {
            Ok(Ok(response)) => {
                leave(&mut open).await;
                let words: Vec<&str> = response.message().collect();
                Answer::Sent(Reply::new(Some(response.code().into()), &words.join(" ")))
            }
            // What this client cannot express to this server, e.g. an address that is not ASCII, it never can.
            Ok(Err(error)) if error.is_permanent() || error.is_client() => {
                Answer::Refused(reply(&error))
            }
            Ok(Err(error)) => Answer::Later(reply(&error)),
            Err(_elapsed) => Answer::Later(Reply::new(None, "no answer in time")),
        }
    }
}

/// Takes leave. Nothing depends on the answer.
async fn leave(open: &mut AsyncSmtpConnection) {
    if timeout(LEAVING, open.quit()).await.is_err() {
        tracing::debug!("the mail server did not take leave");
    }
}

/// The server's words, or the error with its causes.
fn reply(error: &Error) -> Reply {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    match (error.status(), cause) {
        (Some(code), words) => Reply::new(Some(code.into()), &words.unwrap_or_default()),
        (None, _) => Reply::new(None, &error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        let typed = " 小店\r\nBcc: everybody@example.com\u{0}\t! ";
        assert_eq!(one_line(typed), "小店 Bcc: everybody@example.com !");
    }
}
