//! Responses: the slice that is verified is the value that a JSON parser finds, and a signature
//! over other bytes is refused.

use crate::parties::{ALIPAY, APP, KEYS};
use alipay::call::CallResult;
use alipay::sign::sign_rsa2;
use alipay::transport::{BoxFuture, HttpResponse, Transport, TransportError};
use alipay::{AppConfig, Client, TradeQuery, envelope};
use serde_json::Value;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use url::Url;

const METHOD: &str = "alipay.trade.query";
const MEMBER: &str = "alipay_trade_query_response";

pub(crate) fn run(data: &[u8]) {
    take_apart(data);
    ask(data, None);
    // The input as the signed payload of a genuine response.
    if serde_json::from_slice::<Value>(data).is_err() && !data.contains(&b'"') {
        return;
    }
    let sign = sign_rsa2(&ALIPAY, data).expect("a signature");
    let body = [
        b"{\"",
        MEMBER.as_bytes(),
        b"\":",
        data,
        b",\"sign\":\"",
        sign.as_bytes(),
        b"\"}",
    ]
    .concat();
    take_apart(&body);
    ask(&body, Some(data));
}

/// Compares the slicer with a JSON parser.
fn take_apart(body: &[u8]) {
    let Ok(found) = envelope::slice(body, METHOD) else {
        return;
    };
    let whole: Value = serde_json::from_slice(body).expect("a sliced body is JSON");
    let member = if found.is_error_response {
        "error_response"
    } else {
        MEMBER
    };
    let payload: Value = serde_json::from_slice(found.payload).expect("a slice of JSON is JSON");
    assert_eq!(whole.get(member), Some(&payload));
    assert_eq!(
        whole.get("sign").and_then(Value::as_str),
        found.sign.as_deref()
    );
    assert!(whole.get(MEMBER).is_none() || whole.get("error_response").is_none());
    // The slice points into the received body and is not a re-encoded copy.
    assert!(body.as_ptr_range().contains(&found.payload.as_ptr()));
    assert!(!found.payload.first().is_none_or(u8::is_ascii_whitespace));
}

/// Queries a trade and receives this body.
fn ask(body: &[u8], signed: Option<&[u8]>) {
    let gateway = Url::parse("http://127.0.0.1/gateway.do").expect("an address");
    let config = AppConfig::new(gateway, "9021000100000001", APP.clone(), KEYS.clone());
    let client = Client::new(config, Arc::new(Says(body.to_vec())));
    let query = TradeQuery::new("SHOP20240501_0001");
    let called = pin!(client.query(&query, 0));
    let called = called.poll(&mut Context::from_waker(Waker::noop()));
    let Poll::Ready(called) = called else {
        panic!("the response is available at once");
    };
    match &called.result {
        CallResult::Ok(_) | CallResult::Rejected(_) => assert!(called.record.sign_ok),
        CallResult::Unknown(_) => {}
    }
    if let CallResult::Ok(found) = &called.result {
        assert_eq!(found.out_trade_no, "SHOP20240501_0001");
    }
    if called.record.sign_ok {
        let found = envelope::slice(body, METHOD).expect("a verified response can be sliced");
        let sign = found
            .sign
            .as_deref()
            .expect("a verified response is signed");
        assert_eq!(KEYS.verify(found.payload, sign), Ok(()));
        // Only the signed payload is accepted.
        if let Some(signed) = signed {
            assert_eq!(found.payload, signed);
        }
    }
}

/// A gateway with a fixed response.
struct Says(Vec<u8>);

impl Transport for Says {
    fn post<'a>(
        &'a self,
        _: &'a Url,
        _: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(std::future::ready(Ok(HttpResponse {
            status: 200,
            trace_id: None,
            body: self.0.clone(),
        })))
    }
}
