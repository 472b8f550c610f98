//! `zhanggui alipay verify`.

use super::{
    holder::{ContentOption, Held, KeyOptions},
    input, shown,
};
use crate::{
    cli::{Outcome, Usage},
    config::Source,
    out,
};
use ::alipay::explain::{
    Difference, Explanation, Finding, GatewayString, Kind, Known, Pasted, Signer, compare,
    explain_fields, explain_response, explain_sub_code,
};
use clap::Args;
use serde::Serialize;
use shop::clock::{Clock, SystemClock};
use std::path::PathBuf;

/// Verify a notification, a return, a response or a request, and explain what is wrong
#[derive(Debug, Args)]
#[command(
    after_help = "On stdin: the raw body of a notification, the address a browser came back to, the raw body of a response, or a \
                  request of your own. Exit 0 if the signature is good, 1 if it is not; then every mistake is named \
                  with its remedy.\n\
                  After isv.invalid-signature give the answer (or its sub_msg) on stdin and what you sent with \
                  --request: the first difference between the gateway's string and yours is shown."
)]
pub struct Verify {
    #[command(flatten)]
    keys: KeyOptions,
    #[command(flatten)]
    content: ContentOption,
    /// The request that the response belongs to: its address, query or parameters
    #[arg(long, value_name = "FILE")]
    request: Option<PathBuf>,
    /// One JSON document on stdout
    #[arg(long)]
    json: bool,
}

/// The result.
#[derive(Serialize)]
struct Verdict {
    #[serde(flatten)]
    explanation: Explanation,
    /// The string that the gateway reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    gateway_string: Option<String>,
    /// Where it differs from ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<Difference>,
    /// Mistakes in the request itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    request: Vec<Finding>,
}

impl Verify {
    pub(super) fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let Held { known, .. } = self.keys.read(source)?;
        let content_key = self.content.read()?;
        let pasted = input::stdin("the message")?;
        let now = SystemClock.now().get();
        let (explanation, gateway) = match pasted {
            Pasted::Fields(fields) => {
                needs_key(&known, fields.kind())?;
                (explain_fields(&fields, &known, now), None)
            }
            Pasted::Response(body) => {
                needs_key(&known, Kind::Response)?;
                let explanation = explain_response(&body, &known, content_key.as_ref());
                let string = GatewayString::find(&readable(&explanation.string_to_sign));
                (explanation, string)
            }
            Pasted::GatewayString(string) => (complaint(&string), Some(string)),
        };
        let mut verdict = Verdict {
            explanation,
            gateway_string: gateway.as_ref().map(|string| string.0.clone()),
            difference: None,
            request: Vec::new(),
        };
        if let Some(path) = &self.request {
            let Pasted::Fields(fields) = input::file(path)? else {
                return Err(
                    Usage(format!("--request: {} is not a request", path.display())).into(),
                );
            };
            let ours = explain_fields(&fields, &known, now);
            verdict.difference = gateway.map(|string| {
                let found = compare(&ours.string_to_sign, &string);
                if found.at.is_none() && ours.signed_by != Signer::Nobody && !ours.verified {
                    sent_otherwise(found)
                } else {
                    found
                }
            });
            verdict.request = ours.mistakes;
            // Parameters suffice to compare the strings.
            if ours.signed_by == Signer::Nobody {
                verdict.request.clear();
            }
            verdict.request.extend(ours.remarks);
        }
        let is_good = verdict.explanation.verified && verdict.difference.is_none();
        if self.json {
            out::json(&verdict)?;
        } else {
            show(&verdict);
        }
        Ok(if is_good {
            Outcome::Done
        } else {
            Outcome::CheckFailed
        })
    }
}

/// Checks that the key needed to verify is known.
fn needs_key(known: &Known, kind: Kind) -> Result<(), Usage> {
    let words = match kind {
        Kind::Notify | Kind::Return | Kind::Response if known.alipay.is_empty() => {
            "no key of Alipay: give --alipay-public-key FILE, or set ALIPAY_PUBLIC_KEY_FILE"
        }
        Kind::Request if known.app.is_none() => {
            "a request is verified with the application's key: give --private-key FILE, or set \
             ALIPAY_APP_PRIVATE_KEY_FILE"
        }
        Kind::Notify | Kind::Return | Kind::Response | Kind::Request => return Ok(()),
    };
    Err(Usage(words.to_owned()))
}

/// The `sub_msg` inside a payload, without JSON escapes.
fn readable(payload: &str) -> String {
    let members: Result<serde_json::Value, _> = serde_json::from_str(payload);
    members
        .ok()
        .and_then(|members| Some(members.get("sub_msg")?.as_str()?.to_owned()))
        .unwrap_or_default()
}

/// Only the gateway's error, without the response around it.
fn complaint(string: &GatewayString) -> Explanation {
    Explanation {
        kind: Kind::Request,
        verified: false,
        signed_by: Signer::Unknown,
        string_to_sign: string.0.clone(),
        mistakes: explain_sub_code("40002", "isv.invalid-signature")
            .into_iter()
            .collect(),
        remarks: Vec::new(),
    }
}

/// Both strings match the request, but its signature belongs to another text.
fn sent_otherwise(found: Difference) -> Difference {
    let finding = Finding::new(
        "gateway.sent-otherwise",
        "The gateway built its string from exactly what was sent, but the signature was made over something else, or with \
         another key.",
        "See the findings about the request itself: they name what happened between signing and sending.",
    );
    Difference { finding, ..found }
}

fn show(verdict: &Verdict) {
    let Explanation {
        kind,
        verified,
        signed_by,
        string_to_sign,
        mistakes,
        remarks,
    } = &verdict.explanation;
    let kind = match kind {
        Kind::Notify => "notify",
        Kind::Return => "return",
        Kind::Request => "request",
        Kind::Response => "response",
    };
    let signer = match signed_by {
        Signer::Alipay => "signed with the configured key of Alipay".to_owned(),
        Signer::App => "signed with the application's own key".to_owned(),
        Signer::Other(name) => format!("signed with the key {name}"),
        Signer::Unknown => "signed with a key that is not known here".to_owned(),
        Signer::Nobody => "not signed".to_owned(),
    };
    let verdict_word = if *verified {
        "VERIFIED"
    } else {
        "NOT VERIFIED"
    };
    out::line(&format!("{kind}: {verdict_word}, {signer}\n"));
    shown::block("string to sign", string_to_sign);
    shown::findings("Why, and what to do", mistakes);
    if let Some(difference) = &verdict.difference {
        let Difference {
            at,
            field,
            ours,
            gateway,
            finding,
        } = difference;
        if let Some(at) = at {
            let field = field.as_deref().unwrap_or("?");
            out::line(&format!("\nFirst difference at character {at}, in {field}"));
            out::line(&format!("  ours     …{ours}…"));
            out::line(&format!("  gateway  …{gateway}…"));
        }
        shown::findings(
            "The gateway's string and ours",
            std::slice::from_ref(finding),
        );
    }
    shown::findings("The request itself", &verdict.request);
    shown::findings("Also", remarks);
}
