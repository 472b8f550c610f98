-- Refunds that are asked for: what was asked, who agreed first, what the customer is told; goods on their way back; photographs.

ALTER TABLE refunds ADD COLUMN asked_fen BIGINT;
ALTER TABLE refunds ADD COLUMN first_by BIGINT;
ALTER TABLE refunds ADD COLUMN decision_text TEXT;
CREATE UNIQUE INDEX refunds_one_request ON refunds (order_id)
  WHERE state IN ('requested', 'awaiting_return');
CREATE INDEX refunds_queue ON refunds (state, id);

-- One row for each refund whose goods the shop wants back. `address` is what the customer was told.
CREATE TABLE returns (
  id INTEGER PRIMARY KEY,
  refund_id BIGINT NOT NULL REFERENCES refunds (id) ON DELETE RESTRICT,
  address TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  asked_by BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  carrier TEXT,
  tracking_no TEXT,
  sent_at BIGINT,
  received_at BIGINT,
  received_by BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT returns_refund UNIQUE (refund_id),
  CONSTRAINT returns_sent CHECK ((sent_at IS NULL) = (tracking_no IS NULL)
    AND (sent_at IS NULL) = (carrier IS NULL)),
  CONSTRAINT returns_received CHECK ((received_at IS NULL) = (received_by IS NULL))
);

-- A prepared photograph. One without a refund waits for its form, for 7 days.
CREATE TABLE refund_photos (
  id INTEGER PRIMARY KEY,
  photo_key TEXT NOT NULL CONSTRAINT refund_photos_key UNIQUE,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  refund_id BIGINT REFERENCES refunds (id) ON DELETE RESTRICT,
  place BIGINT,
  sha256 TEXT NOT NULL,
  mime TEXT NOT NULL,
  width BIGINT NOT NULL CHECK (width > 0),
  height BIGINT NOT NULL CHECK (height > 0),
  file_name TEXT NOT NULL,
  uploaded_at BIGINT NOT NULL,
  CONSTRAINT refund_photos_place UNIQUE (refund_id, place),
  CONSTRAINT refund_photos_placed CHECK ((refund_id IS NULL) = (place IS NULL))
);
CREATE INDEX refund_photos_sha256 ON refund_photos (sha256);
CREATE INDEX refund_photos_waiting ON refund_photos (user_id, uploaded_at) WHERE refund_id IS NULL;
