//! Bills: each row is on the line it names, line numbers increase, and accepted totals match.

use alipay::bill::{Bill, BillArchive, Direction, Rows, TradeRow};
use std::io::{Cursor, Read};

/// More than any input of the engine, and far less than a zip bomb.
const LIMIT: u64 = 256 * 1024;

pub(crate) fn run(data: &[u8]) {
    read_rows(data);
    let Ok(archive) = BillArchive::with_limit(Cursor::new(data), LIMIT) else {
        return;
    };
    for file in archive.files() {
        let mut text = Vec::new();
        if let Ok(mut unpacked) = archive.read(file) {
            let whole = unpacked.read_to_end(&mut text);
            assert!(u64::try_from(text.len()).expect("a length") <= LIMIT);
            if whole.is_ok() {
                read_rows(&text);
            }
        }
    }
    let _ = (archive.detail().is_ok(), archive.summary().is_ok());
}

fn read_rows(text: &[u8]) {
    let Ok(bill) = Bill::open(text) else {
        return;
    };
    match bill {
        Bill::Trade(rows) => trade(text, rows),
        Bill::Account(mut rows) => {
            let mut line = 0;
            for row in rows.by_ref().flatten() {
                assert!(row.line > line);
                line = row.line;
                stands_on(text, row.line, &row.account_log_no);
            }
            let _ = rows.check();
        }
        Bill::Summary(mut rows) => {
            let mut line = 0;
            for row in rows.by_ref().flatten() {
                assert!(row.line > line);
                line = row.line;
            }
            let _ = rows.check();
        }
        _ => {}
    }
}

fn trade(text: &[u8], mut rows: Rows<&[u8], TradeRow>) {
    let mut line = 0;
    let mut sums = [(0_u64, 0_i64); 2];
    let mut bad = 0;
    for row in rows.by_ref() {
        let Ok(row) = row else {
            bad += 1;
            continue;
        };
        assert!(row.line > line);
        line = row.line;
        stands_on(text, row.line, &row.trade_no);
        let side = match row.direction {
            Direction::Payment => &mut sums[0],
            Direction::Refund => &mut sums[1],
        };
        side.0 += 1;
        side.1 += row.receipt_amount.fen();
    }
    assert!(rows.next().is_none());
    if rows.check().is_ok() {
        assert_eq!(bad, 0);
        for ((count, fen), label) in sums.into_iter().zip(["交易", "退款"]) {
            let mut totals = rows.totals().iter().filter(|total| total.label == label);
            let total = totals.next().expect("the total was checked, so it exists");
            assert_eq!(total.count, count);
            for (_, told) in total.sums.iter().filter(|(name, _)| name == "商家实收") {
                assert_eq!(told.abs(), fen);
            }
        }
    }
}

/// Checks that a line, counted as an editor does, contains a text. A text with quotes or line
/// breaks is escaped, so it is not checked.
fn stands_on(text: &[u8], line: u64, cell: &str) {
    if cell.contains(['"', '\n', '\r']) {
        return;
    }
    let at = usize::try_from(line - 1).expect("a line");
    let mut from = text.split(|b| *b == b'\n').skip(at);
    // The cell may be on a later line of the same row, after a quoted cell with line breaks.
    let found = from.any(|line| {
        encoding_rs::GB18030
            .decode_without_bom_handling(line)
            .0
            .contains(cell)
    });
    assert!(found, "{cell:?} is not on line {line} or below");
    let before = text.split(|b| *b == b'\n').count();
    assert!(at < before);
}
