//! Reading a bill as a stream: once to check it as a whole, once to compare its rows. Its length does not matter.

use crate::Error;
use alipay::{
    Amount,
    bill::{Bill, BillArchive, Rows, TradeRow, trade},
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    money::Fen,
    recon::{BillDay, Direction, fee, line_key},
    time::Millis,
};
use sha2::{Digest, Sha256};
use std::{fs::File, io::Read};
use store::models::recon::{BillFigures, BillRow};
use tokio::sync::mpsc;

/// Rows compared in one transaction.
pub(super) const BATCH: usize = 500;
/// Longest number in a row; those of Alipay have at most 64 characters.
const NUMBER: usize = 128;

/// A file that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checked {
    /// Its day.
    pub(super) day: BillDay,
    /// Its sums.
    pub(super) figures: BillFigures,
}

/// Reads the whole file: it is a bill of this merchant and of one day, each row is readable, and the rows sum to its totals. Of
/// any other file not even a fee is booked.
///
/// # Errors
/// `Refused` at the field `bill`; `Internal`.
pub(super) async fn check(
    file: File,
    seller_id: &str,
    day: Option<BillDay>,
) -> Result<Checked, Error> {
    let seller_id = seller_id.to_owned();
    let checked = tokio::task::spawn_blocking(move || whole(file, &seller_id, day));
    checked.await.map_err(Error::internal)?.map_err(refused)
}

/// Sends the rows behind the first `skip` ones in batches, until nobody takes them.
///
/// # Errors
/// `Refused` if the file is not the one that was checked.
pub(super) fn stream(file: File, skip: i64, to: &mpsc::Sender<Vec<BillRow>>) -> Result<(), Error> {
    rows(file, |rows| {
        let mut batch = Vec::with_capacity(BATCH);
        let skip = usize::try_from(skip).unwrap_or(usize::MAX);
        for row in rows.skip(skip) {
            batch.push(read(&row.map_err(|_unreadable| ErrorCode::BillBroken)?)?);
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                if to.blocking_send(full).is_err() {
                    return Ok(());
                }
            }
        }
        if !batch.is_empty() {
            // Nobody takes the last ones if the time is over.
            drop(to.blocking_send(batch));
        }
        Ok(())
    })
    .map_err(refused)
}

/// A refusal at the field of the file.
pub(super) fn refused(code: ErrorCode) -> Error {
    Refusal::fields(vec![FieldError {
        field: "bill".to_owned(),
        code,
    }])
    .into()
}

fn whole(file: File, seller_id: &str, wanted: Option<BillDay>) -> Result<Checked, ErrorCode> {
    rows(file, |rows| {
        // The account of a bill is the merchant's number and four digits.
        if !rows
            .account()
            .is_some_and(|account| account.starts_with(seller_id))
        {
            return Err(ErrorCode::BillAccount);
        }
        let mut day = match (wanted, named_day(rows.preamble())) {
            (Some(wanted), Some(named)) if wanted != named => {
                return Err(ErrorCode::BillOtherDay);
            }
            (wanted, named) => wanted.or(named),
        };
        let mut digest = Sha256::new();
        let mut figures = BillFigures::default();
        for row in rows.by_ref() {
            let row = row.map_err(|error| {
                tracing::warn!(%error, "a row of a bill cannot be read");
                ErrorCode::BillBroken
            })?;
            let row = read(&row)?;
            let this = *day.get_or_insert(BillDay::of(row.completed_at));
            if !this.holds(row.completed_at) {
                return Err(ErrorCode::BillOtherDay);
            }
            count(&mut figures, &row).ok_or(ErrorCode::BillBroken)?;
            digest.update(print(&row));
        }
        rows.check().map_err(|error| {
            tracing::warn!(%error, "the rows of a bill are not its totals");
            ErrorCode::BillBroken
        })?;
        figures.digest = hex::encode(digest.finalize());
        Ok(Checked {
            day: day.ok_or(ErrorCode::BillBroken)?,
            figures,
        })
    })
}

/// Opens the file with the rows.
fn rows<T>(
    file: File,
    work: impl FnOnce(&mut Rows<Box<dyn Read + '_>, TradeRow>) -> Result<T, ErrorCode>,
) -> Result<T, ErrorCode> {
    let not_a_bill = |error: &dyn std::error::Error| {
        tracing::warn!(%error, "a file is not a bill");
        ErrorCode::BillKind
    };
    let archive = BillArchive::open(file).map_err(|error| not_a_bill(&error))?;
    let detail = archive.detail().map_err(|error| not_a_bill(&error))?;
    let detail: Box<dyn Read + '_> = Box::new(detail);
    let bill = Bill::open(detail).map_err(|error| not_a_bill(&error))?;
    let mut rows = bill.into_trade().ok_or(ErrorCode::BillKind)?;
    work(&mut rows)
}

/// The day that the head of a file names, e.g. `起始日期：[2024年05月01日 00:00:00]   终止日期：[...]`.
fn named_day(preamble: &[String]) -> Option<BillDay> {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    preamble.iter().find_map(|line| {
        let (_, rest) = line.split_once('[')?;
        let (inside, _) = rest.split_once(']')?;
        let date = digits(inside.split_once(' ')?.0);
        let (year, rest) = date.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        BillDay::parse(&format!("{year}-{month}-{day}"))
    })
}

fn read(row: &TradeRow) -> Result<BillRow, ErrorCode> {
    let direction = match row.direction {
        trade::Direction::Payment => Direction::Payment,
        trade::Direction::Refund => Direction::Refund,
    };
    let request_no = match direction {
        Direction::Payment => "",
        // A refund without a number of its own has the trade's.
        Direction::Refund => row.out_request_no.as_deref().unwrap_or(&row.out_trade_no),
    };
    let numbers = [row.trade_no.as_str(), row.out_trade_no.as_str(), request_no];
    if numbers
        .iter()
        .any(|number| number.len() > NUMBER || number.contains('\0'))
    {
        return Err(ErrorCode::BillBroken);
    }
    let fen = |amount: Amount| Fen::new(amount.fen());
    Ok(BillRow {
        line_key: line_key(direction, &row.out_trade_no, request_no),
        direction,
        trade_no: row.trade_no.clone(),
        out_trade_no: row.out_trade_no.clone(),
        request_no: request_no.to_owned(),
        completed_at: Millis::new(row.completed_at_ms),
        amount: fen(row.order_amount),
        receipt: fen(row.receipt_amount),
        fee: fee(direction, row.service_fee.map_or(Fen::ZERO, fen)),
    })
}

fn count(figures: &mut BillFigures, row: &BillRow) -> Option<()> {
    let (count, sum) = match row.direction {
        Direction::Payment => (&mut figures.payments, &mut figures.payment_fen),
        Direction::Refund => (&mut figures.refunds, &mut figures.refund_fen),
    };
    *count = count.checked_add(1)?;
    *sum = sum.checked_add(row.amount.get())?;
    figures.rows = figures.rows.checked_add(1)?;
    figures.fee_fen = figures.fee_fen.checked_add(row.fee.get())?;
    Some(())
}

/// What a digest covers of a row: all that is kept.
fn print(row: &BillRow) -> String {
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\n",
        row.line_key,
        row.trade_no,
        row.completed_at.get(),
        row.amount.get(),
        row.receipt.get(),
        row.fee.get()
    )
}

#[cfg(test)]
mod tests {
    use super::named_day;

    #[test]
    fn the_head_names_the_day() {
        let head = |line: &str| {
            let lines = ["账号：[20880000000000010156]".to_owned(), line.to_owned()];
            named_day(&lines).map(|day| day.text())
        };
        assert_eq!(
            head("起始日期：[2024年05月01日 00:00:00]   终止日期：[2024年05月02日 00:00:00]"),
            Some("2024-05-01".to_owned())
        );
        assert_eq!(
            head("起始日期：[2024-05-01 00:00:00]"),
            Some("2024-05-01".to_owned())
        );
        assert_eq!(head("起始日期：2024"), None);
        assert_eq!(head("起始日期：[今天 00:00:00]"), None);
    }
}
