//! Calls to the gateway and its notifications about an order, in one list.

use crate::{Error, order::snapshot::Snapshot};
use domain::view::admin::GatewayTalkView;
use serde::Deserialize;
use store::{
    Tx,
    models::{admin::Talk, inbox::InboxRow},
    queries::admin,
};

/// How many calls, and how many notifications, of one order are shown: the newest.
const MOST: i64 = 200;

/// Calls and notifications, oldest first.
pub(super) fn talks(tx: &mut Tx<'_>, seen: &Snapshot) -> Result<Vec<GatewayTalkView>, Error> {
    let attempts: Vec<i64> = seen.attempts.iter().map(|attempt| attempt.id).collect();
    let refunds: Vec<i64> = seen.refunds.iter().map(|refund| refund.id).collect();
    let numbers: Vec<&str> = seen
        .attempts
        .iter()
        .map(|attempt| attempt.out_trade_no.as_str())
        .collect();
    let mut talks: Vec<GatewayTalkView> = admin::talks(tx, &attempts, &refunds, MOST)?
        .iter()
        .map(called)
        .collect();
    talks.extend(admin::notifies(tx, &numbers, MOST)?.iter().map(notified));
    talks.sort_by_key(|talk| talk.at);
    Ok(talks)
}

fn called(call: &Talk) -> GatewayTalkView {
    GatewayTalkView {
        at: call.at,
        what: call.method.clone(),
        outcome: call.outcome.clone(),
        sign_ok: call.sign_ok == 1,
        note: note(call),
    }
}

fn notified(row: &InboxRow) -> GatewayTalkView {
    let times = if row.deliveries > 1 {
        format!(" ×{}", row.deliveries)
    } else {
        String::new()
    };
    let reason = row
        .reason
        .as_deref()
        .map(|reason| format!(" · {reason}"))
        .unwrap_or_default();
    GatewayTalkView {
        at: row.received_at,
        what: "notify".to_owned(),
        outcome: row.verdict.to_string(),
        // Only authentic messages are kept.
        sign_ok: true,
        note: format!("{}{times}{reason}", row.trade_status),
    }
}

/// The fields that summarise a response in one line.
#[derive(Debug, Default, Deserialize)]
struct Said {
    code: Option<String>,
    sub_code: Option<String>,
    trade_status: Option<String>,
    fund_change: Option<String>,
    refund_status: Option<String>,
}

/// Code and status of a response, e.g. `10000 TRADE_SUCCESS`; the HTTP status if it is no Alipay response.
fn note(call: &Talk) -> String {
    let parts: Vec<String> = match said(&call.response_raw) {
        Some(said) => {
            let fund_change = said.fund_change.map(|value| format!("fund_change={value}"));
            [
                said.code,
                said.sub_code,
                said.trade_status,
                fund_change,
                said.refund_status,
            ]
            .into_iter()
            .flatten()
            .collect()
        }
        None => call
            .http_status
            .map(|status| format!("HTTP {status}"))
            .into_iter()
            .collect(),
    };
    parts.join(" ")
}

/// The first member that is a response. For display only; nothing depends on it.
fn said(raw: &str) -> Option<Said> {
    let members: serde_json::Map<String, serde_json::Value> = serde_json::from_str(raw).ok()?;
    let (_, answer) = members
        .into_iter()
        .find(|(name, _)| name.ends_with("_response"))?;
    serde_json::from_value(answer).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Millis;

    fn call(raw: &str, http_status: Option<i64>) -> Talk {
        Talk {
            at: Millis::new(0),
            method: "alipay.trade.refund".to_owned(),
            response_raw: raw.to_owned(),
            sign_ok: 1,
            http_status,
            outcome: "ok".to_owned(),
        }
    }

    #[test]
    fn an_answer_is_told_in_one_line() {
        let raw =
            r#"{"alipay_trade_refund_response":{"code":"10000","fund_change":"Y"},"sign":"x"}"#;
        assert_eq!(note(&call(raw, Some(200))), "10000 fund_change=Y");
        let refused = r#"{"error_response":{"code":"40002","sub_code":"isv.invalid-app-id"}}"#;
        assert_eq!(note(&call(refused, Some(200))), "40002 isv.invalid-app-id");
        assert_eq!(note(&call("<html>", Some(502))), "HTTP 502");
        assert_eq!(note(&call("", None)), "");
    }
}
