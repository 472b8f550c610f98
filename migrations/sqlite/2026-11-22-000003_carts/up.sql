-- Carts belong to a user or, before login, to a session. They hold no stock.

CREATE TABLE carts (
  id INTEGER PRIMARY KEY,
  user_id BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  session_id BIGINT REFERENCES sessions (id) ON DELETE RESTRICT,
  state TEXT NOT NULL CHECK (state IN ('open', 'merged')),
  checkout_key TEXT NOT NULL CONSTRAINT carts_checkout_key UNIQUE,
  merged_into BIGINT REFERENCES carts (id) ON DELETE RESTRICT,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT carts_owned CHECK (user_id IS NOT NULL OR session_id IS NOT NULL)
);
CREATE UNIQUE INDEX carts_open_user ON carts (user_id) WHERE state = 'open';
CREATE UNIQUE INDEX carts_open_session ON carts (session_id) WHERE state = 'open';
CREATE INDEX carts_session ON carts (session_id);

CREATE TABLE cart_lines (
  cart_id BIGINT NOT NULL REFERENCES carts (id) ON DELETE RESTRICT,
  sku_id BIGINT NOT NULL REFERENCES skus (id) ON DELETE RESTRICT,
  qty BIGINT NOT NULL CHECK (qty BETWEEN 1 AND 99),
  selected BIGINT NOT NULL CHECK (selected IN (0, 1)),
  seen_price_fen BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (cart_id, sku_id)
);
CREATE INDEX cart_lines_sku ON cart_lines (sku_id);
