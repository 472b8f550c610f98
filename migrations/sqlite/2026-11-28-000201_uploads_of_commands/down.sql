-- SQLite cannot tighten a column. What is in the table is of this week, and is uploaded again.
DROP TABLE uploads;
CREATE TABLE uploads (
  id INTEGER PRIMARY KEY,
  upload_key TEXT NOT NULL CONSTRAINT uploads_key UNIQUE,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mime TEXT NOT NULL,
  width BIGINT NOT NULL CHECK (width > 0),
  height BIGINT NOT NULL CHECK (height > 0),
  colour TEXT NOT NULL,
  widths_json TEXT NOT NULL,
  uploaded_by BIGINT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  uploaded_at BIGINT NOT NULL
);
CREATE INDEX uploads_age ON uploads (uploaded_at);
CREATE INDEX uploads_sha256 ON uploads (sha256);
