//! Notifications: an accepted one is signed as parsed, and a genuine one is never refused.

use crate::form::{must_be_authentic, must_be_read_as, pairs, signed};
use crate::parties::KEYS;
use alipay::form::decode_bytes;
use alipay::notify::{NotifyError, verify_notify};

pub(crate) fn run(data: &[u8]) {
    believe_only_what_is_signed(data);
    // Sign only forms, because signing takes most of the time.
    if decode_bytes(data).is_err() {
        return;
    }
    let honest = signed(data, |_| true);
    if let Some(error) = believe_only_what_is_signed(&honest) {
        let is_forgery = matches!(error, NotifyError::Unverified(_));
        assert!(
            !is_forgery,
            "Alipay's own signature does not count: {error}"
        );
    }
}

fn believe_only_what_is_signed(body: &[u8]) -> Option<NotifyError> {
    match verify_notify(body, &KEYS) {
        Ok(notice) => {
            let pairs = pairs(body);
            let pairs = must_be_authentic(&pairs);
            must_be_read_as(&pairs, &notice.fields);
            assert!(!notice.notify_id().is_empty());
            assert_eq!(notice.digest().len(), 64);
            // Reading the fields must not panic, whatever they contain.
            let _ = (notice.kind(), notice.total_amount(), notice.refund_fee());
            let _ = (notice.gmt_payment_ms(), notice.notify_time_ms());
            None
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            Some(error)
        }
    }
}
