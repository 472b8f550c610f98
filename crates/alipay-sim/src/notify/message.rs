//! One message to a shop: time and signature added, posted, the answer read.

use std::collections::BTreeMap;

use alipay::{form::Charset, sign::SignError, time::format_shanghai};
use reqwest::header::CONTENT_TYPE;
use thiserror::Error;

use crate::{
    books::delivery::{Signing, Try},
    seal,
    simulator::Simulator,
};

/// An answer is `success` or it is not; more than this is not read.
const MAX_ANSWER: usize = 1024;

/// Changes a test makes to a message; `None` removes the field.
pub(crate) type Tamper = BTreeMap<String, Option<String>>;

/// Why a message cannot be written.
#[derive(Debug, Error)]
pub(crate) enum MessageError {
    #[error("cannot sign: {0}")]
    Sign(#[from] SignError),
    #[error("the application's private key is not known to this simulator")]
    NoAppKey,
}

/// The form fields as sent now.
///
/// Changed fields are signed as changed, so a message may be authentic and wrong. With
/// [`Signing::Bad`] the signature is that of the unchanged message, as after a change on the way;
/// if nothing was changed it fits nothing at all. `sign` and `sign_type` can be overwritten too.
pub(crate) fn compose(
    simulator: &Simulator,
    fields: &[(String, String)],
    charset: Charset,
    signing: Signing,
    tamper: &Tamper,
) -> Result<Vec<(String, String)>, MessageError> {
    let mut params = fields.to_vec();
    params.push((
        "notify_time".to_owned(),
        format_shanghai(simulator.clock.now()),
    ));
    let untouched = params.clone();
    let is_seal = |name: &str| matches!(name, "sign" | "sign_type");
    for (name, value) in tamper.iter().filter(|(name, _)| !is_seal(name)) {
        overwrite(&mut params, name, value.as_deref());
    }
    let own = &simulator.keys.alipay_private;
    let sign = match signing {
        Signing::Ok => Some(seal::seal(&params, own, charset)?),
        Signing::Bad if params != untouched => Some(seal::seal(&untouched, own, charset)?),
        Signing::Bad => Some(seal::spoil(&seal::seal(&params, own, charset)?)),
        Signing::None => None,
        Signing::AppKey => {
            let key = simulator
                .keys
                .app_private
                .as_ref()
                .ok_or(MessageError::NoAppKey)?;
            Some(seal::seal(&params, key, charset)?)
        }
    };
    params.push(("sign_type".to_owned(), "RSA2".to_owned()));
    params.extend(sign.map(|sign| ("sign".to_owned(), sign)));
    for (name, value) in tamper.iter().filter(|(name, _)| is_seal(name)) {
        overwrite(&mut params, name, value.as_deref());
    }
    Ok(params)
}

fn overwrite(params: &mut Vec<(String, String)>, name: &str, value: Option<&str>) {
    match (params.iter_mut().find(|(known, _)| known == name), value) {
        (Some(known), Some(value)) => value.clone_into(&mut known.1),
        (None, Some(value)) => params.push((name.to_owned(), value.to_owned())),
        (_, None) => params.retain(|(known, _)| known != name),
    }
}

/// Posts the form and reads the shop's answer.
pub(crate) async fn post(
    simulator: &Simulator,
    url: &str,
    charset: Charset,
    params: &[(String, String)],
    fault: Option<&'static str>,
) -> Try {
    let content_type = match charset {
        Charset::Utf8 => "application/x-www-form-urlencoded; charset=utf-8",
        Charset::Gbk => "application/x-www-form-urlencoded; charset=gbk",
    };
    let request = simulator
        .http
        .post(url)
        .header(CONTENT_TYPE, content_type)
        .body(seal::form(params, charset));
    let mut outcome = Try {
        at: simulator.clock.now(),
        status: None,
        answer: None,
        error: None,
        fault: fault.map(str::to_owned),
    };
    match request.send().await {
        Ok(mut response) => {
            outcome.status = Some(response.status().as_u16());
            let mut answer = Vec::new();
            loop {
                match response.chunk().await {
                    Ok(Some(chunk)) if answer.len() <= MAX_ANSWER => {
                        answer.extend_from_slice(&chunk);
                    }
                    Ok(_) => break,
                    Err(error) => {
                        outcome.error = Some(error.to_string());
                        break;
                    }
                }
            }
            answer.truncate(MAX_ANSWER);
            outcome.answer = Some(String::from_utf8_lossy(&answer).into_owned());
        }
        Err(error) => outcome.error = Some(chain(&error)),
    }
    outcome
}

/// An error with its causes: "connection refused" is never in the first line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
