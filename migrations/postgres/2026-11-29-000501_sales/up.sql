-- What was sold by day, so that the figures of a year cost no more than those of a week. All rows follow from orders,
-- payments and refunds: a job writes them, a command makes them anew, and the audit compares them with the ledger.

-- A day in Shanghai, counted from 1970-01-01, with the orders placed and paid on it. Without `counted_at` its figures
-- are outdated: a payment or a refund of the day was booked later.
CREATE TABLE sales_orders (
  day BIGINT NOT NULL PRIMARY KEY,
  placed BIGINT NOT NULL CHECK (placed >= 0),
  paid BIGINT NOT NULL CHECK (paid >= 0),
  counted_at BIGINT
);

-- The sales of a SKU on a day: payments by the day of the payment, refunds by the day of their arrival. `sku_id` 0 is
-- shipping, -1 what was refunded without naming a line.
CREATE TABLE sales_days (
  day BIGINT NOT NULL REFERENCES sales_orders (day) ON DELETE RESTRICT,
  sku_id BIGINT NOT NULL CHECK (sku_id >= -1),
  units BIGINT NOT NULL CHECK (units >= 0),
  gross_fen BIGINT NOT NULL CHECK (gross_fen >= 0),
  refund_fen BIGINT NOT NULL CHECK (refund_fen >= 0),
  PRIMARY KEY (day, sku_id)
);

-- Ways in for figures of today and for exports by date.
CREATE INDEX orders_placed ON orders (placed_at, id);
CREATE INDEX refunds_created ON refunds (created_at, id);
CREATE INDEX ledger_txns_at ON ledger_txns (at, id);
