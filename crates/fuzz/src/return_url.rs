//! Returns: like notifications, but only Alipay's own fields are read.

use crate::form::{must_be_authentic, pairs, signed, value};
use crate::parties::KEYS;
use alipay::form::decode_bytes;
use alipay::message::MessageError;
use alipay::return_url::{ReturnError, verify_return};

/// The fields that Alipay appends and signs.
const FIELDS: [&str; 13] = [
    "alipay_cert_sn",
    "app_id",
    "auth_app_id",
    "charset",
    "method",
    "out_trade_no",
    "seller_id",
    "sign",
    "sign_type",
    "timestamp",
    "total_amount",
    "trade_no",
    "version",
];

fn is_alipays(name: &[u8]) -> bool {
    FIELDS.iter().any(|field| field.as_bytes() == name)
}

pub(crate) fn run(data: &[u8]) {
    let Ok(query) = std::str::from_utf8(data) else {
        return;
    };
    believe_only_what_is_signed(query);
    if decode_bytes(data).is_err() {
        return;
    }
    let honest = signed(data, is_alipays);
    let honest = std::str::from_utf8(&honest).expect("text and base64");
    if let Some(error) = believe_only_what_is_signed(honest) {
        let is_forgery = matches!(error, ReturnError::Message(MessageError::Unverified(_)));
        assert!(
            !is_forgery,
            "Alipay's own signature does not count: {error}"
        );
    }
}

fn believe_only_what_is_signed(query: &str) -> Option<ReturnError> {
    match verify_return(query, &KEYS) {
        Ok(back) => {
            let mut pairs = pairs(query.as_bytes());
            pairs.retain(|(name, _)| is_alipays(name));
            let pairs = must_be_authentic(&pairs);
            let method = value(&pairs, b"method").expect("a return names its method");
            assert!(method.ends_with(b".return"));
            let charset = value(&pairs, b"charset").unwrap_or(b"utf-8");
            if charset.eq_ignore_ascii_case(b"utf-8") {
                assert_eq!(
                    value(&pairs, b"out_trade_no"),
                    Some(back.out_trade_no.as_bytes())
                );
                assert_eq!(value(&pairs, b"app_id"), Some(back.app_id.as_bytes()));
            }
            None
        }
        Err(error) => Some(error),
    }
}
