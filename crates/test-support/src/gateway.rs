//! A fake gateway inside the test process: it records payments, signs its messages, and fails on
//! request. The shop calls it through the real client, so signing and parsing are tested too.
#![expect(
    clippy::expect_used,
    reason = "a fake that cannot work has failed the test"
)]

mod answer;
mod message;

pub use message::Fields;

use crate::{Bill, keys};
use alipay::{AlipayKeys, AppConfig, Client, PrivateKey, TradeStatus, form::Charset};
use domain::time::Millis;
use shop::{
    clock::Clock,
    gateway::{AlipayGateway, Gateway},
};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The `app_id` at the fake gateway.
pub const APP_ID: &str = "2021000000000001";
/// The `seller_id` at the fake gateway.
pub const SELLER_ID: &str = "2088000000000001";

/// The fault of one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The request arrives, without a response until [`FakeGateway::hang_up`] closes the
    /// connection.
    Stalled,
    /// The request never arrives.
    RequestLost,
    /// The request takes effect, the response does not arrive.
    AnswerLost,
    /// A proxy responds 502; no effect.
    BadGateway,
    /// Signed `ACQ.SYSTEM_ERROR`; no effect.
    SystemError,
    /// The request takes effect, the response is signed with a wrong key.
    BadSign,
    /// An unsigned error; no effect.
    Unsigned,
    /// A signed refusal with this business code, e.g. `ACQ.SELLER_BALANCE_NOT_ENOUGH`; no effect.
    Refused(&'static str),
}

/// A trade at the fake gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FakeTrade {
    /// The `trade_no`.
    pub trade_no: String,
    /// The amount, in fen.
    pub total: i64,
    /// The status.
    pub status: TradeStatus,
    /// The time of the payment.
    pub paid_at: Option<Millis>,
    /// Refunds: `out_request_no` and fen.
    pub refunds: Vec<(String, i64)>,
}

#[derive(Debug, Default)]
struct Books {
    trades: BTreeMap<String, FakeTrade>,
    /// Opened cashiers: `out_trade_no` and fen.
    shown: BTreeMap<String, i64>,
    faults: VecDeque<(String, Fault)>,
    /// Files of bills by date.
    bills: BTreeMap<String, Vec<u8>>,
    calls: Vec<String>,
    messages: u64,
}

/// The fake gateway. Share it as `Arc`.
pub struct FakeGateway {
    books: Mutex<Books>,
    clock: Arc<dyn Clock>,
    charset: Charset,
    hung_up: tokio::sync::Notify,
}

impl FakeGateway {
    /// A gateway without trades.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Arc<Self> {
        Self::in_charset(clock, Charset::default())
    }

    /// A gateway without trades, for an application that uses `charset`.
    #[must_use]
    pub fn in_charset(clock: Arc<dyn Clock>, charset: Charset) -> Arc<Self> {
        Arc::new(Self {
            books: Mutex::default(),
            clock,
            charset,
            hung_up: tokio::sync::Notify::new(),
        })
    }

    /// The real client, connected to this fake gateway.
    ///
    /// # Panics
    /// If the test keys do not fit together.
    #[must_use]
    pub fn gateway(self: &Arc<Self>) -> Arc<dyn Gateway> {
        let keys = keys();
        let config = AppConfig {
            notify_url: Some("http://127.0.0.1:2/alipay/notify".to_owned()),
            return_url: Some("http://127.0.0.1:2/alipay/return".to_owned()),
            charset: self.charset,
            ..AppConfig::new(
                "http://127.0.0.1:1/gateway.do".parse().expect("an address"),
                APP_ID,
                keys.app.clone(),
                AlipayKeys::new(&keys.app, vec![keys.alipay.public_key()]).expect("two sides"),
            )
        };
        let client = Client::new(config, Arc::new(answer::Wire(Arc::clone(self))));
        let gateway = AlipayGateway::new(client, SELLER_ID.to_owned());
        Arc::new(gateway.with_downloads(Arc::new(answer::Files(Arc::clone(self)))))
    }

    /// The application's own key, for forged messages.
    #[must_use]
    pub fn app_key(&self) -> &'static PrivateKey {
        &keys().app
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the next call of `method` (e.g. `alipay.trade.query`, or `*`) fail; faults are used in order.
    pub fn fail(&self, method: &str, fault: Fault) {
        self.books().faults.push_back((method.to_owned(), fault));
    }

    /// Lays out the bill of a day, as Alipay does in the morning.
    pub fn put_bill(&self, bill: &Bill) {
        self.books().bills.insert(bill.day.text(), bill.zip());
    }

    /// Closes the connection of one stalled call.
    pub fn hang_up(&self) {
        self.hung_up.notify_one();
    }

    /// The calls so far: method and `out_trade_no`.
    #[must_use]
    pub fn calls(&self) -> Vec<String> {
        self.books().calls.clone()
    }

    /// The number of calls whose text starts with `method`.
    #[must_use]
    pub fn count(&self, method: &str) -> usize {
        self.books()
            .calls
            .iter()
            .filter(|call| call.starts_with(method))
            .count()
    }

    /// A buyer opens the cashier at `url` without logging in, so there is no trade yet. Returns the
    /// `out_trade_no`.
    ///
    /// # Panics
    /// If `url` is not a signed payment request.
    pub fn open_cashier(&self, url: &str) -> String {
        let (out_trade_no, total) =
            message::read_pay_url(url, &keys().app.public_key(), self.charset);
        let before = self.books().shown.insert(out_trade_no.clone(), total);
        assert!(
            before.is_none_or(|before| before == total),
            "the same number with another amount"
        );
        out_trade_no
    }

    /// The buyer scans the code or logs in, which creates the trade.
    pub fn log_in(&self, out_trade_no: &str) {
        let mut books = self.books();
        let total = books
            .shown
            .get(out_trade_no)
            .copied()
            .expect("a cashier was opened");
        let place = books.trades.len();
        books
            .trades
            .entry(out_trade_no.to_owned())
            .or_insert_with(|| FakeTrade {
                trade_no: format!("2026112222001{place:05}"),
                total,
                status: TradeStatus::WaitBuyerPay,
                paid_at: None,
                refunds: Vec::new(),
            });
    }

    /// The buyer pays the requested amount.
    pub fn pay(&self, out_trade_no: &str) {
        self.log_in(out_trade_no);
        self.change(out_trade_no, |trade, now| {
            trade.status = TradeStatus::TradeSuccess;
            trade.paid_at = Some(now);
        });
    }

    /// The buyer pays another amount, which a real gateway does not allow.
    pub fn pay_amount(&self, out_trade_no: &str, fen: i64) {
        self.pay(out_trade_no);
        self.change(out_trade_no, |trade, _now| trade.total = fen);
    }

    /// Changes a trade directly, as a timeout or the gateway's console does.
    ///
    /// # Panics
    /// If there is no such trade.
    pub fn change(&self, out_trade_no: &str, how: impl FnOnce(&mut FakeTrade, Millis)) {
        let now = self.clock.now();
        how(
            self.books().trades.get_mut(out_trade_no).expect("a trade"),
            now,
        );
    }

    /// A trade in its current state.
    #[must_use]
    pub fn trade(&self, out_trade_no: &str) -> Option<FakeTrade> {
        self.books().trades.get(out_trade_no).cloned()
    }

    /// All trades by `out_trade_no`.
    #[must_use]
    pub fn trades(&self) -> BTreeMap<String, FakeTrade> {
        self.books().trades.clone()
    }
}
