//! A16 and the fees of A6 on planted rows: a bill that agrees with the books breaks nothing, and each difference without a row
//! in `recon_issues` is found.

use crate::books::whole;
use crate::db::{TestDb, for_both};
use crate::plant::NOW;
use domain::time::{DAY, MINUTE, Millis};
use store::{Store, StoreError, invariants, testing};

/// Bills of all days that `whole` has payments and refunds on, each with the line that belongs there and a fee of 5 fen.
async fn billed(store: &Store) {
    let fields = "import_id, line_key, copy_no, direction, trade_no, out_trade_no, request_no, completed_at,
                  amount_fen, receipt_fen, fee_fen, posted_fee_fen, fee_posts, attempt_id, refund_id, pass, gone";
    let start = Millis::new(NOW).shanghai_midnight().get();
    let mut sql = String::from(
        "UPDATE refunds SET succeeded_at = created_at + 2000 WHERE state = 'succeeded';",
    );
    // Enough days around the planted rows, so that no movement is on a day without a bill.
    for day in -3_i64..=3 {
        sql.push_str(&format!(
            "INSERT INTO bill_imports (id, bill_date, bill_type, starts_at, state, source, pass, total_rows,
               done_rows, new_rows, changed_rows, gone_rows, payments, payment_fen, refunds, refund_fen,
               fee_fen, first_tried_at, tried_at)
             VALUES ({}, 'day {day}', 'trade', {}, 'done', 'alipay', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);",
            day + 10,
            start + day * DAY
        ));
    }
    sql.push_str(&format!(
        "INSERT INTO bill_lines ({fields})
         SELECT i.id, 'payment ' || a.out_trade_no, 1, 'payment', a.provider_trade_no, a.out_trade_no, '',
           a.paid_at, a.paid_fen, a.paid_fen, 5, 5, 1, a.id, NULL, 1, 0
         FROM payment_attempts a JOIN bill_imports i
           ON i.starts_at <= a.paid_at AND a.paid_at < i.starts_at + {DAY}
         WHERE a.paid_fen IS NOT NULL;
         INSERT INTO bill_lines ({fields})
         SELECT i.id, 'refund ' || r.out_request_no, 1, 'refund', a.provider_trade_no, a.out_trade_no,
           r.out_request_no, r.succeeded_at, r.amount_fen, r.amount_fen, 0, 0, 0, a.id, r.id, 1, 0
         FROM refunds r JOIN payment_attempts a ON a.id = r.payment_attempt_id
         JOIN bill_imports i ON i.starts_at <= r.succeeded_at AND r.succeeded_at < i.starts_at + {DAY}
         WHERE r.state = 'succeeded';
         UPDATE bill_imports SET
           payments = (SELECT COUNT(*) FROM bill_lines l WHERE l.import_id = bill_imports.id
                         AND l.direction = 'payment'),
           payment_fen = (SELECT CAST(COALESCE(SUM(l.amount_fen), 0) AS BIGINT) FROM bill_lines l
                          WHERE l.import_id = bill_imports.id AND l.direction = 'payment'),
           refunds = (SELECT COUNT(*) FROM bill_lines l WHERE l.import_id = bill_imports.id
                        AND l.direction = 'refund'),
           refund_fen = (SELECT CAST(COALESCE(SUM(l.amount_fen), 0) AS BIGINT) FROM bill_lines l
                         WHERE l.import_id = bill_imports.id AND l.direction = 'refund');
         INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
           SELECT 500 + l.id, 'fee:' || l.id, 'fee', 1, '' FROM bill_lines l WHERE l.fee_fen <> 0;
         INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
           SELECT 500 + l.id, 1, 'FEES', l.import_id, 5 FROM bill_lines l WHERE l.fee_fen <> 0;
         INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
           SELECT 500 + l.id, 2, 'ALIPAY', 0, -5 FROM bill_lines l WHERE l.fee_fen <> 0"
    ));
    testing::batch(store, &sql).await.unwrap();
}

/// Applies `sql` to books with bills. Returns the broken rules, each with its rows.
async fn broken(store: &Store, sql: &str) -> Vec<String> {
    whole(store).await;
    billed(store).await;
    testing::batch(store, sql).await.unwrap();
    let found = store
        .read::<_, StoreError, _>(|tx| invariants::check(tx, Millis::new(NOW + 5 * MINUTE)))
        .await
        .unwrap();
    found
        .into_iter()
        .flat_map(|breach| {
            let rule = breach.rule;
            breach
                .rows
                .into_iter()
                .map(move |row| format!("{rule} {row}"))
        })
        .collect()
}

const NOTHING: &str = "UPDATE bill_imports SET tried_at = 2";

#[tokio::test]
async fn bills_that_agree_break_nothing() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let none: [&str; 0] = [];
        assert_eq!(broken(&store, NOTHING).await, none);
        let lines =
            "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM bill_lines WHERE direction = 'payment'";
        assert_ne!(testing::answers(&store, lines).await.unwrap(), ["0"]);
    })
    .await;
}

#[tokio::test]
async fn a16_each_difference_without_an_issue_is_found() {
    let first = "id = (SELECT MIN(id) FROM bill_lines WHERE direction = 'payment')";
    let cases = [
        (format!("UPDATE bill_lines SET amount_fen = amount_fen + 1 WHERE {first}"), "A16 bill_lines "),
        (format!("UPDATE bill_lines SET receipt_fen = receipt_fen - 1 WHERE {first}"), "A16 bill_lines "),
        (format!("UPDATE bill_lines SET trade_no = 'other' WHERE {first}"), "A16 bill_lines "),
        (format!("UPDATE bill_lines SET attempt_id = NULL WHERE {first}"), "A16 bill_lines "),
        (format!("UPDATE bill_lines SET attempt_id = NULL WHERE {first}"), "A16 payment_attempts "),
        (
            "UPDATE bill_lines SET refund_id = NULL WHERE direction = 'refund'".to_owned(),
            "A16 refunds ",
        ),
        ("UPDATE bill_imports SET payments = payments + 1".to_owned(), "A16 bill_imports "),
        (
            format!(
                "INSERT INTO bill_lines SELECT 900, import_id, line_key, 2, direction, trade_no, out_trade_no,
                   request_no, completed_at, amount_fen, receipt_fen, 0, 0, 0, attempt_id, refund_id, pass, gone
                 FROM bill_lines WHERE {first}"
            ),
            "A16 bill_lines direction=payment ",
        ),
        (format!("UPDATE bill_lines SET fee_fen = 6 WHERE {first}"), "A6 bill_imports "),
        (
            format!("UPDATE bill_lines SET fee_fen = 6, posted_fee_fen = 6 WHERE {first}"),
            "A6 bill_imports ",
        ),
    ];
    for (sql, row) in cases {
        for_both(async |db: TestDb| {
            let store = db.store();
            let found = broken(&store, &sql).await;
            assert!(
                found.iter().any(|one| one.starts_with(row)),
                "{sql}: {found:#?}"
            );
            let others = |one: &&String| !one.starts_with("A16 ") && !one.starts_with("A6 ");
            assert_eq!(found.iter().filter(others).count(), 0, "{sql}: {found:#?}");
        })
        .await;
    }
}

#[tokio::test]
async fn a16_an_issue_that_is_open_or_closed_says_so() {
    for (state, is_green) in [("open", true), ("closed", true), ("settled", false)] {
        for_both(async |db: TestDb| {
            let store = db.store();
            let sql = format!(
                "UPDATE bill_lines SET receipt_fen = receipt_fen - 1
                   WHERE id = (SELECT MIN(id) FROM bill_lines);
                 INSERT INTO recon_issues (issue_key, subject, import_id, bill_line_id, direction,
                   out_trade_no, request_no, occurred_at, kind, state, note, opened_at, closed_by, version)
                 SELECT 'key', line_key, import_id, id, direction, out_trade_no, request_no, completed_at,
                   'amount', '{state}', 'seen', 1, (SELECT MIN(id) FROM users), 0
                 FROM bill_lines WHERE id = (SELECT MIN(id) FROM bill_lines)"
            );
            let found = broken(&store, &sql).await;
            assert_eq!(found.is_empty(), is_green, "{state}: {found:#?}");
        })
        .await;
    }
}
