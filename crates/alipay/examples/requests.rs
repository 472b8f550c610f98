//! Writes every request this crate can make as JSON, signed and ready to be sent, without sending it.
//!
//! For whoever wants to see what goes over the wire, and for the other SDKs' tests, which verify it:
//!
//! ```text
//! cargo run -p alipay --example requests -- gateway=http://127.0.0.1:8090/gateway.do app_id=9021000100000001 \
//!     app_private_key=keys/app_private_key.pem alipay_public_key=keys/alipay_public_key.pem
//! ```
//!
//! In certificate mode `app_cert=…`, `alipay_cert=…` and `alipay_root_cert=…` stand for the public key.
//! Also: `charset=gbk`, `sign_type=RSA`, `content_key=FILE`, `app_auth_token=…`, `notify_url=…`, `return_url=…`,
//! `out_trade_no=…`, `subject=…` and `now_ms=…`, the time that is signed.

use alipay::form::Charset;
use alipay::transport::{BoxFuture, HttpResponse, Transport, TransportError};
use alipay::{
    AlipayKeys, Amount, AppConfig, CallRecord, Certificates, Client, ContentKey, PagePay,
    Precreate, PrivateKey, PublicKey, RefundQuery, SignType, TradeCancel, TradeClose, TradeQuery,
    TradeRefund, WapPay,
};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use url::Url;

/// Keeps what should be sent and sends nothing.
#[derive(Default)]
struct Kept(Mutex<Option<(Url, String)>>);

impl Transport for Kept {
    fn post<'a>(
        &'a self,
        url: &'a Url,
        body: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((url.clone(), body));
        Box::pin(async { Err(TransportError::Unusable("nothing is sent".to_owned())) })
    }
}

impl Kept {
    /// The call made last.
    fn take(&self) -> Result<(Url, String), Box<dyn Error>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.take()
            .ok_or_else(|| "the call could not be signed".into())
    }
}

/// What stands on the command line as `name=value`.
struct Arguments(BTreeMap<String, String>);

impl Arguments {
    fn read() -> Result<Self, String> {
        std::env::args()
            .skip(1)
            .map(|argument| {
                let (name, value) = argument
                    .split_once('=')
                    .ok_or_else(|| format!("{argument}: expected name=value"))?;
                Ok((name.to_owned(), value.to_owned()))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn need(&self, name: &str) -> Result<&str, String> {
        self.get(name).ok_or_else(|| format!("{name}=… is missing"))
    }

    fn file(&self, name: &str) -> Result<String, Box<dyn Error>> {
        let path = self.need(name)?;
        std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}").into())
    }
}

fn config(arguments: &Arguments) -> Result<AppConfig, Box<dyn Error>> {
    let private_key = PrivateKey::parse(&arguments.file("app_private_key")?)?;
    let gateway = Url::parse(arguments.need("gateway")?)?;
    let app_id = arguments.need("app_id")?;
    let mut config = if arguments.get("app_cert").is_some() {
        let [app, alipay, roots] =
            ["app_cert", "alipay_cert", "alipay_root_cert"].map(|name| arguments.file(name));
        let certificates = Certificates::parse(&app?, &alipay?, &roots?)?;
        AppConfig::certified(gateway, app_id, private_key, certificates)?
    } else {
        let alipay = PublicKey::parse(&arguments.file("alipay_public_key")?)?;
        let keys = AlipayKeys::new(&private_key, vec![alipay])?;
        AppConfig::new(gateway, app_id, private_key, keys)
    };
    let text = |name| arguments.get(name).map(str::to_owned);
    config.notify_url = text("notify_url");
    config.return_url = text("return_url");
    config.app_auth_token = text("app_auth_token");
    if let Some(name) = arguments.get("charset") {
        config.charset = Charset::from_name(name).ok_or("charset must be utf-8 or gbk")?;
    }
    if let Some(name) = arguments.get("sign_type") {
        config.sign_type = SignType::from_name(name).ok_or("sign_type must be RSA2 or RSA")?;
    }
    if arguments.get("content_key").is_some() {
        let key = arguments.file("content_key")?;
        config.content_key = Some(ContentKey::parse(key.trim())?);
    }
    Ok(config)
}

/// The time that is signed, epoch milliseconds.
#[expect(
    clippy::disallowed_methods,
    reason = "a program at the edge: the machine's clock unless told otherwise"
)]
fn now_ms(arguments: &Arguments) -> Result<i64, Box<dyn Error>> {
    if let Some(text) = arguments.get("now_ms") {
        return Ok(text.parse()?);
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(i64::try_from(since.as_millis())?)
}

/// One request as JSON; a browser opens the one without a body.
fn shown(method: &str, url: &Url, body: Option<&str>) -> serde_json::Value {
    serde_json::json!({
        "method": method,
        "http_method": if body.is_some() { "POST" } else { "GET" },
        "url": url.as_str(),
        "body": body,
    })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read()?;
    let now_ms = now_ms(&arguments)?;
    let number = arguments.get("out_trade_no").unwrap_or("EXAMPLE_0001");
    let refund_number = format!("{number}R01");
    let subject = arguments
        .get("subject")
        .unwrap_or("测试商品 A+B 100% \"特价\"");
    let kept = Arc::new(Kept::default());
    let client = Client::new(config(&arguments)?, Arc::<Kept>::clone(&kept));

    let mut all = Vec::new();
    let (total, expiry) = (Amount::parse("88.80")?, now_ms + 30 * 60_000);
    let pay = PagePay::new(number, total, subject, expiry)?;
    let url = client.page_pay_url(
        &pay.with_body("两罐 100%").biz_content(Charset::Utf8),
        now_ms,
    )?;
    all.push(shown("alipay.trade.page.pay", &url, None));
    let pay = WapPay::new(number, total, subject, expiry)?
        .with_quit_url("http://shop.example/cart?a=1&b=%20")?;
    let url = client.wap_pay_url(&pay.biz_content(Charset::Utf8), now_ms)?;
    all.push(shown("alipay.trade.wap.pay", &url, None));

    let mut keep = |record: CallRecord| -> Result<(), Box<dyn Error>> {
        let (url, body) = kept.take()?;
        all.push(shown(&record.method, &url, Some(&body)));
        Ok(())
    };
    let code = Precreate::new(number, total, subject, Some(expiry))?;
    keep(client.precreate(&code, now_ms).await.record)?;
    let query = TradeQuery::new(number);
    keep(client.query(&query, now_ms).await.record)?;
    let refund = TradeRefund::new(number, refund_number.as_str(), Amount::parse("8.80")?)?
        .with_reason("不想要了 100% & \"包装\" + 破损");
    keep(client.refund(&refund, now_ms).await.record)?;
    let refund_query = RefundQuery::new(number, refund_number.as_str());
    keep(client.refund_query(&refund_query, now_ms).await.record)?;
    let close = TradeClose::new(number);
    keep(client.close(&close, now_ms).await.record)?;
    let cancel = TradeCancel::new(number);
    keep(client.cancel(&cancel, now_ms).await.record)?;

    writeln!(
        std::io::stdout().lock(),
        "{}",
        serde_json::to_string_pretty(&all)?
    )?;
    Ok(())
}
