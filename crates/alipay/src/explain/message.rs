//! Notifications, returns and our own requests: who signed which text, and what was changed in it.

use super::damage;
use super::fields::{Fields, Kind};
use super::mistake::Mistake;
use super::reading::{Reading, Undone};
use super::seal::{self, Opened};
use super::{Explanation, Known, Signer};
use std::collections::BTreeSet;

pub(super) fn explain(fields: &Fields, known: &Known) -> Explanation {
    let kind = fields.kind();
    let right = signed_part(fields, kind);
    let text = right.text();
    let mut explanation = Explanation {
        kind,
        verified: false,
        signed_by: Signer::Nobody,
        string_to_sign: fields
            .charset()
            .read(&text)
            .unwrap_or_else(|_unreadable| String::from_utf8_lossy(&text).into_owned()),
        mistakes: Vec::new(),
        remarks: Vec::new(),
    };
    let mut found =
        |mistake: Mistake, about: &str| explanation.mistakes.push(mistake.finding(about));

    let twice = repeated(&right);
    if !twice.is_empty() {
        found(Mistake::FieldTwice, &twice.join(", "));
    }
    if known
        .app
        .as_ref()
        .is_some_and(|app| known.alipay.contains(app))
    {
        found(Mistake::KeyOwnConfigured, "");
    }
    let Some(sign) = fields.text("sign").filter(|sign| !sign.is_empty()) else {
        found(Mistake::SignMissing, "");
        return explanation;
    };
    let readings = damage::readings(&sign);
    if readings.is_empty() {
        found(
            Mistake::SignNotBase64,
            &format!("{} characters", sign.chars().count()),
        );
        explanation.signed_by = Signer::Unknown;
        return explanation;
    }
    let opened = readings
        .iter()
        .find_map(|read| Some((seal::open(&read.bytes, known)?, read.damage)));
    let Some((opened, damaged)) = opened else {
        // Even if no key matches, damage of the signature is worth reporting.
        if let Some(damage) = readings.first().and_then(|read| read.damage) {
            found(damage, "");
        }
        let unknown = if kind == Kind::Request {
            Mistake::KeyNotOurs
        } else {
            Mistake::KeyUnknown
        };
        found(unknown, &named(fields, known));
        explanation.signed_by = Signer::Unknown;
        return explanation;
    };
    if let Some(damage) = damaged {
        found(damage, "");
    }
    match (&opened.by, kind) {
        (Signer::Alipay, Kind::Notify | Kind::Return | Kind::Response)
        | (Signer::App, Kind::Request) => {}
        (Signer::App, _) => found(Mistake::KeyOwn, ""),
        (Signer::Alipay | Signer::Other(_) | Signer::Unknown | Signer::Nobody, Kind::Request) => {
            found(Mistake::KeyNotOurs, &by_whom(&opened));
        }
        (Signer::Other(name), _) => found(Mistake::KeyOther, &format!("the key {name}")),
        (Signer::Unknown | Signer::Nobody, _) => {}
    }
    let claimed = fields.text("sign_type");
    if opened.sign_type != known.sign_type || claimed.as_deref() != Some(opened.sign_type.name()) {
        let about = format!(
            "made as {}, sign_type is {}, configured is {}",
            opened.sign_type.name(),
            claimed.as_deref().unwrap_or("missing"),
            known.sign_type.name()
        );
        found(Mistake::SignTypeDiffers, &about);
    }
    if !opened.covers(&text) {
        match undone(&right, kind, &opened) {
            // Some signers keep empty values, and the real verification accepts that.
            Some(steps) if steps.iter().all(is_allowed(kind)) => {}
            Some(steps) => {
                for step in steps {
                    found(step.mistake, &step.about.join(", "));
                }
            }
            None => found(Mistake::TextChanged, &suspects(&right, kind)),
        }
    }
    explanation.signed_by = opened.by;
    explanation.verified = explanation.mistakes.is_empty();
    explanation
}

/// The signed fields: for a return only those that Alipay appends, as in the real verification.
fn signed_part(fields: &Fields, kind: Kind) -> Reading {
    let mut right = Reading::right(fields, kind);
    if kind == Kind::Return {
        right
            .pairs
            .retain(|(name, _)| crate::return_url::is_signed(name));
    }
    right
}

/// Variants that the real verification accepts: empty values signed, the certificate's number not
/// signed.
fn is_allowed(kind: Kind) -> impl Fn(&Undone) -> bool {
    move |step| {
        let is_cert_sn = step.mistake == Mistake::FieldAdded && step.about == ["alipay_cert_sn"];
        kind != Kind::Request && (is_cert_sn || step.mistake == Mistake::EmptyLeftOut)
    }
}

fn repeated(reading: &Reading) -> Vec<String> {
    let mut seen = BTreeSet::new();
    reading
        .pairs
        .iter()
        .filter(|(name, _)| !seen.insert(name))
        .map(|(name, _)| String::from_utf8_lossy(name).into_owned())
        .collect()
}

/// The changes from the signed text to this one: one, or two at once.
fn undone(right: &Reading, kind: Kind, opened: &Opened) -> Option<Vec<Undone>> {
    let fits = |undone: &Undone| opened.covers(&undone.reading.text());
    let whole = right.undo_whole(kind);
    let each = right.undo_each();
    if let Some(one) = whole.iter().chain(&each).find(|undone| fits(undone)) {
        return Some(vec![one.clone()]);
    }
    for first in whole {
        let again = first.reading.undo_whole(kind);
        let singly = first.reading.undo_each();
        if let Some(second) = again.into_iter().chain(singly).find(|undone| fits(undone)) {
            return Some(vec![first, second]);
        }
    }
    None
}

fn by_whom(opened: &Opened) -> String {
    match &opened.by {
        Signer::Alipay => "it is signed with the key configured as Alipay's".to_owned(),
        Signer::Other(name) => format!("it is signed with the key {name}"),
        Signer::App | Signer::Unknown | Signer::Nobody => String::new(),
    }
}

/// The application named in the message, if it is not ours: the usual reason for a key mismatch.
fn named(fields: &Fields, known: &Known) -> String {
    match (fields.text("app_id"), &known.app_id) {
        (Some(theirs), Some(ours)) if theirs != *ours => {
            format!("the message names app_id {theirs}, configured is {ours}")
        }
        (Some(theirs), _) => format!("the message names app_id {theirs}"),
        (None, _) => String::new(),
    }
}

/// Hints if nothing explains the difference.
fn suspects(reading: &Reading, kind: Kind) -> String {
    let mut hints = Vec::new();
    if kind == Kind::Notify {
        let usual = [
            "charset",
            "notify_time",
            "notify_type",
            "version",
            "app_id",
            "seller_id",
            "total_amount",
        ];
        let missing: Vec<&str> = usual
            .into_iter()
            .filter(|name| {
                !reading
                    .pairs
                    .iter()
                    .any(|(known, _)| known == name.as_bytes())
            })
            .collect();
        if !missing.is_empty() {
            hints.push(format!("usual fields are missing ({})", missing.join(", ")));
        }
    }
    let strangers = reading.strangers();
    if !strangers.is_empty() && kind != Kind::Request {
        hints.push(format!(
            "fields that are not in Alipay's documents ({})",
            strangers.join(", ")
        ));
    }
    let garbled: Vec<String> = reading
        .pairs
        .iter()
        .filter(|(_, value)| String::from_utf8_lossy(value).contains('\u{fffd}'))
        .map(|(name, _)| String::from_utf8_lossy(name).into_owned())
        .collect();
    if !garbled.is_empty() {
        hints.push(format!(
            "characters lost in a wrong charset ({})",
            garbled.join(", ")
        ));
    }
    hints.join("; ")
}
