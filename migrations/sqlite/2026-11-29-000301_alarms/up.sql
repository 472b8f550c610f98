-- The alarms of the log as rows, which staff note: one row for each code and subject. Codes have no
-- CHECK, as kinds of jobs have none: each release may add some.

CREATE TABLE alarms (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  raised BIGINT NOT NULL CHECK (raised > 0),
  is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
  noted_at BIGINT,
  noted_by BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  version BIGINT NOT NULL,
  CONSTRAINT alarms_code_subject UNIQUE (code, subject),
  CONSTRAINT alarms_noted CHECK (is_open = 1 OR (noted_at IS NOT NULL AND noted_by IS NOT NULL))
);
CREATE INDEX alarms_open ON alarms (is_open, last_at);
CREATE INDEX alarms_noted_by ON alarms (noted_by);

-- Refunds of a day, for the overview.
CREATE INDEX refunds_by_success ON refunds (state, succeeded_at);
