//! Calls to the gateway and its notifications about an order, in one list.

use crate::{Error, order::snapshot::Snapshot};
use domain::{
    payment::Verdict,
    view::admin::{GatewayTalkView, TalkKind},
};
use serde::Deserialize;
use store::{
    Tx,
    models::{admin::Talk, inbox::InboxRow},
    queries::admin,
};

/// Number of calls, and of notifications, that one order shows: the newest.
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
    let said = said(&call.response_raw);
    GatewayTalkView {
        at: call.at,
        kind: TalkKind::Call(call.method.parse().ok(), call.outcome),
        signature: (call.sign_ok == 1 || has_response(call)).then_some(call.sign_ok == 1),
        codes: codes(call, said.as_ref()),
        trade_status: member(said.as_ref(), |said| said.trade_status.as_ref())
            .and_then(|status| status.parse().ok()),
        fund_change: member(said.as_ref(), |said| said.fund_change.as_ref())
            .map(|value| value == "Y"),
        refunded: member(said.as_ref(), |said| said.refund_status.as_ref())
            .is_some_and(|status| status == "REFUND_SUCCESS"),
        deliveries: 1,
    }
}

/// True if a response came, signed or not. The text of old ones is emptied; their status stays.
fn has_response(call: &Talk) -> bool {
    call.http_status.is_some() || !call.response_raw.is_empty()
}

fn member(said: Option<&Said>, of: impl Fn(&Said) -> Option<&String>) -> Option<&str> {
    said.and_then(of).map(String::as_str)
}

fn notified(row: &InboxRow) -> GatewayTalkView {
    let told = row.reason.as_deref();
    let kind = match row.verdict {
        Verdict::Error => TalkKind::FailedNotification(Error::failure(told.unwrap_or_default())),
        Verdict::Applied | Verdict::NoEffect | Verdict::UnknownTrade | Verdict::Rejected => {
            TalkKind::Notification(row.verdict, told.and_then(|told| told.parse().ok()))
        }
    };
    GatewayTalkView {
        at: row.received_at,
        kind,
        // Only verified messages are stored.
        signature: Some(true),
        codes: String::new(),
        trade_status: row.trade_status.parse().ok(),
        fund_change: None,
        refunded: false,
        deliveries: row.deliveries,
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

/// The codes of a response, e.g. `40004 ACQ.TRADE_NOT_EXIST`; the HTTP status if there is no
/// readable response.
fn codes(call: &Talk, said: Option<&Said>) -> String {
    match (said, call.http_status) {
        (Some(said), _) => [said.code.as_deref(), said.sub_code.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        (None, Some(status)) => format!("HTTP {status}"),
        (None, None) => String::new(),
    }
}

/// The first member that looks like a response. For display only.
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
    use domain::{
        payment::{CallOutcome, TradeStatus},
        time::Millis,
    };

    fn call(raw: &str, http_status: Option<i64>) -> Talk {
        Talk {
            at: Millis::new(0),
            method: "alipay.trade.refund".to_owned(),
            response_raw: raw.to_owned(),
            sign_ok: 1,
            http_status,
            outcome: CallOutcome::Ok,
        }
    }

    #[test]
    fn a_response_is_read_without_its_raw_words() {
        let raw =
            r#"{"alipay_trade_refund_response":{"code":"10000","fund_change":"Y"},"sign":"x"}"#;
        let told = called(&call(raw, Some(200)));
        assert_eq!(
            (told.codes.as_str(), told.fund_change),
            ("10000", Some(true))
        );
        let raw =
            r#"{"alipay_trade_query_response":{"code":"10000","trade_status":"TRADE_SUCCESS"}}"#;
        let told = called(&call(raw, Some(200)));
        assert_eq!(told.trade_status, Some(TradeStatus::TradeSuccess));
        let refused = r#"{"error_response":{"code":"40002","sub_code":"isv.invalid-app-id"}}"#;
        let told = called(&call(refused, Some(200)));
        assert_eq!(told.codes, "40002 isv.invalid-app-id");
        assert_eq!(called(&call("<html>", Some(502))).codes, "HTTP 502");
        assert_eq!(called(&call("", None)).codes, "");
    }

    #[test]
    fn only_a_response_has_a_signature() {
        let signed = |sign_ok: i64, raw: &str, http_status: Option<i64>| {
            called(&Talk {
                sign_ok,
                ..call(raw, http_status)
            })
            .signature
        };
        assert_eq!(signed(1, "{}", Some(200)), Some(true));
        assert_eq!(
            signed(1, "", None),
            Some(true),
            "the messages are deleted by now"
        );
        assert_eq!(signed(0, "{}", Some(200)), Some(false));
        assert_eq!(signed(0, "", Some(502)), Some(false));
        assert_eq!(signed(0, "", None), None);
    }
}
