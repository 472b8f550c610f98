-- The books: stock moves, ledger, jobs (also the outbox), audit log.

CREATE TABLE stock_moves (
  id INTEGER PRIMARY KEY,
  sku_id BIGINT NOT NULL REFERENCES skus (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN
    ('receive', 'reserve', 'release', 'ship', 'return', 'adjust', 'write_off')),
  on_hand_delta BIGINT NOT NULL,
  reserved_delta BIGINT NOT NULL,
  order_detail_id BIGINT REFERENCES order_details (id) ON DELETE RESTRICT,
  refund_id BIGINT REFERENCES refunds (id) ON DELETE RESTRICT,
  reason TEXT,
  actor_id BIGINT,
  at BIGINT NOT NULL,
  idem_key TEXT NOT NULL CONSTRAINT stock_moves_idem_key UNIQUE
);
CREATE INDEX stock_moves_sku ON stock_moves (sku_id, id);
CREATE INDEX stock_moves_detail ON stock_moves (order_detail_id);
CREATE INDEX stock_moves_refund ON stock_moves (refund_id);

CREATE TABLE ledger_txns (
  id INTEGER PRIMARY KEY,
  idem_key TEXT NOT NULL CONSTRAINT ledger_txns_idem_key UNIQUE,
  kind TEXT NOT NULL,
  order_id BIGINT REFERENCES orders (id) ON DELETE RESTRICT,
  at BIGINT NOT NULL,
  memo TEXT NOT NULL
);
CREATE INDEX ledger_txns_order ON ledger_txns (order_id, id);

-- Debit positive, credit negative.
CREATE TABLE ledger_entries (
  txn_id BIGINT NOT NULL REFERENCES ledger_txns (id) ON DELETE RESTRICT,
  seq BIGINT NOT NULL,
  account TEXT NOT NULL
    CHECK (account IN ('ALIPAY', 'ORDER', 'SUSPENSE', 'REFUND_DUE', 'SALES', 'FEES')),
  subject_id BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL CHECK (amount_fen <> 0),
  PRIMARY KEY (txn_id, seq)
);
CREATE INDEX ledger_entries_subject ON ledger_entries (account, subject_id);

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  dedupe_key TEXT,
  payload_json TEXT NOT NULL,
  run_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  failures BIGINT NOT NULL DEFAULT 0 CHECK (failures >= 0),
  max_tries BIGINT CHECK (max_tries >= 1),
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'done', 'dead')),
  lease_owner TEXT,
  lease_until BIGINT,
  lease_epoch BIGINT NOT NULL,
  last_error TEXT,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX jobs_one_ready ON jobs (dedupe_key) WHERE state = 'ready';
CREATE INDEX jobs_due ON jobs (state, run_at);

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_role TEXT NOT NULL,
  ip_prefix TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  target_id TEXT NOT NULL,
  before_json TEXT NOT NULL,
  after_json TEXT NOT NULL,
  prev_hash TEXT NOT NULL CONSTRAINT audit_log_prev_hash UNIQUE,
  hash TEXT NOT NULL CONSTRAINT audit_log_hash UNIQUE
);
CREATE INDEX audit_log_target ON audit_log (target, target_id);
