//! The zip of a bill, valid and hostile.

use crate::sheet::{Packing, TRADE_COLUMNS, TRADE_ROWS, TRADE_TOTALS, gbk, trade, zip};
use alipay::bill::{ArchiveError, Bill, BillArchive, BillError};
use std::io::{Cursor, Read as _};

const DETAIL: &str = "20880000000001000156_20240501_业务明细.csv";
const SUMMARY: &str = "20880000000001000156_20240501_业务明细(汇总).csv";

fn open(zip: &[u8]) -> Result<BillArchive<Cursor<&[u8]>>, ArchiveError> {
    BillArchive::open(Cursor::new(zip))
}

#[test]
fn the_detail_is_found_in_any_order_and_packing() {
    let detail = gbk(&trade(TRADE_COLUMNS, &TRADE_ROWS, TRADE_TOTALS));
    let (name, sum) = (gbk(DETAIL), gbk(SUMMARY));
    let first: [(&[u8], &[u8]); 2] = [(&name, &detail), (&sum, b"sum")];
    let last: [(&[u8], &[u8]); 3] = [(&sum, b"sum"), (b"readme.txt", b"x"), (&name, &detail)];
    for packing in [Packing::Deflate, Packing::Streamed, Packing::Stored] {
        for files in [&first[..], &last[..]] {
            let zip = zip(files, packing);
            let archive = open(&zip).unwrap();
            assert_eq!(archive.files().len(), files.len());
            assert!(archive.files().iter().any(|file| file.name() == DETAIL));
            let rows = Bill::open(archive.detail().unwrap()).unwrap();
            let mut rows = rows.into_trade().unwrap();
            assert_eq!(rows.by_ref().filter(Result::is_ok).count(), 2);
            assert_eq!(rows.check(), Ok(()));
            let mut text = String::new();
            archive
                .summary()
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
            assert_eq!(text, "sum");
        }
    }
}

#[test]
fn what_is_no_bill_is_said_to_be_none() {
    for bytes in [&b""[..], b"PK", b"<html>403</html>", &[0; 5000]] {
        assert!(matches!(open(bytes), Err(ArchiveError::NotZip(_))));
    }
    let whole = zip(&[(b"a.csv", b"a,b\n")], Packing::Deflate);
    for cut in 0..whole.len() {
        assert!(open(&whole[..cut]).is_err(), "{cut}");
    }
    let none = zip(&[(b"a.txt", b"")], Packing::Deflate);
    assert!(matches!(
        open(&none).unwrap().detail(),
        Err(ArchiveError::Ambiguous(0))
    ));
    let two = zip(&[(b"a.csv", b""), (b"B.CSV", b"")], Packing::Deflate);
    assert!(matches!(
        open(&two).unwrap().detail(),
        Err(ArchiveError::Ambiguous(2))
    ));
    let odd = zip(&[(b"a\xff.csv", b"")], Packing::Deflate);
    assert!(matches!(open(&odd), Err(ArchiveError::Name(_))));
    let many: Vec<(&[u8], &[u8])> = vec![(b"a.csv", b""); 17];
    assert!(matches!(
        open(&zip(&many, Packing::Deflate)),
        Err(ArchiveError::TooManyFiles)
    ));
    assert!(open(&zip(&many[1..], Packing::Deflate)).is_ok());
    let packing = Packing::Odd {
        method: 12,
        size: None,
    };
    let odd = zip(&[(b"a.csv", b"")], packing);
    assert!(matches!(
        open(&odd).unwrap().detail(),
        Err(ArchiveError::Packing { .. })
    ));
}

#[test]
fn a_bomb_unpacks_to_its_limit_and_no_further() {
    let zeros = vec![b' '; 3_000_000];
    let honest = zip(&[(b"a.csv", &zeros)], Packing::Deflate);
    assert!(honest.len() < 10_000);
    let archive = BillArchive::with_limit(Cursor::new(&honest), 1_000_000).unwrap();
    assert!(matches!(
        archive.detail(),
        Err(ArchiveError::TooLarge {
            bytes: 3_000_000,
            limit: 1_000_000,
            ..
        })
    ));
    // A header that states a smaller size.
    let packing = Packing::Odd {
        method: 8,
        size: Some(10),
    };
    let liar = zip(&[(b"a.csv", &zeros)], packing);
    let archive = BillArchive::with_limit(Cursor::new(&liar), 1_000_000).unwrap();
    let mut out = Vec::new();
    assert!(archive.detail().unwrap().read_to_end(&mut out).is_err());
    assert!(out.len() <= 1_000_000, "{}", out.len());
    // The row reader stops where the data exceeds the stated size, or at a first row that never
    // ends.
    let error = Bill::open(archive.detail().unwrap()).unwrap_err();
    assert!(matches!(error, BillError::Read { .. }), "{error}");
    let archive = BillArchive::with_limit(Cursor::new(&honest), 3_000_000).unwrap();
    let error = Bill::open(archive.detail().unwrap()).unwrap_err();
    assert!(
        matches!(error, BillError::TooLong { line: 1, .. }),
        "{error}"
    );
}

#[test]
fn what_was_changed_on_the_way_does_not_read_to_its_end() {
    // Longer than the read buffer, so that rows are read before the checksum is checked.
    let detail = gbk(&trade(TRADE_COLUMNS, &[TRADE_ROWS[0]; 500], TRADE_TOTALS));
    let mut zip = zip(&[(b"a.csv", &detail)], Packing::Stored);
    let at = zip.windows(5).position(|bytes| bytes == b"88.80").unwrap();
    zip[at] = b'9';
    let archive = open(&zip).unwrap();
    let rows = Bill::open(archive.detail().unwrap()).unwrap();
    let mut rows = rows.into_trade().unwrap();
    let last = rows.by_ref().last().unwrap().unwrap_err();
    assert!(matches!(last, BillError::Read { .. }), "{last}");
    assert!(rows.check().is_err());
}
