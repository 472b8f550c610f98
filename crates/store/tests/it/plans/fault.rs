//! What is wrong with the plan of a statement.

use super::seed::ROWS;
use store::testing::Planned;

/// Tables that grow with orders, visits or staff actions.
const GROWING: [&str; 28] = [
    "orders",
    "order_details",
    "order_events",
    "payment_attempts",
    "refunds",
    "refund_lines",
    "shipments",
    "shipment_lines",
    "shipment_corrections",
    "returns",
    "refund_photos",
    "notify_inbox",
    "provider_calls",
    "ledger_txns",
    "ledger_entries",
    "jobs",
    "audit_log",
    "sessions",
    "stock_moves",
    "users",
    "products",
    "listings",
    "listing_counts",
    "search_terms",
    "search_counts",
    "skus",
    "sku_stock",
    "alarms",
];
/// How many rows a statement may read and discard: a hundredth of all.
const IN_VAIN: u64 = ROWS / 100;

/// The lines of a plan that scan a growing table row by row.
pub(super) fn faults(statement: &Planned) -> Vec<String> {
    let wanted = statement.sql.split_once(" WHERE ").map(|(_, after)| after);
    // A list without a filter may scan the primary key, because it stops at its limit.
    let whole = wanted.is_none_or(|wanted| {
        let keys_only =
            !wanted.contains(" AND ") && wanted.contains("`id`") | wanted.contains("\"id\"");
        keys_only && !wanted.contains("IN (") && !wanted.contains("ANY(")
    });
    statement
        .plan
        .iter()
        .map(|line| line.trim().trim_start_matches("->").trim().to_owned())
        .filter(|line| {
            let grows = |words: &str| {
                words
                    .split([' ', '('])
                    .next()
                    .is_some_and(|table| GROWING.contains(&table.trim_matches('`')))
            };
            let by_row = line.strip_prefix("SCAN ").is_some_and(grows)
                || line.strip_prefix("Seq Scan on ").is_some_and(grows)
                || (line.strip_prefix("SEARCH ").is_some_and(grows)
                    && line.contains("INTEGER PRIMARY KEY (rowid")
                    && !line.contains("(rowid=?)"));
            let in_vain = line
                .strip_prefix("Rows Removed by Filter: ")
                .and_then(|count| count.parse::<u64>().ok())
                .is_some_and(|count| count > IN_VAIN);
            in_vain || (by_row && !whole)
        })
        .collect()
}

#[test]
fn a_scan_is_noticed() {
    let planned = |sql: &str, line: &str| Planned {
        sql: sql.to_owned(),
        plan: vec![line.to_owned()],
    };
    for (sql, line, wrong) in [
        (
            "SELECT * FROM `orders` WHERE (`orders`.`paid_at` > 5)",
            "SCAN orders",
            1,
        ),
        (
            "SELECT * FROM `orders` ORDER BY `orders`.`id` DESC LIMIT 51",
            "SCAN orders",
            0,
        ),
        (
            "SELECT * FROM `orders` WHERE (`orders`.`paid_at` > 5) AND (`orders`.`id` < 9)",
            "SEARCH orders USING INTEGER PRIMARY KEY (rowid<?)",
            1,
        ),
        (
            "SELECT * FROM `orders` WHERE (`orders`.`id` < 9) ORDER BY `orders`.`id` DESC LIMIT 51",
            "SEARCH orders USING INTEGER PRIMARY KEY (rowid<?)",
            0,
        ),
        (
            "SELECT * FROM \"orders\" WHERE (\"orders\".\"paid_at\" > 5)",
            "        ->  Seq Scan on orders (actual rows=1 loops=1)",
            1,
        ),
        (
            "SELECT * FROM \"orders\" WHERE (\"orders\".\"paid_at\" > 5)",
            "  Rows Removed by Filter: 7999",
            1,
        ),
        (
            "SELECT * FROM `categories` WHERE (`categories`.`slug` = 'x')",
            "SCAN categories",
            0,
        ),
    ] {
        assert_eq!(faults(&planned(sql, line)).len(), wrong, "{sql}: {line}");
    }
}
