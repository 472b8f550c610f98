//! `zhanggui alipay sign`.

use super::{
    holder::{Held, KeyOptions},
    input, shown,
};
use crate::{
    cli::{Outcome, Usage},
    config::Source,
    out,
};
use ::alipay::{
    PrivateKey, SignType,
    canonical::string_to_sign,
    explain::{Fields, Finding, Pasted, explain_fields},
    form::{Charset, encode},
    sign::sign,
};
use anyhow::Context;
use clap::Args;
use serde::Serialize;
use shop::clock::{Clock, SystemClock};

/// Sign the parameters of a request
#[derive(Debug, Args)]
#[command(
    after_help = "Parameters on stdin: a query string, a form body, a whole address, JSON, or lines of name=value. sign \
                  is left out, everything else is signed as it stands (sign_type too, empty values not).\n\
                  printf 'app_id=9021…\\nmethod=alipay.trade.query\\n…' | zhanggui alipay sign --private-key app.pem"
)]
pub struct Sign {
    #[command(flatten)]
    keys: KeyOptions,
    /// One JSON document on stdout
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Signed {
    string_to_sign: String,
    sign_type: &'static str,
    charset: &'static str,
    key_sha256: String,
    sign: String,
    query: String,
    remarks: Vec<Finding>,
}

impl Sign {
    pub(super) fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let Held { private, known } = self.keys.read(source)?;
        let Some(private) = private else {
            let words =
                "no private key: give --private-key FILE, or set ALIPAY_APP_PRIVATE_KEY_FILE";
            return Err(Usage(words.to_owned()).into());
        };
        let Pasted::Fields(fields) = input::stdin("the parameters")? else {
            let words = "stdin: a response of the gateway cannot be signed; give the parameters of a request";
            return Err(Usage(words.to_owned()).into());
        };
        let now = SystemClock.now().get();
        let mut signed = signed(&fields, &private, known.sign_type)?;
        signed.remarks = explain_fields(&fields, &known, now).remarks;
        if self.json {
            out::json(&signed)?;
            return Ok(Outcome::Done);
        }
        shown::block("string to sign", &signed.string_to_sign);
        shown::block(&format!("signature ({})", signed.sign_type), &signed.sign);
        shown::block("query", &signed.query);
        out::line(&format!(
            "public half of the key, sha256 {}",
            signed.key_sha256
        ));
        shown::findings("Look at", &signed.remarks);
        Ok(Outcome::Done)
    }
}

fn signed(fields: &Fields, private: &PrivateKey, sign_type: SignType) -> anyhow::Result<Signed> {
    let charset = fields.charset();
    let mut pairs = Vec::new();
    for (name, value) in &fields.pairs {
        let read = |bytes: &[u8]| {
            charset
                .read(bytes)
                .map_err(|error| Usage(format!("stdin: {error}")))
        };
        let (name, value) = (read(name)?, read(value)?);
        if pairs.iter().any(|(known, _)| *known == name) {
            return Err(Usage(format!("stdin: {name} comes twice")).into());
        }
        // Empty values are not part of the signed string, so they are not sent either.
        if name != "sign" && !value.is_empty() {
            pairs.push((name, value));
        }
    }
    let borrowed = || {
        pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    };
    let text = string_to_sign(borrowed());
    let bytes = charset
        .encode(&text)
        .map_err(|error| Usage(format!("stdin: {error}")))?;
    let sign = sign(private, sign_type, &bytes).context("signing")?;
    let query = encode(borrowed().chain([("sign", sign.as_str())]), charset);
    Ok(Signed {
        string_to_sign: text,
        sign_type: sign_type.name(),
        charset: Charset::name(charset),
        key_sha256: private.public_key().fingerprint(),
        sign,
        query,
        remarks: Vec::new(),
    })
}
