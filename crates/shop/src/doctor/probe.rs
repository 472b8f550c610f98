//! A signed query to the gateway for a trade that does not exist. The signed response "no such
//! trade" proves both directions: Alipay verified our signature, and we verified Alipay's.

use super::Finding;
use crate::Shop;
use alipay::{
    CallResult, Called, SubCode, TradeQuery, TradeQueryResponse, Unknown,
    explain::{Known, explain_response, explain_sub_code},
};
use domain::time::Millis;

const GATEWAY: &str = "ALIPAY_GATEWAY";

impl Shop {
    /// Queries a trade that does not exist, and judges the response.
    ///
    /// `known`: the keys, to explain a signature that does not verify.
    pub async fn probe_gateway(&self, known: &Known) -> Vec<Finding> {
        let now = self.now();
        let called = self.gateway.query(&question(now), now).await;
        answered(&called, known)
    }
}

/// A number that no payment attempt has.
fn question(now: Millis) -> TradeQuery {
    TradeQuery::new(format!("DOCTOR_{}", now.get()))
}

/// Judges the response to the query.
#[must_use]
pub fn answered(called: &Called<TradeQueryResponse>, known: &Known) -> Vec<Finding> {
    let explained = |found| vec![Finding::explained(GATEWAY, found)];
    let odd = |what: String| {
        vec![Finding::error(
            "gateway.odd-answer",
            GATEWAY,
            what,
            "Check whether there is a proxy between this machine and the gateway, and whether ALIPAY_GATEWAY is right.",
        )]
    };
    match &called.result {
        // Expected: the trade does not exist.
        CallResult::Rejected(refusal) if refusal.sub_code == SubCode::TradeNotExist => Vec::new(),
        CallResult::Rejected(refusal) => odd(format!("It refused the query: {refusal}.")),
        CallResult::Ok(trade) => odd(format!(
            "It returns a trade {} that does not exist.",
            trade.out_trade_no
        )),
        CallResult::Unknown(why) => match why {
            Unknown::UnlistedRefusal(refusal) => {
                let name = refusal.sub_code.to_string();
                match explain_sub_code(&refusal.code, &name) {
                    Some(found) => explained(found),
                    None => odd(format!("It refused the query: {refusal}.")),
                }
            }
            Unknown::Unsigned { code, sub_code, .. } => match explain_sub_code(code, sub_code) {
                Some(found) => explained(found),
                None => odd(why.to_string()),
            },
            Unknown::Certificate(why) => vec![Finding::error(
                "certificates.untrusted",
                "ALIPAY_ROOT_CERT_FILE",
                format!("The gateway signs with a certificate that is not trusted: {why}."),
                "Download alipayRootCert.crt and alipayCertPublicKey_RSA2.crt again, both from the page of this \
                 application and this environment, and leave them as they are.",
            )],
            Unknown::BadSignature => unverified(&called.record.response_raw, known),
            Unknown::Busy { .. } => vec![Finding::warning(
                "gateway.busy",
                GATEWAY,
                format!("{why}."),
                "Try again in a few minutes.",
            )],
            Unknown::Timeout | Unknown::Connect | Unknown::Interrupted => {
                let trouble = called.record.trouble.clone().unwrap_or_default();
                vec![Finding::error(
                    "gateway.unreachable",
                    GATEWAY,
                    format!("{why}: {trouble}"),
                    "Check DNS, firewall and proxy: the machine must reach the gateway's host on port 443.",
                )]
            }
            Unknown::Unsent(error) => vec![Finding::error(
                "gateway.unsent",
                GATEWAY,
                format!("The query could not be signed: {error}."),
                "Correct the key or the type of signature.",
            )],
            Unknown::Http(_) | Unknown::Redirect | Unknown::Malformed(_) | Unknown::Mismatch(_) => {
                odd(format!("{why}."))
            }
        },
    }
}

/// The signature verifies with none of the configured keys: finds the key that made it, if
/// possible.
fn unverified(body: &str, known: &Known) -> Vec<Finding> {
    let explanation = explain_response(body.as_bytes(), known, None);
    let mut found: Vec<Finding> = explanation
        .mistakes
        .into_iter()
        .map(|found| Finding::explained("ALIPAY_PUBLIC_KEY_FILE", found))
        .collect();
    found.extend(
        explanation
            .remarks
            .into_iter()
            .filter(|remark| remark.code.starts_with("gateway."))
            .map(|remark| Finding::explained(GATEWAY, remark)),
    );
    found
}
