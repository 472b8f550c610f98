//! Messages of the fake gateway: notifications and returns, with the correct or a wrong signature.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a fake that cannot work has failed the test"
)]

use super::{APP_ID, FakeGateway, FakeTrade, SELLER_ID, keys};
use alipay::{
    Amount, PrivateKey, PublicKey, TradeStatus,
    canonical::string_to_sign,
    form::{Charset, decode, encode},
    sign::sign_rsa2,
    time::format_shanghai,
    verify::verify_rsa2,
};
use std::collections::BTreeMap;
use url::Url;

/// Fields of a message before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// Sets a field.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Removes a field.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.remove(name);
        self
    }

    /// The form body, signed by the gateway.
    #[must_use]
    pub fn signed(&self) -> String {
        self.signed_by(&keys().alipay)
    }

    /// The form body, signed with `key`.
    ///
    /// # Panics
    /// If the key cannot sign.
    #[must_use]
    pub fn signed_by(&self, key: &PrivateKey) -> String {
        let signed = self
            .0
            .iter()
            .filter(|(name, _)| *name != "sign" && *name != "sign_type");
        let text = string_to_sign(signed.map(|(name, value)| (name.as_str(), value.as_str())));
        let sign = sign_rsa2(key, text.as_bytes()).expect("a signature");
        self.with_sign(&sign)
    }

    /// The form body with a given signature.
    #[must_use]
    pub fn with_sign(&self, sign: &str) -> String {
        let fields = self
            .0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        encode(fields.chain([("sign", sign)]), Charset::Utf8)
    }
}

impl FakeGateway {
    /// The fields of a notification of a trade's current state, with its own `notify_id`.
    ///
    /// # Panics
    /// If there is no such trade.
    #[must_use]
    pub fn notice(&self, out_trade_no: &str) -> Fields {
        let trade = self.trade(out_trade_no).expect("a trade");
        let id = {
            let mut books = self.books();
            books.messages += 1;
            books.messages
        };
        let now = format_shanghai(self.clock.now().get());
        let mut fields = common(out_trade_no, &trade);
        for (name, value) in [
            ("notify_id", format!("2026112200222100000{id:06}")),
            ("notify_type", "trade_status_sync".to_owned()),
            ("notify_time", now.clone()),
            ("auth_app_id", APP_ID.to_owned()),
            ("trade_status", trade.status.as_str().to_owned()),
            ("gmt_create", now),
            ("buyer_logon_id", "lin***@example.cn".to_owned()),
            ("subject", "订单".to_owned()),
        ] {
            fields.insert(name.to_owned(), value);
        }
        if let Some(at) = trade.paid_at {
            fields.insert("gmt_payment".to_owned(), format_shanghai(at.get()));
        }
        Fields(fields)
    }

    /// A signed notification of a trade's current state.
    #[must_use]
    pub fn notify(&self, out_trade_no: &str) -> Vec<u8> {
        self.notice(out_trade_no).signed().into_bytes()
    }

    /// The fields of the browser's return.
    ///
    /// # Panics
    /// If there is no such trade.
    #[must_use]
    pub fn return_fields(&self, out_trade_no: &str) -> Fields {
        let trade = self.trade(out_trade_no).expect("a trade");
        let fields = Fields(common(out_trade_no, &trade));
        fields
            .with("method", "alipay.trade.page.pay.return")
            .with("timestamp", &format_shanghai(self.clock.now().get()))
            .with("auth_app_id", APP_ID)
    }
}

fn common(out_trade_no: &str, trade: &FakeTrade) -> BTreeMap<String, String> {
    [
        ("app_id", APP_ID.to_owned()),
        ("seller_id", SELLER_ID.to_owned()),
        ("charset", "utf-8".to_owned()),
        ("version", "1.0".to_owned()),
        ("sign_type", "RSA2".to_owned()),
        ("out_trade_no", out_trade_no.to_owned()),
        ("trade_no", trade.trade_no.clone()),
        ("total_amount", yuan(trade.total)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

/// Yuan text of an amount in fen.
pub(super) fn yuan(fen: i64) -> String {
    Amount::from_fen(fen).expect("an amount").to_string()
}

/// True if a trade is paid, even if it is refunded or closed later.
pub(super) fn is_paid(trade: &FakeTrade) -> bool {
    match trade.status {
        TradeStatus::TradeSuccess | TradeStatus::TradeFinished => true,
        TradeStatus::TradeClosed => trade.paid_at.is_some(),
        TradeStatus::WaitBuyerPay => false,
    }
}

/// The `out_trade_no` and the fen of a signed payment request.
pub(super) fn read_pay_url(url: &str, app: &PublicKey, charset: Charset) -> (String, i64) {
    let url = Url::parse(url).expect("an address");
    let query = url.query().expect("a query");
    let params: BTreeMap<String, String> = decode(query.as_bytes(), charset)
        .expect("a form")
        .into_iter()
        .collect();
    let signed = params.iter().filter(|(name, _)| *name != "sign");
    let text = string_to_sign(signed.map(|(name, value)| (name.as_str(), value.as_str())));
    let sign = params.get("sign").expect("a signature");
    if let Err(why) = verify_rsa2(app, &charset.write(&text), sign) {
        panic!("the payment request is not signed by the application: {why}");
    }
    let biz: serde_json::Value =
        serde_json::from_str(params.get("biz_content").expect("biz_content")).expect("JSON");
    let text = |name: &str| {
        biz.get(name)
            .and_then(serde_json::Value::as_str)
            .expect("a member")
            .to_owned()
    };
    let total = Amount::parse(&text("total_amount")).expect("an amount");
    (text("out_trade_no"), total.fen())
}
