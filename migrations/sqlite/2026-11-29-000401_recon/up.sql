-- Alipay's bill of a day, line by line, and where it differs from the books.

-- A pass reads the whole file; it goes on behind `done_rows` after a stop. `digest` is that of its rows.
CREATE TABLE bill_imports (
  id INTEGER PRIMARY KEY,
  bill_date TEXT NOT NULL,
  bill_type TEXT NOT NULL CHECK (bill_type IN ('trade')),
  starts_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'importing', 'done')),
  source TEXT NOT NULL CHECK (source IN ('alipay', 'file')),
  imported_by BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  digest TEXT,
  pass BIGINT NOT NULL,
  total_rows BIGINT NOT NULL,
  done_rows BIGINT NOT NULL,
  new_rows BIGINT NOT NULL,
  changed_rows BIGINT NOT NULL,
  gone_rows BIGINT NOT NULL,
  payments BIGINT NOT NULL,
  payment_fen BIGINT NOT NULL,
  refunds BIGINT NOT NULL,
  refund_fen BIGINT NOT NULL,
  fee_fen BIGINT NOT NULL,
  first_tried_at BIGINT NOT NULL,
  tried_at BIGINT NOT NULL,
  ended_at BIGINT,
  CONSTRAINT bill_imports_day UNIQUE (bill_date, bill_type),
  CONSTRAINT bill_imports_done CHECK (done_rows BETWEEN 0 AND total_rows)
);
CREATE INDEX bill_imports_start ON bill_imports (starts_at, id);

-- A line that a later file lacks stays with `gone`, because its fee was posted under its key.
CREATE TABLE bill_lines (
  id INTEGER PRIMARY KEY,
  import_id BIGINT NOT NULL REFERENCES bill_imports (id) ON DELETE RESTRICT,
  line_key TEXT NOT NULL,
  copy_no BIGINT NOT NULL CHECK (copy_no >= 1),
  direction TEXT NOT NULL CHECK (direction IN ('payment', 'refund')),
  trade_no TEXT NOT NULL,
  out_trade_no TEXT NOT NULL,
  request_no TEXT NOT NULL,
  completed_at BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL CHECK (amount_fen >= 0),
  receipt_fen BIGINT NOT NULL CHECK (receipt_fen >= 0),
  fee_fen BIGINT NOT NULL,
  posted_fee_fen BIGINT NOT NULL,
  fee_posts BIGINT NOT NULL CHECK (fee_posts >= 0),
  attempt_id BIGINT REFERENCES payment_attempts (id) ON DELETE RESTRICT,
  refund_id BIGINT REFERENCES refunds (id) ON DELETE RESTRICT,
  pass BIGINT NOT NULL,
  gone BIGINT NOT NULL CHECK (gone IN (0, 1)),
  CONSTRAINT bill_lines_key UNIQUE (import_id, line_key, copy_no)
);
CREATE INDEX bill_lines_trade ON bill_lines (out_trade_no, id);
CREATE INDEX bill_lines_pass ON bill_lines (import_id, gone, pass, id);
CREATE INDEX bill_lines_attempt ON bill_lines (attempt_id);
CREATE INDEX bill_lines_refund ON bill_lines (refund_id);

-- One row for each movement that differs or differed. Nobody closes `settled`: books and bill agree again.
CREATE TABLE recon_issues (
  id INTEGER PRIMARY KEY,
  issue_key TEXT NOT NULL CONSTRAINT recon_issues_key UNIQUE,
  subject TEXT NOT NULL CONSTRAINT recon_issues_subject UNIQUE,
  import_id BIGINT NOT NULL REFERENCES bill_imports (id) ON DELETE RESTRICT,
  bill_line_id BIGINT REFERENCES bill_lines (id) ON DELETE RESTRICT,
  attempt_id BIGINT REFERENCES payment_attempts (id) ON DELETE RESTRICT,
  refund_id BIGINT REFERENCES refunds (id) ON DELETE RESTRICT,
  direction TEXT NOT NULL CHECK (direction IN ('payment', 'refund')),
  out_trade_no TEXT NOT NULL,
  request_no TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('missing_here', 'missing_there', 'amount', 'state')),
  here_fen BIGINT,
  there_fen BIGINT,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'settled')),
  note TEXT,
  opened_at BIGINT NOT NULL,
  asked_at BIGINT,
  closed_at BIGINT,
  closed_by BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  reopened_at BIGINT,
  reopened_by BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  version BIGINT NOT NULL,
  CONSTRAINT recon_issues_closed CHECK (state <> 'closed' OR (note IS NOT NULL AND closed_by IS NOT NULL))
);
CREATE INDEX recon_issues_state ON recon_issues (state, asked_at, id);
CREATE INDEX recon_issues_import ON recon_issues (import_id, state);
CREATE INDEX recon_issues_line ON recon_issues (bill_line_id);
CREATE INDEX recon_issues_attempt ON recon_issues (attempt_id);
CREATE INDEX recon_issues_refund ON recon_issues (refund_id);

CREATE INDEX payment_attempts_paid_day ON payment_attempts (paid_at, id);
CREATE INDEX refunds_made_day ON refunds (succeeded_at, id);
