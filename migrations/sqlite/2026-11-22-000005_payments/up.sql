-- Payment attempts, refunds, and what the gateway told us about them.

CREATE TABLE payment_attempts (
  id INTEGER PRIMARY KEY,
  order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  out_trade_no TEXT NOT NULL CONSTRAINT payment_attempts_out_trade_no UNIQUE,
  channel TEXT NOT NULL CHECK (channel IN ('page', 'wap')),
  amount_fen BIGINT NOT NULL CHECK (amount_fen >= 1),
  biz_content TEXT NOT NULL,
  time_expire BIGINT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('open', 'closing', 'abandoned', 'closed', 'paid', 'finished')),
  disposition TEXT CHECK (disposition IN ('applied', 'duplicate', 'late', 'mismatch')),
  provider_trade_no TEXT CONSTRAINT payment_attempts_provider_trade_no UNIQUE,
  buyer_hint TEXT,
  paid_fen BIGINT CHECK (paid_fen >= 1),
  paid_at BIGINT,
  refund_reserved_fen BIGINT NOT NULL,
  refund_seq BIGINT NOT NULL CHECK (refund_seq >= 0),
  evidence TEXT,
  returned_at BIGINT,
  closed_at BIGINT,
  last_query_at BIGINT,
  next_check_at BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT payment_attempts_disposed
    CHECK ((state IN ('paid', 'finished')) = (disposition IS NOT NULL)),
  CONSTRAINT payment_attempts_amount_known
    CHECK ((state IN ('paid', 'finished')) = (paid_fen IS NOT NULL)),
  CONSTRAINT payment_attempts_evident
    CHECK ((state IN ('paid', 'finished')) = (evidence IS NOT NULL)),
  CONSTRAINT payment_attempts_exact CHECK (disposition <> 'applied' OR paid_fen = amount_fen),
  CONSTRAINT payment_attempts_cap
    CHECK (refund_reserved_fen BETWEEN 0 AND COALESCE(paid_fen, 0))
);
CREATE UNIQUE INDEX payment_attempts_applied ON payment_attempts (order_id)
  WHERE disposition = 'applied';
CREATE UNIQUE INDEX payment_attempts_open ON payment_attempts (order_id) WHERE state = 'open';
CREATE INDEX payment_attempts_order ON payment_attempts (order_id, id);
CREATE INDEX payment_attempts_state ON payment_attempts (state, next_check_at);

CREATE TABLE refunds (
  id INTEGER PRIMARY KEY,
  payment_attempt_id BIGINT NOT NULL REFERENCES payment_attempts (id) ON DELETE RESTRICT,
  order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  out_request_no TEXT NOT NULL CONSTRAINT refunds_out_request_no UNIQUE,
  amount_fen BIGINT NOT NULL CHECK (amount_fen >= 1),
  origin TEXT NOT NULL CHECK (origin IN
    ('shopper', 'admin', 'auto_duplicate', 'auto_late', 'auto_mismatch', 'external')),
  reason_code TEXT NOT NULL,
  reason_text TEXT,
  staff_note TEXT,
  need_return BIGINT NOT NULL CHECK (need_return IN (0, 1)),
  form_key TEXT CONSTRAINT refunds_form_key UNIQUE,
  taken_from TEXT CHECK (taken_from IN ('order', 'sales', 'suspense')),
  state TEXT NOT NULL CHECK (state IN ('requested', 'awaiting_return', 'approved', 'sending',
    'unknown', 'succeeded', 'failed', 'rejected', 'withdrawn', 'dropped')),
  sent_at BIGINT,
  tries BIGINT NOT NULL,
  lease_until BIGINT,
  gateway_code TEXT,
  gateway_msg TEXT,
  succeeded_at BIGINT,
  next_check_at BIGINT,
  requested_by BIGINT,
  decided_by BIGINT,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX refunds_one_sending ON refunds (payment_attempt_id) WHERE state = 'sending';
CREATE UNIQUE INDEX refunds_one_automatic ON refunds (payment_attempt_id)
  WHERE origin IN ('auto_duplicate', 'auto_late', 'auto_mismatch');
CREATE INDEX refunds_attempt ON refunds (payment_attempt_id, id);
CREATE INDEX refunds_order ON refunds (order_id, id);
CREATE INDEX refunds_state ON refunds (state, next_check_at);

-- A line with qty 0 is goodwill: money only.
CREATE TABLE refund_lines (
  refund_id BIGINT NOT NULL REFERENCES refunds (id) ON DELETE RESTRICT,
  order_detail_id BIGINT NOT NULL REFERENCES order_details (id) ON DELETE RESTRICT,
  qty BIGINT NOT NULL CHECK (qty >= 0),
  amount_fen BIGINT NOT NULL CHECK (amount_fen >= 0),
  restock_qty BIGINT NOT NULL,
  PRIMARY KEY (refund_id, order_detail_id),
  CONSTRAINT refund_lines_restock CHECK (restock_qty BETWEEN 0 AND qty)
);
CREATE INDEX refund_lines_detail ON refund_lines (order_detail_id);

CREATE TABLE notify_inbox (
  id INTEGER PRIMARY KEY,
  notify_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  out_trade_no TEXT NOT NULL,
  trade_no TEXT NOT NULL,
  trade_status TEXT NOT NULL,
  raw_body TEXT,
  received_at BIGINT NOT NULL,
  deliveries BIGINT NOT NULL,
  last_delivery_at BIGINT NOT NULL,
  verdict TEXT NOT NULL
    CHECK (verdict IN ('applied', 'no_effect', 'unknown_trade', 'rejected', 'error')),
  reason TEXT,
  attempt_id BIGINT REFERENCES payment_attempts (id) ON DELETE RESTRICT,
  version BIGINT NOT NULL,
  CONSTRAINT notify_inbox_message UNIQUE (notify_id, digest)
);
CREATE INDEX notify_inbox_out_trade_no ON notify_inbox (out_trade_no);
CREATE INDEX notify_inbox_verdict ON notify_inbox (verdict, id);
CREATE INDEX notify_inbox_attempt ON notify_inbox (attempt_id);

CREATE TABLE provider_calls (
  id INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  method TEXT NOT NULL,
  attempt_id BIGINT REFERENCES payment_attempts (id) ON DELETE RESTRICT,
  refund_id BIGINT REFERENCES refunds (id) ON DELETE RESTRICT,
  request_redacted TEXT NOT NULL,
  response_raw TEXT NOT NULL,
  sign_ok BIGINT NOT NULL CHECK (sign_ok IN (0, 1)),
  http_status BIGINT,
  outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'refused', 'unknown'))
);
CREATE INDEX provider_calls_attempt ON provider_calls (attempt_id, id);
CREATE INDEX provider_calls_refund ON provider_calls (refund_id, id);
