-- Mail: filed in the transaction of what it tells, sent by a job, kept with the last answer of the mail server.
CREATE TABLE mails (
  id INTEGER PRIMARY KEY,
  event_key TEXT NOT NULL CONSTRAINT mails_event_key UNIQUE,
  mail_key TEXT NOT NULL CONSTRAINT mails_mail_key UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('order_paid', 'shipped', 'refund_decided', 'refund_arrived',
    'password_reset', 'staff_paid', 'staff_request', 'staff_alarm')),
  recipient TEXT NOT NULL,
  locale TEXT NOT NULL CHECK (locale IN ('zh-CN', 'en')),
  order_id BIGINT REFERENCES orders (id) ON DELETE RESTRICT,
  about_json TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'expired')),
  tries BIGINT NOT NULL CHECK (tries >= 0),
  smtp_code BIGINT,
  smtp_words TEXT NOT NULL,
  queued_at BIGINT NOT NULL,
  tried_at BIGINT,
  ended_at BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT mails_ended CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX mails_order ON mails (order_id, id);
CREATE INDEX mails_state ON mails (state, id);
CREATE INDEX mails_age ON mails (queued_at, id);
