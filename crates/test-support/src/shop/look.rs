//! Reads the database, and checks that it is consistent.

use super::TestShop;
use store::testing;

/// Tables with money, stock and states, which a message without effect must not change.
const MONEY_TABLES: &[(&str, &str)] = &[
    ("orders", "id"),
    ("order_details", "id"),
    ("order_events", "id"),
    ("payment_attempts", "id"),
    ("refunds", "id"),
    ("refund_lines", "refund_id, order_detail_id"),
    ("ledger_txns", "id"),
    ("ledger_entries", "txn_id, seq"),
    ("sku_stock", "sku_id"),
    ("stock_moves", "id"),
];

impl TestShop {
    /// The rows of a query that selects one text column named `answer`.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn ask(&self, sql: &str) -> Vec<String> {
        testing::answers(self.shop.store(), sql)
            .await
            .expect("a response")
    }

    /// The first row of a query, or an empty text.
    pub async fn one(&self, sql: &str) -> String {
        self.ask(sql).await.into_iter().next().unwrap_or_default()
    }

    /// All rows of the tables with money, stock and states, to check that a message has no effect.
    pub async fn money(&self) -> String {
        self.rows(|_column| true).await
    }

    /// The same without the row versions, to check that work done twice has no further effect.
    pub async fn effects(&self) -> String {
        self.rows(|column| column != "version").await
    }

    async fn rows(&self, wanted: impl Fn(&str) -> bool) -> String {
        let mut all = String::new();
        for (table, order) in MONEY_TABLES {
            let columns: Vec<String> = self
                .columns(table)
                .await
                .into_iter()
                .filter(|column| wanted(column))
                .collect();
            let row = columns
                .iter()
                .map(|column| format!("COALESCE(CAST({column} AS TEXT), '-')"))
                .collect::<Vec<_>>()
                .join(" || '|' || ");
            let rows = self
                .ask(&format!(
                    "SELECT {row} AS answer FROM {table} ORDER BY {order}"
                ))
                .await;
            all.push_str(&format!("{table}\n{}\n", rows.join("\n")));
        }
        all
    }

    async fn columns(&self, table: &str) -> Vec<String> {
        let sql = match self.shop.store().engine() {
            store::Engine::Sqlite => {
                format!("SELECT name AS answer FROM pragma_table_info('{table}')")
            }
            store::Engine::Postgres => format!(
                "SELECT CAST(column_name AS TEXT) AS answer FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
            ),
        };
        self.ask(&sql).await
    }

    /// Checks that the audit finds nothing.
    ///
    /// # Panics
    /// If it finds something.
    pub async fn audit_is_green(&self) {
        let report = self.shop.audit().await.expect("an audit");
        assert!(report.breaches.is_empty(), "{:#?}", report.breaches);
    }
}
