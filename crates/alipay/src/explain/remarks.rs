//! The meaning of a message beside its signature, where it is often misunderstood.

use super::fields::{Fields, Kind};
use super::timing::explain_timestamp;
use super::{Finding, Known};
use serde_json::{Map, Value};

/// Remarks on a notification, a return or a request.
pub(super) fn on_fields(fields: &Fields, known: &Known, now_ms: i64) -> Vec<Finding> {
    let mut found = Vec::new();
    match fields.kind() {
        Kind::Notify => {
            found.extend(ours(fields, known));
            found.extend(notice(fields));
        }
        Kind::Return => {
            found.extend(ours(fields, known));
            found.extend(strangers(fields));
            found.push(Finding::new(
                "return.proves-nothing",
                "A return shows that a browser came back, not that anything was paid; it can be repeated, skipped, or \
                 opened on another device.",
                "Query with alipay.trade.query, or wait for the notification; never ship because of a return.",
            ));
        }
        Kind::Request => found.extend(request(fields, known, now_ms)),
        Kind::Response => {}
    }
    found
}

/// A genuine message for another application or merchant.
fn ours(fields: &Fields, known: &Known) -> Vec<Finding> {
    let differs = |name: &str, ours: &Option<String>| {
        let (theirs, ours) = (fields.text(name)?, ours.as_ref()?);
        (theirs != *ours).then(|| {
            Finding::new(
                "message.not-for-us",
                format!("{name} is {theirs}; configured is {ours}: this message belongs to another shop."),
                "Compare app_id and seller_id with your own before you book anything, and refuse other messages. If \
                 it should be yours, the configuration mixes two applications (sandbox and production).",
            )
        })
    };
    [
        differs("app_id", &known.app_id),
        differs("seller_id", &known.seller_id),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn notice(fields: &Fields) -> Vec<Finding> {
    let status = fields.text("trade_status").unwrap_or_default();
    let mut found = Vec::new();
    let nothing = |text: &str| text.bytes().all(|b| matches!(b, b'0' | b'.'));
    let refunded = fields.text("refund_fee").filter(|fee| !nothing(fee));
    if fields.has("gmt_refund") || refunded.is_some() {
        found.push(Finding::new(
            "notice.refund-echo",
            format!(
                "This notification reports a refund, although trade_status is {status}: {} yuan were refunded in all so far.",
                refunded.as_deref().unwrap_or("an unknown sum of")
            ),
            "Do not book it as a payment. refund_fee is the sum of all refunds; out_biz_no is the out_request_no of \
             the last one.",
        ));
    } else if status == "WAIT_BUYER_PAY" {
        found.push(Finding::new(
            "notice.unpaid",
            "The trade was created and nothing is paid yet.",
            "Mark orders paid only for TRADE_SUCCESS and TRADE_FINISHED.",
        ));
    }
    if status == "TRADE_FINISHED" && found.is_empty() {
        found.push(Finding::new(
            "notice.finished",
            "TRADE_FINISHED comes when the refund period is over, months after the payment, or at once for products \
             without refunds.",
            "Treat it as paid if the order is not paid yet, else change nothing.",
        ));
    }
    found.push(Finding::new(
        "notice.repeats",
        "Alipay sends a notification up to 8 times in 25 hours until the response is exactly the seven characters success.",
        "Respond with success and status 200, without HTML, line end or redirect, after the payment is stored; book each \
         notify_id once, and change an order only from unpaid to paid, in one transaction.",
    ));
    found
}

fn strangers(fields: &Fields) -> Option<Finding> {
    let own: Vec<String> = fields
        .pairs
        .iter()
        .filter(|(name, _)| !crate::return_url::is_signed(name))
        .map(|(name, _)| String::from_utf8_lossy(name).into_owned())
        .collect();
    (!own.is_empty()).then(|| {
        Finding::new(
            "return.own-fields",
            format!("{} are not Alipay's and are not signed: your own or a framework's.", own.join(", ")),
            "Leave them out before you verify (this shop does); an SDK that takes the whole query fails on them.",
        )
    })
}

fn request(fields: &Fields, known: &Known, now_ms: i64) -> Vec<Finding> {
    let mut found = Vec::new();
    if let (Some(theirs), Some(ours)) = (fields.text("app_id"), &known.app_id)
        && theirs != *ours
    {
        found.push(Finding::new(
            "request.other-app",
            format!("app_id is {theirs}; configured is {ours}."),
            "Use the application whose key signs; sandbox and production are two applications.",
        ));
    }
    match fields.text("timestamp") {
        Some(timestamp) => found.extend(explain_timestamp(&timestamp, now_ms)),
        None => found.push(Finding::new(
            "time.missing",
            "The timestamp is missing.",
            "Send timestamp as yyyy-MM-dd HH:mm:ss in Shanghai time.",
        )),
    }
    if !fields.has("charset") {
        found.push(Finding::new(
            "charset.missing",
            "charset is missing: the gateway reads everything as GBK.",
            "Send charset=utf-8 in the query of every request, and sign it.",
        ));
    }
    if !fields.has("sign_type") {
        found.push(Finding::new(
            "sign-type.missing",
            "sign_type is missing.",
            "Send sign_type=RSA2; in a request it is signed like everything else.",
        ));
    }
    let method = fields.text("method").unwrap_or_default();
    let content = fields.text("biz_content").unwrap_or_default();
    if let Ok(Value::Object(members)) = serde_json::from_str::<Value>(&content) {
        found.extend(content_remarks(&method, &members));
    } else if !content.is_empty() && !fields.has("encrypt_type") {
        found.push(Finding::new(
            "request.content-not-json",
            "biz_content is not a JSON object.",
            "Send compact JSON; encrypted contents need encrypt_type=AES, which is signed too.",
        ));
    }
    found
}

fn content_remarks(method: &str, members: &Map<String, Value>) -> Vec<Finding> {
    let mut found = Vec::new();
    let has = |name: &str| {
        members
            .get(name)
            .is_some_and(|value| value.as_str() != Some("") && !value.is_null())
    };
    if method == "alipay.trade.refund" && !has("out_request_no") {
        found.push(Finding::new(
            "refund.no-request-number",
            "The refund has no out_request_no: Alipay reads it as a full refund under the order's own number and \
             refuses a partial one, and a repeat cannot be told from a second refund.",
            "Send out_request_no with every refund, one for each refund, stored before the call and the same in every \
             repeat of it.",
        ));
    }
    if method == "alipay.trade.fastpay.refund.query" && !has("out_request_no") {
        found.push(Finding::new(
            "refund.query-without-number",
            "A refund query needs the out_request_no of the refund.",
            "Send the number of the refund; if it was sent without one, use its out_trade_no.",
        ));
    }
    let misplaced: Vec<&str> = ["notify_url", "return_url"]
        .into_iter()
        .filter(|name| members.contains_key(*name))
        .collect();
    if !misplaced.is_empty() {
        found.push(Finding::new(
            "request.misplaced",
            format!(
                "{} is in biz_content, where it has no effect.",
                misplaced.join(", ")
            ),
            "notify_url and return_url are common parameters, outside biz_content.",
        ));
    }
    let odd: Vec<&str> = members
        .iter()
        .filter(|(name, value)| {
            name.ends_with("_amount")
                && value
                    .as_str()
                    .is_none_or(|text| crate::Amount::parse(text).is_err())
        })
        .map(|(name, _)| name.as_str())
        .collect();
    if !odd.is_empty() {
        found.push(Finding::new(
            "request.amount",
            format!("{} is not an amount in the gateway's form.", odd.join(", ")),
            "Write yuan as text with at most two decimals, e.g. \"88.80\"; never from a floating-point number.",
        ));
    }
    found
}

/// Remarks on the payload of a response. `name`: its member in the response.
pub(super) fn on_response(name: &str, members: &Map<String, Value>) -> Vec<Finding> {
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let mut found = Vec::new();
    if text("code") != Some("10000") {
        return found;
    }
    match name {
        "alipay_trade_refund_response" => {
            if text("fund_change") != Some("Y") {
                found.push(Finding::new(
                    "refund.no-fund-change",
                    "The refund was processed, but this call moved no money (fund_change is not Y): a repeat of an \
                     earlier refund, or nothing happened.",
                    "Query with alipay.trade.fastpay.refund.query and the same out_request_no, ten seconds later or more; \
                     send no new number.",
                ));
            }
            found.push(Finding::new(
                "refund.fee-is-sum",
                "refund_fee is the sum of all refunds of the trade, not the amount of this one.",
                "Book the requested amount, and compare sums only with sums.",
            ));
        }
        "alipay_trade_fastpay_refund_query_response"
            if text("refund_status") != Some("REFUND_SUCCESS") =>
        {
            found.push(Finding::new(
                "refund.not-found",
                "10000 without refund_status means that the refund was not made (yet), not that it succeeded.",
                "Check the requested number; repeat the refund with the same out_request_no and amount.",
            ));
        }
        _ => {}
    }
    found
}
