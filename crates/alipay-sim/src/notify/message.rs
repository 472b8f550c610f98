//! One message to a shop: adds time and signature, posts it, reads the response.

use alipay::{form::Charset, sign::SignError, time::format_shanghai};
use reqwest::header::CONTENT_TYPE;
use thiserror::Error;

use crate::{
    books::{
        delivery::{Delivery, Signing, Try},
        event::Style,
    },
    seal::{self, Signer},
    simulator::Simulator,
};

/// A response is `success` or not, so no more than this is read.
const MAX_ANSWER: usize = 1024;

/// Why a message cannot be written.
#[derive(Debug, Error)]
pub(crate) enum MessageError {
    #[error("cannot sign: {0}")]
    Sign(#[from] SignError),
    #[error("the application's private key is not known to this simulator")]
    NoAppKey,
}

/// A message ready to send.
#[derive(Debug)]
pub(crate) struct Composed {
    charset: Charset,
    params: Vec<(String, String)>,
}

impl Composed {
    /// The body of the form.
    pub(crate) fn form(&self) -> String {
        seal::form(&self.params, self.charset)
    }
}

/// The form fields as sent now.
///
/// Changed fields are signed as changed, so a message may be authentic and wrong. With
/// [`Signing::Bad`] the signature belongs to the unchanged message; without a change it matches
/// nothing. `sign` and `sign_type` can be overwritten too.
pub(crate) fn compose(
    simulator: &Simulator,
    delivery: &Delivery,
    style: &Style,
) -> Result<Composed, MessageError> {
    let charset = style
        .charset
        .as_deref()
        .or(Some(&delivery.charset))
        .and_then(Charset::from_name)
        .unwrap_or_default();
    let own = own_signer(simulator, delivery);
    let mut params = delivery.fields.clone();
    if let Some(name) = &style.charset {
        overwrite(&mut params, "charset", Some(name));
    }
    params.push((
        "notify_time".to_owned(),
        format_shanghai(simulator.clock.now()),
    ));
    let untouched = params.clone();
    let is_seal = |name: &str| matches!(name, "sign" | "sign_type");
    for (name, value) in style.tamper.iter().filter(|(name, _)| !is_seal(name)) {
        overwrite(&mut params, name, value.as_deref());
    }
    let sign = match style.sign {
        Signing::Ok => Some(own.seal(&params, charset)?),
        Signing::Bad if params != untouched => Some(own.seal(&untouched, charset)?),
        Signing::Bad => Some(seal::spoil(&own.seal(&params, charset)?)),
        Signing::None => None,
        Signing::AppKey => {
            let key = simulator
                .keys
                .app_private
                .clone()
                .ok_or(MessageError::NoAppKey)?;
            Some(simulator.signer_with(key).seal(&params, charset)?)
        }
    };
    params.push(("sign_type".to_owned(), own.sign_type.name().to_owned()));
    params.extend(sign.map(|sign| ("sign".to_owned(), sign)));
    for (name, value) in style.tamper.iter().filter(|(name, _)| is_seal(name)) {
        overwrite(&mut params, name, value.as_deref());
    }
    Ok(Composed { charset, params })
}

/// Signs in the mode in which the trade was opened.
fn own_signer(simulator: &Simulator, delivery: &Delivery) -> Signer {
    let order = simulator
        .books()
        .trade(&delivery.out_trade_no)
        .map(|trade| trade.order.clone());
    simulator.signer(order.as_ref())
}

fn overwrite(params: &mut Vec<(String, String)>, name: &str, value: Option<&str>) {
    match (params.iter_mut().find(|(known, _)| known == name), value) {
        (Some(known), Some(value)) => value.clone_into(&mut known.1),
        (None, Some(value)) => params.push((name.to_owned(), value.to_owned())),
        (_, None) => params.retain(|(known, _)| known != name),
    }
}

/// Posts the form and reads the shop's response.
pub(crate) async fn post(
    simulator: &Simulator,
    url: &str,
    message: &Composed,
    fault: Option<&'static str>,
) -> Try {
    let content_type = match message.charset {
        Charset::Utf8 => "application/x-www-form-urlencoded; charset=utf-8",
        Charset::Gbk => "application/x-www-form-urlencoded; charset=gbk",
    };
    let request = simulator
        .http
        .post(url)
        .header(CONTENT_TYPE, content_type)
        .body(message.form());
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

/// An error with its causes, because the first line never has "connection refused".
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
