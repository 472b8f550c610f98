//! A day of 100,000 lines, measured: `cargo nextest run -p shop --run-ignored only -E 'test(hundred_thousand_lines)'`.

use super::Ledgers;
use std::time::{Duration, Instant};
use store::testing;
use test_support::{bill::Row, for_both};

/// Lines of a full day.
const LINES: i64 = 100_000;
/// What it may take.
const LIMIT: Duration = Duration::from_secs(60);
/// What it may add to the memory that the process began with, in KiB. What the test itself needs to write the bill counts too.
const MEMORY: i64 = 100 * 1024;

/// Memory of this process in KiB: `VmRSS` now, `VmHWM` the most since [`forget_peak`].
fn memory(name: &str) -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Begins a new measurement, where the system allows it.
fn forget_peak() {
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a minute; see docs/TESTING.md"]
async fn a_hundred_thousand_lines_are_compared_within_a_minute() {
    let before = memory("VmRSS:");
    for_both(async |db| {
        let books = Ledgers::with(db, 1).await;
        books.next_noon().await;
        let at = books.day.from().plus(3_600_000).get();
        let attempts = format!(
            "INSERT INTO payment_attempts (order_id, out_trade_no, channel, amount_fen, biz_content,
               time_expire, state, disposition, provider_trade_no, paid_fen, paid_at,
               refund_reserved_fen, refund_seq, evidence, version)
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LINES})
             SELECT (SELECT MIN(id) FROM orders), 'P20261122MANY' || i, 'page', 5800, '{{}}',
               {at}, 'paid', 'duplicate', '2026112299' || i, 5800, {at}, 0, 0, 'query:0', 0 FROM n"
        );
        testing::batch(books.test.shop.store(), &attempts)
            .await
            .unwrap();
        let mut bill = books.bill();
        let like = bill.rows[0].clone();
        for number in 1..=LINES {
            // One in a hundred differs by a fen.
            let fen = if number % 100 == 0 { 5_801 } else { 5_800 };
            bill.rows.push(Row {
                out_trade_no: format!("P20261122MANY{number}"),
                trade_no: format!("2026112299{number}"),
                fen,
                receipt: fen,
                fee: 35,
                ..like.clone()
            });
        }
        books.test.gateway.put_bill(&bill);
        drop(bill);
        forget_peak();
        let began = Instant::now();
        let done = books
            .test
            .shop
            .reconcile(Some(books.day), None)
            .await
            .unwrap();
        let (took, peak) = (began.elapsed(), memory("VmHWM:"));
        let more = peak.zip(before).map(|(peak, before)| peak - before);
        eprintln!("{LINES} lines: {took:.1?}, peak {peak:?} KiB, {more:?} KiB more than before");
        assert_eq!((done.rows, done.open.len()), (LINES + 1, 1_000));
        assert!(done.open.iter().all(|issue| issue.kind == "amount"));
        assert!(took < LIMIT, "{took:?}");
        assert!(more.is_none_or(|more| more < MEMORY), "{more:?}");
        let again = Instant::now();
        let same = books
            .test
            .shop
            .reconcile(Some(books.day), None)
            .await
            .unwrap();
        eprintln!("the same file again: {:.1?}", again.elapsed());
        assert_eq!((same.new, same.open.len()), (0, 1_000));
    })
    .await;
}
