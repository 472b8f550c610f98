//! The day's bill as the gateway writes it: a zip with a detail and a summary file, all in GBK.

mod account;
pub(crate) mod download;
pub(crate) mod falsify;
mod period;
mod sheet;
pub(crate) mod ticket;
mod trade;
mod zip;

use alipay::time::format_shanghai;
use thiserror::Error;

use self::falsify::Falsifier;
pub(crate) use self::period::Period;
use crate::books::{
    Books,
    trade::{Refund, Trade},
};

/// Type of bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BillKind {
    /// `trade`: payments and refunds.
    Trade,
    /// `signcustomer`: movements of the merchant's account.
    SignCustomer,
}

impl BillKind {
    /// The kind with this name in a request.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "trade" => Some(Self::Trade),
            "signcustomer" => Some(Self::SignCustomer),
            _ => None,
        }
    }

    /// Its name in the download address.
    pub(crate) fn biz_type(self) -> &'static str {
        match self {
            Self::Trade => "trade",
            Self::SignCustomer => "fnd",
        }
    }
}

/// Why a bill cannot be written.
#[derive(Debug, Error)]
pub(crate) enum BillError {
    #[error("no movements on those days")]
    Empty,
    #[error("the bill cannot be compressed")]
    Pack(#[from] std::io::Error),
}

/// A payment or refund; lists of them are ordered oldest first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Movement<'a> {
    pub(crate) at: i64,
    pub(crate) trade: &'a Trade,
    /// `None`: the payment itself.
    pub(crate) refund: Option<&'a Refund>,
}

impl Movement<'_> {
    /// Amount in fen, without a sign.
    pub(crate) fn fen(&self) -> i64 {
        self.refund
            .map_or(self.trade.total_fen, |refund| refund.amount_fen)
    }
}

/// All payments and refunds, by time.
pub(crate) fn movements(books: &Books) -> Vec<Movement<'_>> {
    let mut all: Vec<Movement<'_>> = books
        .trades()
        .flat_map(|trade| {
            let paid = trade.paid_at.map(|at| Movement {
                at,
                trade,
                refund: None,
            });
            let refunds = trade.refunds.iter().map(move |refund| Movement {
                at: refund.at,
                trade,
                refund: Some(refund),
            });
            paid.into_iter().chain(refunds)
        })
        .collect();
    all.sort_by_key(|movement| movement.at);
    all
}

/// Owner, days and time of a bill.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head<'a> {
    pub(crate) seller_id: &'a str,
    pub(crate) period: &'a Period,
    pub(crate) now: i64,
}

impl Head<'_> {
    /// The merchant's account number in bills.
    pub(crate) fn account(&self) -> String {
        format!("{}0156", self.seller_id)
    }

    /// The first lines of every file.
    fn lines(&self, title: &str) -> Vec<String> {
        let day = |ms| {
            let text = format_shanghai(ms);
            let (date, clock) = text.split_once(' ').unwrap_or((&text, ""));
            let mut parts = date.splitn(3, '-');
            let mut part = || parts.next().unwrap_or_default();
            format!("{}年{}月{}日 {clock}", part(), part(), part())
        };
        vec![
            format!("#{title}"),
            format!("#账号：[{}]", self.account()),
            format!(
                "#起始日期：[{}]   终止日期：[{}]",
                day(self.period.from),
                day(self.period.to)
            ),
        ]
    }

    fn written_at(&self) -> String {
        format!("#导出时间：[{}]", format_shanghai(self.now))
    }
}

/// One CSV file before it is encoded.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) lines: Vec<String>,
}

/// The whole zip.
pub(crate) fn pack(
    books: &Books,
    kind: BillKind,
    head: Head<'_>,
    falsifier: &Falsifier,
) -> Result<Vec<u8>, BillError> {
    let all = movements(books);
    let period = head.period;
    if !all.iter().any(|movement| period.holds(movement.at)) {
        return Err(BillError::Empty);
    }
    let files = match kind {
        BillKind::Trade => trade::files(&falsifier.rows(&all, period), head),
        BillKind::SignCustomer => account::files(&all, head),
    };
    Ok(zip::archive(&files, head.now)?)
}

/// Name of the downloaded file.
pub(crate) fn file_name(head: Head<'_>) -> String {
    format!("{}_{}.csv.zip", head.account(), head.period.label)
}
