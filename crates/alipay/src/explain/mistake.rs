//! The usual mistakes, each with its code, symptom and fix.

use super::Finding;

/// A mistake that makes a genuine signature fail, or a wrong signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mistake {
    SignMissing,
    SignNotBase64,
    SignPlusLost,
    SignStillEncoded,
    SignFolded,
    SignHtmlEscaped,
    SignUrlAlphabet,
    SignPaddingLost,
    SignDamaged,
    KeyOwn,
    KeyOwnConfigured,
    KeyOther,
    KeyUnknown,
    KeyNotOurs,
    SignTypeDiffers,
    SignTypeKept,
    SignTypeLeftOut,
    EmptyKept,
    EmptyLeftOut,
    PlusLost,
    SpaceLost,
    DecodedTwice,
    NotDecoded,
    HtmlEscaped,
    SlashEscaped,
    FieldAdded,
    FieldTwice,
    NamesChanged,
    Charset,
    Mojibake,
    AmountRewritten,
    LineEnds,
    TextChanged,
    AnswerBroken,
    AnswerUnsigned,
    AnswerSlashes,
    AnswerReformatted,
    AnswerUnicode,
    AnswerDecrypted,
    AnswerChanged,
}

impl Mistake {
    /// The finding, with the fields or names it concerns.
    pub(super) fn finding(self, about: &str) -> Finding {
        let (code, what, remedy) = self.words();
        let what = if about.is_empty() {
            what.to_owned()
        } else {
            format!("{what} Here: {about}.")
        };
        Finding::new(code, what, remedy)
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::SignMissing => (
                "sign.missing",
                "The signature is missing.",
                "Anybody may have written this: do not trust it. A genuine message has sign and sign_type; \
                 check whether your framework drops or renames fields.",
            ),
            Self::SignNotBase64 => (
                "sign.not-base64",
                "The signature is not base64 and cannot be repaired: it was cut or replaced.",
                "Take the whole sign from the raw body: 344 characters for a key of 2048 bits.",
            ),
            Self::SignPlusLost => (
                "sign.plus-lost",
                "In the signature every + became a space: it was decoded as a form without having been encoded as one.",
                "Percent-encode sign when you send it (+ as %2B, / as %2F, = as %3D); when you receive it, decode the \
                 raw body once and nothing after that.",
            ),
            Self::SignStillEncoded => (
                "sign.still-encoded",
                "The signature is still percent-encoded (%2B, %2F, %3D).",
                "Decode the form once before you verify, values and sign alike.",
            ),
            Self::SignFolded => (
                "sign.folded",
                "The signature contains blanks or line breaks.",
                "Use base64 without line breaks: 344 characters in one line, e.g. from NO_WRAP or encode_to_string.",
            ),
            Self::SignHtmlEscaped => (
                "sign.html-escaped",
                "In the signature + or = is written as an HTML entity.",
                "Switch off the input filter for this route, or read the raw body.",
            ),
            Self::SignUrlAlphabet => (
                "sign.url-alphabet",
                "The signature is in the URL alphabet of base64 (- and _).",
                "Alipay uses the standard alphabet with + and / and padding.",
            ),
            Self::SignPaddingLost => (
                "sign.padding-lost",
                "The padding of the signature (= at the end) is missing.",
                "Split name and value at the first = only, and keep the rest.",
            ),
            Self::SignDamaged => (
                "sign.damaged",
                "The signature was damaged in several ways at once (blanks, escapes, alphabet, padding).",
                "Read the raw body, decode it once, and pass it on unchanged.",
            ),
            Self::KeyOwn => (
                "key.own",
                "This was signed with the application's own private key, not by Alipay: your own test, or a forgery \
                 with your key.",
                "Verify Alipay's messages with Alipay's public key (支付宝公钥), which the console shows after you \
                 uploaded yours. If you did not make this message, treat your private key as stolen and replace it.",
            ),
            Self::KeyOwnConfigured => (
                "key.own-configured",
                "The key configured as Alipay's is the public half of the application's own key (应用公钥).",
                "Copy 支付宝公钥 from the console (the key shown in return for the one you uploaded) into \
                 ALIPAY_PUBLIC_KEY_FILE.",
            ),
            Self::KeyOther => (
                "key.other",
                "The signature is intact and was made with another key than the one configured as Alipay's.",
                "Each application, and each environment (sandbox, production), has its own 支付宝公钥: use the one of \
                 the application named by the message's app_id, with the gateway it belongs to.",
            ),
            Self::KeyUnknown => (
                "key.unknown",
                "None of the given keys made this signature, whatever the text was: the configured Alipay key belongs \
                 to another application or environment or is an old one, or the signature was changed in transit.",
                "Copy 支付宝公钥 again from the page of the application the message names (sandbox and production differ; \
                 in certificate mode the key is inside Alipay's certificate). If the key is right, compare sign with the \
                 raw body character by character.",
            ),
            Self::KeyNotOurs => (
                "key.not-ours",
                "This request was not signed with the configured private key.",
                "Sign with the private key whose public half was uploaded for this app_id, and configure the same here.",
            ),
            Self::SignTypeDiffers => (
                "sign-type.differs",
                "The signature has another digest than sign_type or the configuration: RSA2 is SHA-256, \
                 RSA is SHA-1.",
                "Register the application for RSA2 (SHA256withRSA) and use it on both sides; sign_type is spelled RSA2.",
            ),
            Self::SignTypeKept => (
                "text.sign-type-kept",
                "The signature covers sign_type as well; notifications and returns of trades leave it out, only requests keep it.",
                "For notifications and returns of trades leave out both sign and sign_type before you sort and join. (Messages \
                 of the service market are signed with sign_type.)",
            ),
            Self::SignTypeLeftOut => (
                "text.sign-type-left-out",
                "sign_type was left out of the text of a request; only notifications and returns leave it out.",
                "For requests leave out only sign and keep sign_type.",
            ),
            Self::EmptyKept => (
                "text.empty-kept",
                "Fields with an empty value were signed as name=; Alipay leaves them out.",
                "Leave empty values out when you build the text, and send none.",
            ),
            Self::EmptyLeftOut => (
                "text.empty-left-out",
                "Fields with an empty value were signed as name=, and the text leaves them out.",
                "Keep all fields as they came until the signature is checked; do not drop empty ones before.",
            ),
            Self::PlusLost => (
                "text.plus-lost",
                "A + inside a value became a space: the value was decoded once more than it was encoded.",
                "Encode + as %2B when you send, and decode the raw body exactly once.",
            ),
            Self::SpaceLost => (
                "text.space-lost",
                "A space inside a value is shown as +: the body was percent-decoded, but not as a form.",
                "Decode as application/x-www-form-urlencoded: + is a space, %2B is a plus.",
            ),
            Self::DecodedTwice => (
                "text.decoded-twice",
                "A value was percent-decoded twice.",
                "Your framework decoded the body already: do not call urldecode or decodeURIComponent on its values. \
                 passback_params and a literal % only survive one decoding.",
            ),
            Self::NotDecoded => (
                "text.not-decoded",
                "Values are still percent-encoded.",
                "Decode the body once, then sort and join the decoded values.",
            ),
            Self::HtmlEscaped => (
                "text.html-escaped",
                "Values are HTML-escaped (&quot; for a quote, &amp; for an ampersand), e.g. by an input filter.",
                "Take the raw body, or switch the filter off for this route; fund_bill_list is JSON with many quotes.",
            ),
            Self::SlashEscaped => (
                "text.backslashes",
                "Quotes inside values carry backslashes, e.g. from magic quotes or a JSON encoder.",
                "Take the raw body; remove and add nothing.",
            ),
            Self::FieldAdded => (
                "text.field-added",
                "The text has a field that was never signed: your own query parameter, or one that a framework or proxy \
                 adds (e.g. _url, q, s).",
                "Verify only what Alipay sent: the raw body for a notification; for a return the fields that Alipay \
                 appends, without your own.",
            ),
            Self::FieldTwice => (
                "text.field-twice",
                "A field came twice, so one reader may verify one value and another use the other.",
                "Refuse such a message. If your framework merges query and body, read the body alone.",
            ),
            Self::NamesChanged => (
                "text.names-changed",
                "Field names were rewritten (outTradeNo for out_trade_no), so they sort and sign differently.",
                "Verify before any mapping to objects, over a generic map with all fields as they came.",
            ),
            Self::Charset => (
                "text.charset",
                "The text was signed in another charset than it is read in (utf-8 against gbk).",
                "Send charset=utf-8 in the query of every request, exactly the value you sign, and verify notifications \
                 over the received bytes, in their own charset.",
            ),
            Self::Mojibake => (
                "text.mojibake",
                "Chinese characters were read in the wrong charset on the way and are damaged.",
                "Decode the body in the charset it names (the field charset), not in the server's default; set utf-8 \
                 everywhere and put charset into the query of every request.",
            ),
            Self::AmountRewritten => (
                "text.amount-rewritten",
                "An amount was read as a number and written again (88.8 for 88.80).",
                "Keep every value as text until the signature is checked.",
            ),
            Self::LineEnds => (
                "text.line-ends",
                "Line ends inside a value were changed, or blanks at its ends removed.",
                "Keep values as they came until the signature is checked; do not trim.",
            ),
            Self::TextChanged => (
                "text.changed",
                "The signature is genuine and intact, but belongs to another text: a field was changed, added, \
                 removed or lost, and the usual mistakes do not explain it.",
                "Log the raw body and verify that. If it verifies, something in between (framework, proxy, mapping \
                 to objects) changes fields. If it does not, the message was altered: do not trust it.",
            ),
            Self::AnswerBroken => (
                "answer.broken",
                "The response is not complete JSON, or has a member twice.",
                "The result of the call is unknown: send a trade query or a refund query. Log the body as received, \
                 before any decoder.",
            ),
            Self::AnswerUnsigned => (
                "answer.unsigned",
                "The response has no signature: the gateway could not assign the request to an application, or this is \
                 not the gateway.",
                "Fix its error (below, if known), and change no order because of it.",
            ),
            Self::AnswerSlashes => (
                "answer.slashes",
                "The payload was decoded and encoded again: the gateway's \\/ became /, and the signature covers \\/.",
                "Verify the slice of the raw body between the response member's colon and the end of its value, never \
                 a re-encoded object.",
            ),
            Self::AnswerReformatted => (
                "answer.reformatted",
                "The payload was reformatted (blanks between members); the signature covers the compact bytes.",
                "Verify the slice of the raw body as it came, never a re-encoded object.",
            ),
            Self::AnswerUnicode => (
                "answer.unicode-escapes",
                "The payload was encoded again with \\u escapes for Chinese characters; the gateway sends them raw.",
                "Verify the slice of the raw body as received (in Python ensure_ascii=False does not suffice: do not \
                 re-encode at all).",
            ),
            Self::AnswerDecrypted => (
                "answer.decrypted",
                "The payload was decrypted before it was verified; the signature covers the base64 with both quotes.",
                "Verify first, over the encrypted text with its quotes, then decrypt.",
            ),
            Self::AnswerChanged => (
                "answer.changed",
                "The signature is genuine and intact, but belongs to another payload: it was re-encoded by a JSON \
                 library, read in another charset, or altered.",
                "Log the body as bytes before any decoder, and verify the raw slice of the response member.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mistake;
    use std::collections::BTreeSet;

    /// Scripts may rely on these codes, so they must not change.
    #[test]
    fn codes_are_unique_and_stay() {
        let all = [
            (Mistake::SignMissing, "sign.missing"),
            (Mistake::SignNotBase64, "sign.not-base64"),
            (Mistake::SignPlusLost, "sign.plus-lost"),
            (Mistake::SignStillEncoded, "sign.still-encoded"),
            (Mistake::SignFolded, "sign.folded"),
            (Mistake::SignHtmlEscaped, "sign.html-escaped"),
            (Mistake::SignUrlAlphabet, "sign.url-alphabet"),
            (Mistake::SignPaddingLost, "sign.padding-lost"),
            (Mistake::SignDamaged, "sign.damaged"),
            (Mistake::KeyOwn, "key.own"),
            (Mistake::KeyOwnConfigured, "key.own-configured"),
            (Mistake::KeyOther, "key.other"),
            (Mistake::KeyUnknown, "key.unknown"),
            (Mistake::KeyNotOurs, "key.not-ours"),
            (Mistake::SignTypeDiffers, "sign-type.differs"),
            (Mistake::SignTypeKept, "text.sign-type-kept"),
            (Mistake::SignTypeLeftOut, "text.sign-type-left-out"),
            (Mistake::EmptyKept, "text.empty-kept"),
            (Mistake::EmptyLeftOut, "text.empty-left-out"),
            (Mistake::PlusLost, "text.plus-lost"),
            (Mistake::SpaceLost, "text.space-lost"),
            (Mistake::DecodedTwice, "text.decoded-twice"),
            (Mistake::NotDecoded, "text.not-decoded"),
            (Mistake::HtmlEscaped, "text.html-escaped"),
            (Mistake::SlashEscaped, "text.backslashes"),
            (Mistake::FieldAdded, "text.field-added"),
            (Mistake::FieldTwice, "text.field-twice"),
            (Mistake::NamesChanged, "text.names-changed"),
            (Mistake::Charset, "text.charset"),
            (Mistake::Mojibake, "text.mojibake"),
            (Mistake::AmountRewritten, "text.amount-rewritten"),
            (Mistake::LineEnds, "text.line-ends"),
            (Mistake::TextChanged, "text.changed"),
            (Mistake::AnswerBroken, "answer.broken"),
            (Mistake::AnswerUnsigned, "answer.unsigned"),
            (Mistake::AnswerSlashes, "answer.slashes"),
            (Mistake::AnswerReformatted, "answer.reformatted"),
            (Mistake::AnswerUnicode, "answer.unicode-escapes"),
            (Mistake::AnswerDecrypted, "answer.decrypted"),
            (Mistake::AnswerChanged, "answer.changed"),
        ];
        let mut seen = BTreeSet::new();
        for (mistake, code) in all {
            assert_eq!(mistake.finding("").code, code);
            assert!(seen.insert(code), "{code} is listed twice");
            assert!(!mistake.finding("x").remedy.is_empty());
        }
    }
}
