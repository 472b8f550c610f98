//! The daily and monthly bill of Alipay, for comparison with your own books.
//!
//! A bill is fetched over plain HTTP and has no signature, so it must not pay or refund anything: a
//! difference needs a [`crate::Client::query`] or a person. From the response to
//! [`BillQuery`](crate::request::bill::BillQuery) to rows:
//!
//! 1. [`download`] writes the zip behind the address to any writer, within bounds of size and time;
//! 2. [`BillArchive`] lists the files in it and unpacks one as a stream;
//! 3. [`Bill::open`] reads the header and returns typed rows, one at a time, in constant memory; at
//!    the end [`Rows::check`] compares the rows with the totals in the file.

pub mod account;
pub mod archive;
pub mod download;
pub mod error;
pub mod rows;
pub mod summary;
pub mod totals;
pub mod trade;

mod cells;
mod header;
mod money;
mod records;

use std::io::Read;

pub use account::AccountRow;
pub use archive::{ArchiveError, BillArchive, BillFile};
pub use error::{BillError, CellProblem};
pub use rows::Rows;
pub use summary::SummaryRow;
pub use totals::{Total, TotalsError};
pub use trade::{Direction, TradeRow};

use rows::Start;

/// One CSV file of a bill, recognised by its header and not by its name.
#[derive(Debug)]
#[non_exhaustive]
pub enum Bill<R> {
    /// 业务明细: payments and refunds.
    Trade(Rows<R, TradeRow>),
    /// 业务明细(汇总): the totals, by store and overall.
    Summary(Rows<R, SummaryRow>),
    /// 账务明细: movements of the merchant's account.
    Account(Rows<R, AccountRow>),
}

impl<R: Read> Bill<R> {
    /// Reads up to the header, in GB 18030.
    ///
    /// # Errors
    /// [`BillError`]: not a bill of a known kind, or unreadable up to the header.
    pub fn open(read: R) -> Result<Self, BillError> {
        let start = Start::read(read)?;
        if trade::is_named_by(&start.header) {
            Rows::begin(start, trade::kind).map(Self::Trade)
        } else if account::is_named_by(&start.header) {
            Rows::begin(start, account::kind).map(Self::Account)
        } else if summary::is_named_by(&start.header) {
            Rows::begin(start, summary::kind).map(Self::Summary)
        } else {
            Err(BillError::UnknownKind {
                line: start.header.line(),
            })
        }
    }

    /// The rows, if these are payments and refunds.
    pub fn into_trade(self) -> Option<Rows<R, TradeRow>> {
        match self {
            Self::Trade(rows) => Some(rows),
            Self::Summary(_) | Self::Account(_) => None,
        }
    }

    /// The rows, if these are totals.
    pub fn into_summary(self) -> Option<Rows<R, SummaryRow>> {
        match self {
            Self::Summary(rows) => Some(rows),
            Self::Trade(_) | Self::Account(_) => None,
        }
    }

    /// The rows, if these are movements of the account.
    pub fn into_account(self) -> Option<Rows<R, AccountRow>> {
        match self {
            Self::Account(rows) => Some(rows),
            Self::Trade(_) | Self::Summary(_) => None,
        }
    }
}
