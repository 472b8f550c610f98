//! Settings that survive a restart, and the renewal of the gateway's certificate.

use std::sync::Arc;

use alipay::form::Charset;
use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Trouble, act, body};
use crate::{
    books::{
        event::{CertificateMode, Event, Settings, SignName, Style},
        money::yuan,
    },
    simulator::Simulator,
};

/// `GET /control/settings`.
pub(crate) async fn settings(State(simulator): State<Arc<Simulator>>) -> Json<Value> {
    Json(shown(simulator.books().settings()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Knobs {
    balance: Option<String>,
    notify_all: bool,
    timestamp_tolerance_s: Option<i64>,
    certificates: CertificateMode,
    sign_type: SignName,
    content_encryption: Option<bool>,
    notify_before_return: bool,
    notify: Style,
}

/// `PUT /control/settings`: replaces all of them; omitted ones get their default.
pub(crate) async fn put_settings(
    State(simulator): State<Arc<Simulator>>,
    bytes: Bytes,
) -> Result<Json<Value>, Trouble> {
    let knobs: Knobs = body(&bytes)?;
    if let Some(name) = &knobs.notify.charset {
        known_charset(name)?;
    }
    let settings = Settings {
        balance_fen: knobs.balance.as_deref().map(act::amount).transpose()?,
        notify_all: knobs.notify_all,
        timestamp_tolerance_s: knobs.timestamp_tolerance_s,
        certificates: knobs.certificates,
        sign_type: knobs.sign_type,
        no_content_key: knobs.content_encryption == Some(false),
        notify_before_return: knobs.notify_before_return,
        notify: knobs.notify,
    };
    simulator.change(|books, _| Ok(books.commit(vec![Event::Set { settings }])?))?;
    Ok(Json(shown(simulator.books().settings())))
}

/// A charset for messages.
pub(crate) fn known_charset(name: &str) -> Result<Charset, Trouble> {
    Charset::from_name(name).ok_or_else(|| {
        Trouble::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("{name:?} is not a charset of the gateway"),
        )
    })
}

fn shown(settings: &Settings) -> Value {
    json!({
        "balance": settings.balance_fen.map(yuan),
        "notify_all": settings.notify_all,
        "timestamp_tolerance_s": settings.timestamp_tolerance_s,
        "certificates": settings.certificates,
        "sign_type": settings.sign_type,
        "content_encryption": !settings.no_content_key,
        "notify_before_return": settings.notify_before_return,
        "notify": settings.notify,
    })
}

/// `POST /control/certificate`: renews the gateway's certificate.
pub(crate) async fn rotate(
    State(simulator): State<Arc<Simulator>>,
) -> Result<Json<Value>, Trouble> {
    let old = simulator.certificates.current();
    let new = simulator
        .certificates
        .rotate()
        .map_err(|error| Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")))?;
    Ok(Json(json!({
        "alipay_cert_sn": new.sn,
        "earlier_alipay_cert_sn": old.sn,
    })))
}

/// `GET /control/certificate`: the certificate numbers in requests and responses.
pub(crate) async fn certificate(State(simulator): State<Arc<Simulator>>) -> Json<Value> {
    let certificates = &simulator.certificates;
    Json(json!({
        "app_cert_sn": certificates.app_sn,
        "alipay_root_cert_sn": certificates.root_sn,
        "alipay_cert_sn": certificates.current().sn,
    }))
}
