//! `zhanggui alipay`: sign, verify and decode messages by hand, to find out why a signature is wrong.

mod decode;
mod holder;
mod input;
mod shown;
mod sign;
mod verify;

use super::Outcome;
use crate::config::Source;
use clap::Subcommand;

/// Sign, verify and read what is sent to and from Alipay
#[derive(Debug, Subcommand)]
#[command(
    after_help = "Each reads stdin. Keys come from the options, else from the shop's configuration; nothing is sent \
                  anywhere. Codes and examples: docs/OPERATIONS.md, \"When a signature is wrong\"."
)]
pub enum Alipay {
    /// Show the string to sign, the signature, and the query to send
    Sign(sign::Sign),
    /// Say whether a notification, a return or a response is Alipay's; if not, why, and what to do
    Verify(verify::Verify),
    /// Show the fields of a gateway address, a notification or a response
    Decode(decode::Decode),
}

impl Alipay {
    /// Runs the command.
    ///
    /// # Errors
    /// Wrong options or configuration, or unreadable input.
    pub fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        match self {
            Self::Sign(sign) => sign.run(source),
            Self::Verify(verify) => verify.run(source),
            Self::Decode(decode) => decode.run(),
        }
    }
}
