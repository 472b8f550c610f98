//! Exports: every row once, by time and filter, for those who may, and in the activity log.

use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    export::ExportKind,
    limit::WORKBOOK_ROWS,
    staff::Role,
    time::{DAY, HOUR},
    view::export::ExportRow,
};
use shop::{Error, Viewer, export::Asked};
use std::collections::BTreeSet;
use store::scale;
use test_support::{TestShop, for_both};

fn asked(kind: ExportKind, from: &str, to: &str) -> Asked {
    Asked {
        kind: kind.to_string(),
        from: from.to_owned(),
        to: to.to_owned(),
        ..Asked::default()
    }
}

/// All rows, in the sizes in which they come.
async fn all(test: &TestShop, who: &Viewer, asked: &Asked) -> Vec<Vec<ExportRow>> {
    let mut export = test.shop.export(who, asked, None).await.unwrap();
    let mut pages = Vec::new();
    loop {
        let rows = export.next().await.unwrap();
        if rows.is_empty() {
            assert!(
                export.next().await.unwrap().is_empty(),
                "the end stays the end"
            );
            return pages;
        }
        pages.push(rows);
    }
}

/// What tells a row from others.
fn name(row: &ExportRow) -> String {
    match row {
        ExportRow::Order(order) => order.number.clone(),
        ExportRow::Line(line) => format!("{} {} {}", line.number, line.line_no, line.code),
        ExportRow::Refund(refund) => refund.out_request_no.clone(),
        ExportRow::Entry(entry) => {
            format!(
                "{} {} {} {}",
                entry.memo, entry.kind, entry.account, entry.amount
            )
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_there_once_and_in_order() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let owner = test.staff("owner@example.cn", &[Role::Owner]).await;
        // More than one page; there is an order a minute until the first of January.
        test.shop
            .store()
            .write(|tx| scale::fill(tx, 1, 1_300))
            .await
            .unwrap();
        for (kind, rows) in [
            (ExportKind::Orders, 1_300),
            (ExportKind::Lines, 1_300),
            (ExportKind::Refunds, 0),
            (ExportKind::Ledger, 2 * 1_040),
        ] {
            let pages = all(&test, &owner, &asked(kind, "2025-12-01", "2026-01-01")).await;
            assert!(pages.iter().all(|page| page.len() <= 1_000), "{kind}");
            let names: Vec<String> = pages.iter().flatten().map(name).collect();
            assert_eq!(names.len(), rows, "{kind}");
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), rows, "{kind}");
            let times: Vec<_> = pages
                .iter()
                .flatten()
                .filter_map(|row| match row {
                    ExportRow::Order(order) => Some(order.placed_at),
                    ExportRow::Entry(entry) => Some(entry.at),
                    ExportRow::Line(_) | ExportRow::Refund(_) => None,
                })
                .collect();
            assert!(times.is_sorted(), "{kind}");
        }
        let counted = async |state: &str, time: &str| {
            let asked = Asked {
                state: state.to_owned(),
                time: time.to_owned(),
                ..asked(ExportKind::Orders, "2025-12-01", "2026-01-01")
            };
            let rows = all(&test, &owner, &asked).await;
            let view = test.shop.export_page(&owner, asked).await.unwrap();
            let found: usize = rows.iter().map(Vec::len).sum();
            assert_eq!(view.rows, Some(i64::try_from(found).unwrap()));
            found
        };
        assert_eq!(counted("paid", "").await, 1_040);
        assert_eq!(counted("unpaid", "").await, 260);
        assert_eq!(counted("", "paid").await, 1_040);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_begins_and_ends_with_its_days() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 5_800, 20).await;
        let owner = test.staff("owner@example.cn", &[Role::Owner]).await;
        // 10:00 and 23:00 on the 22nd, 10:00 on the 23rd.
        let one = test.order().line("MUG", 1).paid().await.number;
        test.clock.advance(13 * HOUR);
        let two = test.order().line("MUG", 2).paid().await.number;
        test.clock.advance(11 * HOUR);
        let three = test.order().line("MUG", 1).placed().await;
        let numbers = async |from: &str, to: &str| -> Vec<String> {
            let pages = all(&test, &owner, &asked(ExportKind::Orders, from, to)).await;
            pages.iter().flatten().map(name).collect()
        };
        assert_eq!(
            numbers("2026-11-22", "2026-11-22").await,
            [one.clone(), two.clone()]
        );
        assert_eq!(
            numbers("2026-11-23", "2026-11-23").await,
            std::slice::from_ref(&three)
        );
        assert_eq!(numbers("2026-11-01", "2026-11-30").await, [one, two, three]);
        assert!(numbers("2026-11-24", "2026-11-30").await.is_empty());
        let lines = all(
            &test,
            &owner,
            &asked(ExportKind::Lines, "2026-11-22", "2026-11-22"),
        )
        .await;
        let lines: Vec<String> = lines
            .iter()
            .flatten()
            .map(|row| {
                let ExportRow::Line(line) = row else {
                    panic!("{row:?}");
                };
                format!("{} {} {}", line.code, line.qty, line.paid)
            })
            .collect();
        assert_eq!(lines, ["MUG 1 58.00", " 1 8.00", "MUG 2 116.00"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_for_their_roles_and_phones_for_those_who_ship() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 5_800, 20).await;
        test.order().line("MUG", 1).paid().await;
        for role in Role::ALL {
            let who = test.staff(&format!("{role}@example.cn"), &[*role]).await;
            for kind in ExportKind::ALL {
                let asked = asked(*kind, "2026-11-22", "2026-11-22");
                let begun = test.shop.export(&who, &asked, None).await;
                let may = match kind {
                    ExportKind::Orders | ExportKind::Lines => {
                        matches!(role, Role::Owner | Role::Finance | Role::Orders)
                    }
                    ExportKind::Refunds => {
                        matches!(role, Role::Owner | Role::Finance | Role::Refunds)
                    }
                    ExportKind::Ledger => matches!(role, Role::Owner | Role::Finance),
                };
                assert_eq!(begun.is_ok(), may, "{role} {kind}");
                if !may {
                    assert!(matches!(begun, Err(Error::RoleMissing)), "{role} {kind}");
                }
                if may && *kind == ExportKind::Orders {
                    let pages = all(&test, &who, &asked).await;
                    let ExportRow::Order(order) = &pages[0][0] else {
                        panic!("not an order");
                    };
                    let shows = !matches!(role, Role::Finance);
                    assert_eq!(order.contact_phone == "13800138000", shows, "{role}");
                    assert_eq!(order.address.contains("龙井路"), shows, "{role}");
                }
            }
            let page = test.shop.export_page(&who, Asked::default()).await;
            let may = !matches!(role, Role::Viewer | Role::Catalog);
            assert_eq!(page.is_ok(), may, "{role}");
        }
        let nobody = Viewer::anonymous(domain::locale::Locale::ZhCn);
        let asked = asked(ExportKind::Orders, "2026-11-22", "2026-11-22");
        let refused = test.shop.export(&nobody, &asked, None).await;
        assert!(matches!(refused, Err(Error::LoginRequired)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_in_the_activity_log() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let who = test.staff("finance@example.cn", &[Role::Finance]).await;
        let chosen = asked(ExportKind::Ledger, "2026-11-01", "2026-11-22");
        test.shop.export(&who, &chosen, None).await.unwrap();
        let log = test
            .ask(
                "SELECT action || ' ' || target || ' ' || target_id || ' ' || after_json AS answer
                 FROM audit_log ORDER BY id",
            )
            .await;
        assert_eq!(
            log,
            ["export.rows export 2026-11-01/2026-11-22 {\"export\":\"ledger\"}"]
        );
        // What is refused is not in it.
        let wrong = asked(ExportKind::Ledger, "2026-11-22", "2026-11-01");
        let (code, _) = refusal(test.shop.export(&who, &wrong, None).await.map(|_| ()));
        assert_eq!(code, ErrorCode::ExportUnreadable);
        assert_eq!(
            test.ask("SELECT action AS answer FROM audit_log")
                .await
                .len(),
            1
        );
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_of_too_many_rows_is_refused() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 5_800, 20).await;
        let owner = test.staff("owner@example.cn", &[Role::Owner]).await;
        for _ in 0..3 {
            test.order().line("MUG", 1).placed().await;
            test.clock.advance(DAY);
        }
        let asked = asked(ExportKind::Orders, "2026-11-01", "2026-11-30");
        assert!(test.shop.export(&owner, &asked, Some(3)).await.is_ok());
        let refused = test.shop.export(&owner, &asked, Some(2)).await;
        let (code, _) = refusal(refused.map(|_| ()));
        assert_eq!(code, ErrorCode::WorkbookTooManyRows);
        let view = test.shop.export_page(&owner, asked).await.unwrap();
        assert_eq!((view.rows, view.many), (Some(3), WORKBOOK_ROWS));
    })
    .await;
}

/// A value of `/proc/self/status`, in MB.
#[cfg(target_os = "linux")]
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    let kib: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kib / 1_024
}

/// `cargo nextest run -p shop --run-ignored only -E 'test(a_million_rows)'` tells the figures.
#[cfg(target_os = "linux")]
#[expect(clippy::print_stdout, reason = "a measurement")]
#[ignore = "makes a million rows"]
#[tokio::test(flavor = "multi_thread")]
async fn a_million_rows_need_the_memory_of_few() {
    let test = TestShop::new(test_support::TestDb::sqlite().await).await;
    let owner = test.staff("owner@example.cn", &[Role::Owner]).await;
    // Half a million postings of two entries, a second apart.
    let rows = "INSERT INTO ledger_txns (idem_key, kind, at, memo)
                  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000)
                  SELECT 'seed:' || i, 'pay', 1790000000000 + i * 1000, 'P20261122' || i FROM n;
                INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                  SELECT id, 1, 'ALIPAY', 1, 100 FROM ledger_txns;
                INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                  SELECT id, 2, 'ORDER', 1, -100 FROM ledger_txns";
    store::testing::batch(test.shop.store(), rows)
        .await
        .unwrap();
    let asked = asked(ExportKind::Ledger, "2026-01-01", "2026-12-31");
    let mut export = test.shop.export(&owner, &asked, None).await.unwrap();
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let (before, begun) = (memory("VmRSS:"), std::time::Instant::now());
    let mut rows = 0;
    loop {
        let page = export.next().await.unwrap();
        if page.is_empty() {
            break;
        }
        rows += page.len();
    }
    let rose = memory("VmHWM:").saturating_sub(before);
    println!("{rows} rows: +{rose} MB, {:?}", begun.elapsed());
    assert_eq!(rows, 1_000_000);
    assert!(rose < 32, "{rose} MB");
}
