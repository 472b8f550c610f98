DROP INDEX ledger_txns_at;
DROP INDEX refunds_created;
DROP INDEX orders_placed;
DROP TABLE sales_days;
DROP TABLE sales_orders;
