DROP TABLE audit_log;
DROP TABLE jobs;
DROP TABLE ledger_entries;
DROP TABLE ledger_txns;
DROP TABLE stock_moves;
