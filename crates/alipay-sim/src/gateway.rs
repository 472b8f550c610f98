//! `/gateway.do`: reads, checks, dispatches, responds, and applies faults.

pub(crate) mod bill_url;
pub(crate) mod biz;
pub(crate) mod cancel;
pub(crate) mod cert_download;
pub(crate) mod check;
pub(crate) mod close;
pub(crate) mod expiry;
pub(crate) mod mischief;
pub(crate) mod order;
pub(crate) mod query;
pub(crate) mod refund;
pub(crate) mod refund_query;
pub(crate) mod response;
pub(crate) mod wire;

use std::sync::Arc;

use alipay::form::Charset;
use axum::{
    body::{Body, Bytes},
    extract::{ConnectInfo, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::Value;

use self::{
    biz::Biz,
    check::Rejected,
    response::{AnswerError, Manner, Payload, Seal},
    wire::Wire,
};
use crate::{
    books::{
        event::{Call, Event},
        ledger::Denied,
        trade::Product,
    },
    cashier::page,
    faults::{FaultKind, Plan},
    listener::Peer,
    random::random_hex,
    refusal::Refusal,
    simulator::Simulator,
};

/// The result of a request, before faults.
enum Outcome {
    /// The browser is redirected to the cashier at this path.
    Cashier(String),
    Response(Payload, Seal),
}

/// Handles one gateway request, GET or POST.
pub(crate) async fn handle(
    State(simulator): State<Arc<Simulator>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let wire = match Wire::read(query.as_deref().unwrap_or_default(), content_type, &body) {
        Ok(wire) => wire,
        Err(refusal) => {
            let payload = Payload::refused(&refusal);
            let manner = Manner::plain(Seal::Unsigned, Charset::Utf8);
            return json(&simulator, None, &payload, &manner);
        }
    };
    let method = wire.get("method");
    let plan = simulator.faults.plan(method.unwrap_or_default());
    let outcome = if plan.has_effect {
        match process(&simulator, &wire, plan) {
            Ok(outcome) => Some(outcome),
            Err(error) => {
                tracing::error!(%error, "books cannot be written");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        }
    } else {
        let biz = Biz::read(&simulator, &wire).ok();
        note(&simulator, &wire, biz.as_ref(), None, plan);
        None
    };
    mischief::wait(&simulator, plan).await;
    let refused = |refusal: Refusal, seal| Outcome::Response(Payload::refused(&refusal), seal);
    let outcome = match plan.fault {
        Some(FaultKind::DropRequest | FaultKind::DropAnswer) => {
            peer.cut();
            return StatusCode::BAD_GATEWAY.into_response();
        }
        Some(FaultKind::Http502) => return mischief::bad_gateway(),
        Some(FaultKind::SystemError) => refused(Refusal::system_error(), Seal::Signed),
        Some(FaultKind::Unavailable) => refused(Refusal::unavailable(), Seal::Signed),
        Some(FaultKind::UnsignedError) => refused(
            Refusal::invalid("isv.invalid-app-id", "无效的AppID参数"),
            Seal::Unsigned,
        ),
        _ => match outcome {
            Some(outcome) => outcome,
            // A rule may prevent the effect of any fault; then there is nothing to report.
            None => refused(Refusal::system_error(), Seal::Signed),
        },
    };
    let response = match outcome {
        Outcome::Cashier(path) => Redirect::to(&path).into_response(),
        Outcome::Response(payload, _) if page_product(method).is_some() => {
            page::gateway_error(&payload)
        }
        Outcome::Response(payload, seal) => {
            let seal = match (plan.fault, seal) {
                (Some(FaultKind::BadSign), Seal::Signed) => Seal::Spoiled,
                (_, seal) => seal,
            };
            let manner = manner(&simulator, &wire, &payload, seal);
            json(&simulator, method, &payload, &manner)
        }
    };
    if plan.fault == Some(FaultKind::Truncate) {
        mischief::truncated(response).await
    } else {
        response
    }
}

/// The methods for browsers, which respond with pages.
fn page_product(method: Option<&str>) -> Option<Product> {
    [Product::PagePay, Product::WapPay]
        .into_iter()
        .find(|product| method == Some(product.method()))
}

/// The response has the charset, certificate and encryption of the request.
fn manner(simulator: &Simulator, wire: &Wire, payload: &Payload, seal: Seal) -> Manner {
    // A refusal before the content was read is not encrypted.
    let is_readable = matches!(payload.text("code"), Some("10000" | "40004"));
    let encrypts = wire.get("encrypt_type") == Some("AES") && is_readable;
    Manner {
        seal,
        charset: wire.charset,
        cert_sn: wire
            .get("app_cert_sn")
            .map(|_| simulator.certificates.current().sn.clone()),
        content_key: encrypts.then(|| simulator.content_key.clone()),
    }
}

/// Checks the request, executes it, records the call.
fn process(simulator: &Simulator, wire: &Wire, plan: Plan) -> Result<Outcome, Denied> {
    let biz = Biz::read(simulator, wire);
    let outcome = match run(simulator, wire, &biz) {
        Ok(outcome) => outcome,
        Err(Failure::Rejected(Rejected { refusal, seal })) => {
            let payload = Payload::refused(&refusal);
            let is_query = wire.get("method") == Some("alipay.trade.query");
            let payload = if is_query && refusal.code == "40004" {
                query::with_zero_amounts(payload)
            } else {
                payload
            };
            Outcome::Response(payload, seal)
        }
        Err(Failure::Broken(error)) => return Err(error),
    };
    let shown = Payload::success();
    let payload = match &outcome {
        Outcome::Cashier(_) => &shown,
        Outcome::Response(payload, _) => payload,
    };
    note(simulator, wire, biz.as_ref().ok(), Some(payload), plan);
    Ok(outcome)
}

/// A failed request: a refusal for the caller, or our own failure.
enum Failure {
    Rejected(Rejected),
    Broken(Denied),
}

impl From<Rejected> for Failure {
    fn from(rejected: Rejected) -> Self {
        Self::Rejected(rejected)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Rejected(refusal.into())
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Refused(refusal) => refusal.into(),
            Denied::Journal(error) => Self::Broken(Denied::Journal(error)),
        }
    }
}

fn run(simulator: &Simulator, wire: &Wire, biz: &Result<Biz, Refusal>) -> Result<Outcome, Failure> {
    let checked = check::check(simulator, wire)?;
    let biz = || {
        biz.as_ref()
            .map_err(|refusal| Failure::from(refusal.clone()))
    };
    if let Some(product) = page_product(Some(&checked.method)) {
        let path = order::page(simulator, wire, &checked, biz()?, product)?;
        return Ok(Outcome::Cashier(path));
    }
    let payload = match checked.method.as_str() {
        "alipay.trade.precreate" => order::precreate(simulator, wire, &checked, biz()?)?,
        "alipay.trade.query" => query::query(simulator, biz()?)?,
        "alipay.trade.refund" => refund::refund(simulator, biz()?)?,
        "alipay.trade.fastpay.refund.query" => refund_query::refund_query(simulator, biz()?)?,
        "alipay.trade.close" => close::close(simulator, biz()?)?,
        "alipay.trade.cancel" => cancel::cancel(simulator, biz()?)?,
        "alipay.data.dataservice.bill.downloadurl.query" => bill_url::bill_url(simulator, biz()?)?,
        "alipay.open.app.alipaycert.download" => cert_download::download(simulator, biz()?)?,
        _ => return Err(Refusal::invalid("isv.invalid-method", "不存在的方法名").into()),
    };
    Ok(Outcome::Response(payload, Seal::Signed))
}

/// Records the call; a failure to do so does not undo its effect.
fn note(
    simulator: &Simulator,
    wire: &Wire,
    biz: Option<&Biz>,
    payload: Option<&Payload>,
    plan: Plan,
) {
    let text = |name| biz.and_then(|biz| biz.text(name));
    let said = |name| {
        payload
            .and_then(|payload| payload.text(name))
            .map(str::to_owned)
    };
    let mut books = simulator.books();
    let out_trade_no = books
        .find_trade(text("trade_no").as_deref(), text("out_trade_no").as_deref())
        .map(|trade| trade.order.out_trade_no.clone())
        .or_else(|| text("out_trade_no"));
    let call = Call {
        at: simulator.clock.now(),
        method: wire.get("method").unwrap_or_default().to_owned(),
        out_trade_no,
        out_request_no: text("out_request_no"),
        biz_content: biz.map_or(Value::Null, |biz| biz.0.clone()),
        code: said("code").unwrap_or_default(),
        sub_code: said("sub_code"),
        fault: plan.name().map(str::to_owned),
        app_auth_token: wire.get("app_auth_token").map(str::to_owned),
    };
    if let Err(error) = books.commit(vec![Event::Called { call }]) {
        tracing::error!(%error, "the call cannot be recorded");
    }
}

/// The result of a request that is handled without a connection, and so without faults.
pub(crate) enum Handled {
    /// The path of the cashier that it opened.
    Cashier(String),
    /// The body of the response.
    Body(Vec<u8>),
}

/// Handles a request that comes from this process.
pub(crate) fn handle_here(
    simulator: &Simulator,
    query: &str,
    body: &[u8],
) -> anyhow::Result<Handled> {
    let wire = match Wire::read(query, "application/x-www-form-urlencoded", body) {
        Ok(wire) => wire,
        Err(refusal) => anyhow::bail!("{}: {}", refusal.sub_code, refusal.sub_msg),
    };
    let plan = Plan {
        has_effect: true,
        ..Plan::default()
    };
    match process(simulator, &wire, plan)? {
        Outcome::Cashier(path) => Ok(Handled::Cashier(path)),
        Outcome::Response(payload, seal) => {
            let manner = manner(simulator, &wire, &payload, seal);
            let body = written(simulator, wire.get("method"), &payload, &manner)?;
            Ok(Handled::Body(body))
        }
    }
}

fn written(
    simulator: &Simulator,
    method: Option<&str>,
    payload: &Payload,
    manner: &Manner,
) -> Result<Vec<u8>, AnswerError> {
    let key = match &manner.cert_sn {
        Some(_) => simulator.certificates.current().key.clone(),
        None => simulator.keys.alipay_private.clone(),
    };
    response::body(method, payload, manner, &simulator.signer_with(key))
}

fn json(
    simulator: &Simulator,
    method: Option<&str>,
    payload: &Payload,
    manner: &Manner,
) -> Response {
    let body = match written(simulator, method, payload, manner) {
        Ok(body) => body,
        Err(error) => {
            tracing::error!(%error, "the response cannot be written");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let content_type = match manner.charset {
        Charset::Utf8 => HeaderValue::from_static("text/html;charset=utf-8"),
        Charset::Gbk => HeaderValue::from_static("text/html;charset=gbk"),
    };
    let mut response = Response::new(Body::from(body));
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, content_type);
    if let Ok(id) = HeaderValue::from_str(&random_hex()) {
        response.headers_mut().insert("trace_id", id);
    }
    response
}
