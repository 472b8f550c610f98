//! New databases of both kinds have the same tables, columns, nullability and unique indexes, and
//! match `schema.rs`.

use crate::db::TestDb;
use std::collections::BTreeSet;
use store::{Store, testing};

/// `table.column type null` of every column in the database.
async fn columns(store: &Store, sqlite: bool) -> BTreeSet<String> {
    let sql = if sqlite {
        "SELECT m.name || '.' || c.name || CASE WHEN c.type = 'TEXT' THEN ' Text' ELSE ' BigInt' END
           || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN '' ELSE ' null' END AS answer
         FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'"
    } else {
        "SELECT CAST(table_name || '.' || column_name
           || CASE data_type WHEN 'text' THEN ' Text' WHEN 'bigint' THEN ' BigInt'
              ELSE ' ' || data_type END
           || CASE is_nullable WHEN 'NO' THEN '' ELSE ' null' END AS TEXT) AS answer
         FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'"
    };
    testing::answers(store, sql)
        .await
        .unwrap()
        .into_iter()
        .collect()
}

/// `table(columns)` of every unique index, followed by `partial` if it has a condition.
async fn uniques(store: &Store, sqlite: bool) -> BTreeSet<String> {
    let sql = if sqlite {
        "SELECT m.name || '(' || (SELECT group_concat(i.name, ',') FROM
             (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno) i) || ')'
           || CASE WHEN l.partial = 1 THEN ' partial' ELSE '' END AS answer
         FROM sqlite_master m, pragma_index_list(m.name) l
         WHERE m.type = 'table' AND l.\"unique\" = 1 AND m.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'
         UNION
         SELECT m.name || '(' || c.name || ')' FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND c.pk = 1 AND c.type = 'INTEGER'"
    } else {
        "SELECT CAST(t.relname || '(' || (SELECT string_agg(a.attname, ',' ORDER BY k.ord)
             FROM unnest(x.indkey) WITH ORDINALITY AS k(num, ord)
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num) || ')'
           || CASE WHEN x.indpred IS NULL THEN '' ELSE ' partial' END AS TEXT) AS answer
         FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
         JOIN pg_namespace n ON n.oid = t.relnamespace
         WHERE x.indisunique AND n.nspname = 'public'
           AND t.relname <> '__diesel_schema_migrations'"
    };
    testing::answers(store, sql)
        .await
        .unwrap()
        .into_iter()
        .collect()
}

/// The same lines, read from the sources of `schema.rs`.
fn declared() -> BTreeSet<String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/schema");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(root).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut table = String::new();
        for line in text.lines().map(str::trim) {
            if let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ") {
                let (kind, null) = match kind.strip_prefix("Nullable<") {
                    Some(inner) => (inner.trim_end_matches('>'), " null"),
                    None => (kind, ""),
                };
                found.insert(format!("{table}.{column} {kind}{null}"));
            } else if let Some((name, _key)) = line.split_once(" (") {
                name.clone_into(&mut table);
            }
        }
    }
    found
}

const UNIQUES: &[&str] = &[
    "users(email)",
    "users(phone)",
    "sessions(token_hash)",
    "staff_roles(user_id,role)",
    "products(slug)",
    "products(form_key)",
    "image_files(image_id,mime,width)",
    "skus(code)",
    "skus(product_id,options_key)",
    "sku_stock(sku_id)",
    "carts(checkout_key)",
    "carts(user_id) partial",
    "catalogue_version(singleton)",
    "carts(session_id) partial",
    "cart_lines(cart_id,sku_id)",
    "orders(number)",
    "orders(checkout_key)",
    "order_details(order_id,line_no)",
    "shipments(form_key)",
    "shipment_lines(shipment_id,order_detail_id)",
    "payment_attempts(out_trade_no)",
    "payment_attempts(provider_trade_no)",
    "payment_attempts(order_id) partial",
    "refunds(out_request_no)",
    "refunds(form_key)",
    "refunds(payment_attempt_id) partial",
    "refund_lines(refund_id,order_detail_id)",
    "refunds(order_id) partial",
    "returns(refund_id)",
    "refund_photos(photo_key)",
    "refund_photos(refund_id,place)",
    "notify_inbox(notify_id,digest)",
    "stock_moves(idem_key)",
    "ledger_txns(idem_key)",
    "ledger_entries(txn_id,seq)",
    "jobs(dedupe_key) partial",
    "mails(event_key)",
    "mails(mail_key)",
    "login_tries(login_hash)",
    "pace_counts(key_hash)",
    "audit_log(prev_hash)",
    "audit_log(hash)",
    "settings(name)",
    "categories(slug)",
    "product_categories(product_id,category_id)",
    "product_categories(product_id) partial",
    "old_slugs(kind,slug)",
    "uploads(upload_key)",
    "goods_imports(import_key)",
    "facets(slug)",
    "facets(axis_zh,value_zh)",
    "product_sales(product_id)",
    "listings(product_id,category_id,facet_id)",
    "listing_counts(category_id,facet_id)",
    "search_terms(product_id,term)",
    "search_counts(term)",
    "alarms(code,subject)",
    "recovery_codes(code_hash)",
    "staff_invites(key_hash)",
    "staff_disabled(user_id)",
    "sales_orders(day)",
    "sales_days(day,sku_id)",
    "bill_imports(bill_date,bill_type)",
    "bill_lines(import_id,line_key,copy_no)",
    "recon_issues(issue_key)",
    "recon_issues(subject)",
];

async fn compare(db: &TestDb, sqlite: bool) {
    let store = db.store();
    let declared = declared();
    assert!(declared.len() > 200, "schema.rs must be read completely");
    assert_eq!(columns(&store, sqlite).await, declared);
    let uniques = uniques(&store, sqlite).await;
    let by_key: BTreeSet<String> = uniques
        .iter()
        .filter(|u| u.ends_with("(id)"))
        .cloned()
        .collect();
    let others: BTreeSet<String> = uniques.difference(&by_key).cloned().collect();
    let expected: BTreeSet<String> = UNIQUES.iter().map(|u| (*u).to_owned()).collect();
    assert_eq!(others, expected);
    assert_eq!(
        by_key.len(),
        38,
        "tables with a key of their own: {by_key:?}"
    );
}

#[tokio::test]
async fn both_databases_fit_the_declared_schema() {
    compare(&TestDb::sqlite().await, true).await;
    if let Some(db) = TestDb::postgres().await {
        compare(&db, false).await;
    }
}
