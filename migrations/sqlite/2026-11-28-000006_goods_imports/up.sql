-- Sheets of goods that were uploaded in the browser, and what the shop found in them.

-- The file itself lies beside the pictures under `import_key`. A job checks and imports it; 7 days later it is deleted.
CREATE TABLE goods_imports (
  id INTEGER PRIMARY KEY,
  import_key TEXT NOT NULL CONSTRAINT goods_imports_key UNIQUE,
  file_name TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('own', 'shopify', 'woocommerce')),
  state TEXT NOT NULL CHECK (state IN ('checking', 'checked', 'importing', 'done', 'stopped', 'failed')),
  stop_asked BIGINT NOT NULL CHECK (stop_asked IN (0, 1)),
  begun_by BIGINT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  ip_prefix TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  began_at BIGINT NOT NULL,
  ended_at BIGINT,
  products BIGINT NOT NULL,
  done BIGINT NOT NULL CHECK (done <= products),
  new_rows BIGINT NOT NULL,
  changed_rows BIGINT NOT NULL,
  unchanged_rows BIGINT NOT NULL,
  skipped_rows BIGINT NOT NULL,
  notes_json TEXT NOT NULL
);
CREATE INDEX goods_imports_age ON goods_imports (created_at, id);

-- What was found: cells that are refused, fields that change, and the state of each product when it was checked.
CREATE TABLE goods_import_lines (
  id INTEGER PRIMARY KEY,
  import_id BIGINT NOT NULL REFERENCES goods_imports (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('wrong', 'changed', 'seen')),
  row_no BIGINT NOT NULL,
  steep BIGINT NOT NULL CHECK (steep IN (0, 1)),
  part TEXT NOT NULL,
  name TEXT NOT NULL,
  was TEXT NOT NULL,
  becomes TEXT NOT NULL
);
CREATE INDEX goods_import_lines_kind ON goods_import_lines (import_id, kind, steep, row_no, id);
