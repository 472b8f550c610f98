//! `zhanggui alipay decode`.

use super::{holder::ContentOption, input, shown};
use crate::{cli::Outcome, out};
use ::alipay::explain::{Kind, Line, decode};
use clap::Args;

/// Show the fields of an address, a notification or a response
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing is verified: see zhanggui alipay verify. Exit 1 if encrypted contents cannot be opened."
)]
pub struct Decode {
    #[command(flatten)]
    content: ContentOption,
    /// One JSON document on stdout
    #[arg(long)]
    json: bool,
}

impl Decode {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        let content_key = self.content.read()?;
        let readable = decode(&input::stdin("the message")?, content_key.as_ref());
        if self.json {
            out::json(&readable)?;
        } else {
            let kind = match readable.kind {
                Kind::Notify => "notify",
                Kind::Return => "return",
                Kind::Request => "request",
                Kind::Response => "response",
            };
            out::line(&format!("{kind}, not verified\n"));
            for Line { name, value, means } in &readable.fields {
                out::line(&format!("{name}\n    {value}"));
                if let Some(means) = means {
                    out::line(&format!("    ({means})"));
                }
            }
            shown::findings("Look at", &readable.remarks);
        }
        let is_closed = readable
            .remarks
            .iter()
            .any(|finding| finding.code.starts_with("content.") || finding.code == "answer.broken");
        Ok(if is_closed {
            Outcome::CheckFailed
        } else {
            Outcome::Done
        })
    }
}
