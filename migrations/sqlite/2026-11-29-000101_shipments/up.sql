-- Parcels: what was shipped, how and under which number, and until when the customer may confirm the receipt.

CREATE TABLE shipments (
  id INTEGER PRIMARY KEY,
  order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  -- A word of domain::shipping::Carrier. Without a CHECK, because a release that adds a carrier only adds a word.
  carrier TEXT NOT NULL,
  tracking_no TEXT,
  form_key TEXT NOT NULL CONSTRAINT shipments_form_key UNIQUE,
  shipped_at BIGINT NOT NULL,
  actor_id BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  voided_at BIGINT,
  voided_by BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  version BIGINT NOT NULL,
  CONSTRAINT shipments_voided CHECK (voided_by IS NULL OR voided_at IS NOT NULL)
);
CREATE INDEX shipments_order ON shipments (order_id, id);
CREATE INDEX shipments_tracking_no ON shipments (tracking_no);

CREATE TABLE shipment_lines (
  shipment_id BIGINT NOT NULL REFERENCES shipments (id) ON DELETE RESTRICT,
  order_detail_id BIGINT NOT NULL REFERENCES order_details (id) ON DELETE RESTRICT,
  qty BIGINT NOT NULL CHECK (qty >= 1),
  PRIMARY KEY (shipment_id, order_detail_id)
);
CREATE INDEX shipment_lines_order_detail_id ON shipment_lines (order_detail_id);

-- What stood on a parcel before its number was corrected.
CREATE TABLE shipment_corrections (
  id INTEGER PRIMARY KEY,
  shipment_id BIGINT NOT NULL REFERENCES shipments (id) ON DELETE RESTRICT,
  at BIGINT NOT NULL,
  actor_id BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  carrier TEXT NOT NULL,
  tracking_no TEXT
);
CREATE INDEX shipment_corrections_shipment ON shipment_corrections (shipment_id, id);

CREATE TRIGGER shipment_lines_no_update BEFORE UPDATE ON shipment_lines
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER shipment_lines_no_delete BEFORE DELETE ON shipment_lines
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER shipment_corrections_no_update BEFORE UPDATE ON shipment_corrections
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER shipment_corrections_no_delete BEFORE DELETE ON shipment_corrections
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

-- When the receipt is due without pauses, and when the customer asked for more time.
ALTER TABLE orders ADD COLUMN receive_by BIGINT;
ALTER TABLE orders ADD COLUMN receive_extended_at BIGINT;

-- The orders to be shipped, the oldest payment first.
CREATE INDEX orders_to_ship ON orders (lifecycle, ship_state, paid_at, id);
