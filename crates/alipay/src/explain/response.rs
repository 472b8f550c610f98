//! Responses of the gateway: the raw slice, its signature, and the usual changes before
//! verification.

use super::codes::explain_sub_code;
use super::damage;
use super::fields::Kind;
use super::mistake::Mistake;
use super::remarks;
use super::seal::{self, Opened};
use super::{Explanation, Finding, Known, Signer};
use crate::ContentKey;
use crate::form::Charset;
use crate::json::Members;
use crate::sign::SignType;
use serde_json::Value;

pub(super) fn explain(body: &[u8], known: &Known, content_key: Option<&ContentKey>) -> Explanation {
    let mut explanation = Explanation {
        kind: Kind::Response,
        verified: false,
        signed_by: Signer::Nobody,
        string_to_sign: String::new(),
        mistakes: Vec::new(),
        remarks: Vec::new(),
    };
    let (text, charset) = read(body);
    let broken = |what: &str| Mistake::AnswerBroken.finding(what);
    let mut members = match Members::read(text.as_bytes()) {
        Ok(members) => members,
        Err(error) => {
            explanation.mistakes.push(broken(&error.to_string()));
            return explanation;
        }
    };
    let payloads: Vec<String> = members
        .names()
        .filter(|name| name.ends_with("_response"))
        .map(str::to_owned)
        .collect();
    let [name] = payloads.as_slice() else {
        let what = format!("{} response members", payloads.len());
        explanation.mistakes.push(broken(&what));
        return explanation;
    };
    let Some(payload) = members.take(name).map(|raw| raw.get()) else {
        return explanation;
    };
    payload.clone_into(&mut explanation.string_to_sign);
    let plain = opened(payload, charset, content_key);
    explanation.remarks = match &plain {
        Content::Clear(text) => about(name, text),
        Content::Closed(finding) => vec![finding.clone()],
    };
    let sign = members
        .take("sign")
        .and_then(|raw| serde_json::from_str::<String>(raw.get()).ok())
        .filter(|sign| !sign.is_empty());
    let Some(sign) = sign else {
        explanation
            .mistakes
            .push(Mistake::AnswerUnsigned.finding(""));
        return explanation;
    };
    judge(
        &mut explanation,
        &sign,
        payload,
        charset,
        known,
        content_key,
    );
    explanation
}

/// The body as text, and its charset.
fn read(body: &[u8]) -> (String, Charset) {
    match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), Charset::Utf8),
        Err(_other) => match Charset::Gbk.read(body) {
            Ok(text) => (text, Charset::Gbk),
            Err(_neither) => (String::from_utf8_lossy(body).into_owned(), Charset::Utf8),
        },
    }
}

fn judge(
    explanation: &mut Explanation,
    sign: &str,
    payload: &str,
    charset: Charset,
    known: &Known,
    content_key: Option<&ContentKey>,
) {
    if known
        .app
        .as_ref()
        .is_some_and(|app| known.alipay.contains(app))
    {
        let own = Mistake::KeyOwnConfigured.finding("");
        explanation.mistakes.push(own);
    }
    explanation.signed_by = Signer::Unknown;
    let readings = damage::readings(sign);
    if readings.is_empty() {
        let mistake = Mistake::SignNotBase64.finding(&format!("{} characters", sign.len()));
        explanation.mistakes.push(mistake);
        return;
    }
    let found = readings
        .iter()
        .find_map(|read| Some((seal::open(&read.bytes, known)?, read.damage)));
    let Some((opened, damage)) = found else {
        explanation.mistakes.push(Mistake::KeyUnknown.finding(""));
        return;
    };
    if let Some(damage) = damage {
        explanation.mistakes.push(damage.finding(""));
    }
    match &opened.by {
        Signer::Alipay | Signer::Unknown | Signer::Nobody => {}
        Signer::App => explanation.mistakes.push(Mistake::KeyOwn.finding("")),
        Signer::Other(name) => {
            let other = Mistake::KeyOther.finding(&format!("the key {name}"));
            explanation.mistakes.push(other);
        }
    }
    if opened.sign_type != known.sign_type {
        let made = match opened.sign_type {
            SignType::Rsa2 => "made as RSA2",
            SignType::Rsa => "made as RSA",
        };
        explanation
            .mistakes
            .push(Mistake::SignTypeDiffers.finding(made));
    }
    if !opened.covers(&charset.write(payload)) {
        let steps = undone(payload, &opened, content_key);
        explanation
            .mistakes
            .extend(steps.iter().map(|step| step.finding("")));
    }
    explanation.verified = explanation.mistakes.is_empty();
    explanation.signed_by = opened.by;
}

/// The changes that were made to the payload before.
fn undone(payload: &str, opened: &Opened, content_key: Option<&ContentKey>) -> Vec<Mistake> {
    type Undo = (Mistake, fn(&str) -> String);
    let undos: [Undo; 3] = [
        (Mistake::AnswerReformatted, compact),
        (Mistake::AnswerUnicode, raw_unicode),
        (Mistake::AnswerSlashes, escaped_slashes),
    ];
    // Every subset of the three, small ones first; a subset without effect is skipped.
    for set in [1_u8, 2, 4, 3, 5, 6, 7] {
        let mut text = payload.to_owned();
        let mut steps = Vec::new();
        for (bit, (mistake, undo)) in [1, 2, 4].into_iter().zip(undos) {
            let changed = undo(&text);
            if set & bit != 0 && changed != text {
                text = changed;
                steps.push(mistake);
            }
        }
        if opened.covers(text.as_bytes()) {
            return steps;
        }
        if opened.covers(&Charset::Gbk.write(&text)) {
            steps.push(Mistake::Charset);
            return steps;
        }
    }
    if opened.covers(&Charset::Gbk.write(payload)) {
        return vec![Mistake::Charset];
    }
    let encrypted = content_key.and_then(|key| key.encrypt(payload.as_bytes()).ok());
    if encrypted.is_some_and(|text| opened.covers(format!("\"{text}\"").as_bytes())) {
        return vec![Mistake::AnswerDecrypted];
    }
    vec![Mistake::AnswerChanged]
}

/// Without white space between tokens.
fn compact(json: &str) -> String {
    let (mut text, mut inside, mut escaped) = (String::new(), false, false);
    for letter in json.chars() {
        if inside || !letter.is_ascii_whitespace() {
            text.push(letter);
        }
        if escaped {
            escaped = false;
        } else if inside && letter == '\\' {
            escaped = true;
        } else if letter == '"' {
            inside = !inside;
        }
    }
    text
}

/// `\u8336` as the character.
fn raw_unicode(json: &str) -> String {
    let mut text = String::new();
    let mut rest = json;
    while let Some((before, behind)) = rest.split_once("\\u") {
        text.push_str(before);
        let unit = behind
            .get(..4)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match unit
            .and_then(char::from_u32)
            .filter(|letter| !letter.is_ascii())
        {
            Some(letter) => {
                text.push(letter);
                rest = behind.get(4..).unwrap_or_default();
            }
            None => {
                text.push_str("\\u");
                rest = behind;
            }
        }
    }
    text.push_str(rest);
    text
}

fn escaped_slashes(json: &str) -> String {
    json.replace("\\/", "/").replace('/', "\\/")
}

enum Content {
    Clear(String),
    Closed(Finding),
}

fn opened(payload: &str, charset: Charset, content_key: Option<&ContentKey>) -> Content {
    if !payload.starts_with('"') {
        return Content::Clear(payload.to_owned());
    }
    let Some(key) = content_key else {
        return Content::Closed(Finding::new(
            "content.no-key",
            "The payload is encrypted, and no content key was given.",
            "Give the AES key of the application (接口内容加密方式 in the console) with --content-key.",
        ));
    };
    let plain = serde_json::from_str::<String>(payload)
        .ok()
        .and_then(|text| key.decrypt(&text).ok())
        .and_then(|bytes| charset.read(&bytes).ok())
        // A wrong key sometimes leaves valid padding, but then the result is not JSON.
        .filter(|text| serde_json::from_str::<Value>(text).is_ok());
    match plain {
        Some(text) => Content::Clear(text),
        None => Content::Closed(wrong_content_key()),
    }
}

/// The given key cannot decrypt the contents.
pub(super) fn wrong_content_key() -> Finding {
    Finding::new(
        "content.wrong-key",
        "The contents cannot be decrypted with the content key that was given: it is another application's, or an old \
         one, or the text was cut.",
        "Copy the AES key again from the page of this application; sandbox and production have one each. It is base64 \
         of 16 bytes and is decoded before use; mode CBC, padding PKCS7, an initialisation vector of 16 zero bytes.",
    )
}

fn about(name: &str, payload: &str) -> Vec<Finding> {
    let Ok(Value::Object(members)) = serde_json::from_str::<Value>(payload) else {
        return Vec::new();
    };
    let text = |name: &str| {
        members
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let mut found: Vec<Finding> = explain_sub_code(text("code"), text("sub_code"))
        .into_iter()
        .collect();
    found.extend(remarks::on_response(name, &members));
    found
}
