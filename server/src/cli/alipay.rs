//! `zhanggui alipay`: sign, verify and take apart by hand. The tool for "my signature is wrong".

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
    /// Say whether a notify, a return or an answer is Alipay's; if not, why, and what to do
    Verify(verify::Verify),
    /// Show what a gateway address, a notify or an answer says
    Decode(decode::Decode),
}

impl Alipay {
    /// Does it.
    ///
    /// # Errors
    /// Wrong options or configuration, or stdin holds nothing that can be read.
    pub fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        match self {
            Self::Sign(sign) => sign.run(source),
            Self::Verify(verify) => verify.run(source),
            Self::Decode(decode) => decode.run(),
        }
    }
}
