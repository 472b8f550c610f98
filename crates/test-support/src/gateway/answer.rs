//! The responses of the fake gateway.
#![expect(
    clippy::expect_used,
    reason = "a fake that cannot work has failed the test"
)]

use super::{
    Books, FakeGateway, Fault, keys,
    message::{is_paid, yuan},
};
use alipay::{
    Amount, BillQuery, PrivateKey, TradeStatus, Transport, TransportError,
    bill::download::{Download, DownloadError},
    form::decode,
    sign::sign_rsa2,
    time::format_shanghai,
    transport::{BoxFuture, HttpResponse},
};
use domain::time::Millis;
use serde_json::{Value, json};
use std::{io, sync::Arc};
use url::Url;

/// The transport between the client and the fake gateway.
pub(super) struct Wire(pub(super) Arc<FakeGateway>);

impl Transport for Wire {
    fn post<'a>(
        &'a self,
        url: &'a Url,
        body: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            match self.0.answer(url, &body) {
                Some(answer) => answer,
                None => {
                    self.0.hung_up.notified().await;
                    Err(TransportError::Timeout(lost()))
                }
            }
        })
    }
}

fn lost() -> Box<dyn std::error::Error + Send + Sync> {
    "lost by the test".into()
}

/// The bill centre: files by the date in their address.
pub(super) struct Files(pub(super) Arc<FakeGateway>);

impl Download for Files {
    fn get<'a>(
        &'a self,
        url: &'a Url,
        into: &'a mut (dyn io::Write + Send),
    ) -> BoxFuture<'a, Result<u64, DownloadError>> {
        Box::pin(async move {
            let date = url.query().unwrap_or_default();
            let Some(file) = self.0.books().bills.get(date).cloned() else {
                return Err(DownloadError::Status(403));
            };
            into.write_all(&file)?;
            Ok(u64::try_from(file.len()).unwrap_or(u64::MAX))
        })
    }
}

impl FakeGateway {
    /// `None`: the call stalls.
    fn answer(&self, url: &Url, body: &str) -> Option<Result<HttpResponse, TransportError>> {
        let method = url
            .query_pairs()
            .find(|(name, _)| name == "method")
            .map(|(_, value)| value.into_owned())
            .expect("a method");
        let form = decode(body.as_bytes(), self.charset).expect("a form");
        let biz = form
            .into_iter()
            .find(|(name, _)| name == "biz_content")
            .expect("biz_content")
            .1;
        let biz: Value = serde_json::from_str(&biz).expect("JSON");
        let now = self.clock.now();
        let mut books = self.books();
        let about = text(&biz, "out_trade_no");
        books.calls.push(format!("{method} {about}"));
        let fault = match books.faults.front() {
            Some((wanted, _)) if *wanted == method || wanted == "*" => {
                books.faults.pop_front().map(|(_, fault)| fault)
            }
            Some(_) | None => None,
        };
        match fault {
            Some(Fault::Stalled) => return None,
            Some(Fault::RequestLost) => return Some(Err(TransportError::Connect(lost()))),
            Some(Fault::BadGateway) => {
                return Some(Ok(http(502, b"<html>bad gateway</html>".to_vec())));
            }
            Some(Fault::SystemError) => {
                let busy = refused("ACQ.SYSTEM_ERROR");
                return Some(Ok(self.signed(&method, &busy, &keys().alipay)));
            }
            Some(Fault::Unsigned) => {
                let body = json!({ "error_response": { "code": "40002", "msg": "Invalid Arguments", "sub_code": "isv.invalid-signature", "sub_msg": "unsigned" } });
                return Some(Ok(http(200, body.to_string().into_bytes())));
            }
            Some(Fault::Refused(code)) => {
                return Some(Ok(self.signed(&method, &refused(code), &keys().alipay)));
            }
            Some(Fault::AnswerLost | Fault::BadSign) | None => {}
        }
        let payload = match method.as_str() {
            "alipay.trade.query" => query(&books, &about),
            "alipay.trade.close" => close(&mut books, &about),
            "alipay.trade.refund" => refund(&mut books, &about, &biz, now),
            "alipay.trade.fastpay.refund.query" => {
                refund_query(&books, &about, &text(&biz, "out_request_no"))
            }
            "alipay.data.dataservice.bill.downloadurl.query" => {
                bill(&books, &text(&biz, "bill_date"))
            }
            _other => refused("isv.invalid-method"),
        };
        Some(match fault {
            Some(Fault::AnswerLost) => Err(TransportError::Timeout(lost())),
            Some(Fault::BadSign) => Ok(self.signed(&method, &payload, &keys().app)),
            Some(
                Fault::Stalled
                | Fault::RequestLost
                | Fault::BadGateway
                | Fault::SystemError
                | Fault::Unsigned
                | Fault::Refused(_),
            )
            | None => Ok(self.signed(&method, &payload, &keys().alipay)),
        })
    }

    fn signed(&self, method: &str, payload: &Value, key: &PrivateKey) -> HttpResponse {
        let written = |text: &str| self.charset.write(text).into_owned();
        let payload = payload.to_string();
        let sign = sign_rsa2(key, &written(&payload)).expect("a signature");
        let member = method.replace('.', "_");
        http(
            200,
            written(&format!(
                "{{\"{member}_response\":{payload},\"sign\":\"{sign}\"}}"
            )),
        )
    }
}

fn http(status: u16, body: Vec<u8>) -> HttpResponse {
    HttpResponse {
        status,
        trace_id: None,
        body,
    }
}

fn text(biz: &Value, name: &str) -> String {
    biz.get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn refused(sub_code: &str) -> Value {
    json!({ "code": "40004", "msg": "Business Failed", "sub_code": sub_code, "sub_msg": "测试" })
}

fn bill(books: &Books, date: &str) -> Value {
    if !books.bills.contains_key(date) {
        return refused(BillQuery::NO_BILL);
    }
    json!({
        "code": "10000",
        "msg": "Success",
        "bill_download_url": format!("http://127.0.0.1:2/bill?{date}"),
    })
}

fn query(books: &Books, out_trade_no: &str) -> Value {
    let Some(trade) = books.trades.get(out_trade_no) else {
        return refused("ACQ.TRADE_NOT_EXIST");
    };
    let mut answer = json!({
        "code": "10000",
        "msg": "Success",
        "out_trade_no": out_trade_no,
        "trade_no": trade.trade_no,
        "trade_status": trade.status.as_str(),
        "total_amount": yuan(trade.total),
        "buyer_logon_id": "lin***@example.cn",
    });
    if let (Some(at), Some(members)) = (trade.paid_at, answer.as_object_mut()) {
        members.insert(
            "send_pay_date".to_owned(),
            Value::from(format_shanghai(at.get())),
        );
    }
    answer
}

fn close(books: &mut Books, out_trade_no: &str) -> Value {
    let Some(trade) = books.trades.get_mut(out_trade_no) else {
        return refused("ACQ.TRADE_NOT_EXIST");
    };
    match trade.status {
        TradeStatus::WaitBuyerPay => {
            trade.status = TradeStatus::TradeClosed;
            json!({ "code": "10000", "msg": "Success", "out_trade_no": out_trade_no, "trade_no": trade.trade_no })
        }
        TradeStatus::TradeSuccess | TradeStatus::TradeClosed | TradeStatus::TradeFinished => {
            refused("ACQ.TRADE_STATUS_ERROR")
        }
    }
}

fn refund(books: &mut Books, out_trade_no: &str, biz: &Value, now: Millis) -> Value {
    let Some(trade) = books.trades.get_mut(out_trade_no) else {
        return refused("ACQ.TRADE_NOT_EXIST");
    };
    if trade.status == TradeStatus::TradeFinished {
        return refused("ACQ.TRADE_HAS_FINISHED");
    }
    if !is_paid(trade) {
        return refused("ACQ.TRADE_STATUS_ERROR");
    }
    let number = text(biz, "out_request_no");
    let amount = Amount::parse(&text(biz, "refund_amount"))
        .expect("an amount")
        .fen();
    let known = trade
        .refunds
        .iter()
        .find(|(made, _)| *made == number)
        .map(|(_, fen)| *fen);
    let given: i64 = trade.refunds.iter().map(|(_, fen)| fen).sum();
    let fund_change = match known {
        Some(fen) if fen != amount => return refused("ACQ.DISCORDANT_REPEAT_REQUEST"),
        Some(_) => "N",
        None if given + amount > trade.total => return refused("ACQ.REASON_TRADE_REFUND_FEE_ERR"),
        None => {
            trade.refunds.push((number, amount));
            if given + amount == trade.total {
                trade.status = TradeStatus::TradeClosed;
            }
            "Y"
        }
    };
    let sum: i64 = trade.refunds.iter().map(|(_, fen)| fen).sum();
    json!({
        "code": "10000",
        "msg": "Success",
        "out_trade_no": out_trade_no,
        "trade_no": trade.trade_no,
        "fund_change": fund_change,
        "refund_fee": yuan(sum),
        "gmt_refund_pay": format_shanghai(now.get()),
    })
}

fn refund_query(books: &Books, out_trade_no: &str, number: &str) -> Value {
    let Some(trade) = books.trades.get(out_trade_no) else {
        return refused("ACQ.TRADE_NOT_EXIST");
    };
    match trade.refunds.iter().find(|(made, _)| made == number) {
        None => json!({ "code": "10000", "msg": "Success" }),
        Some((_, fen)) => json!({
            "code": "10000",
            "msg": "Success",
            "out_trade_no": out_trade_no,
            "trade_no": trade.trade_no,
            "out_request_no": number,
            "total_amount": yuan(trade.total),
            "refund_amount": yuan(*fen),
            "refund_status": "REFUND_SUCCESS",
        }),
    }
}
