-- Orders: three axes of state, amounts that never change, lines that snapshot the product.

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL CONSTRAINT orders_number UNIQUE,
  user_id BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  guest_key_hash TEXT,
  checkout_key TEXT NOT NULL CONSTRAINT orders_checkout_key UNIQUE,
  locale TEXT NOT NULL CHECK (locale IN ('zh-CN', 'en')),
  lifecycle TEXT NOT NULL CHECK (lifecycle IN ('open', 'cancelled', 'completed')),
  pay_state TEXT NOT NULL
    CHECK (pay_state IN ('unpaid', 'paid', 'partially_refunded', 'refunded')),
  ship_state TEXT NOT NULL CHECK (ship_state IN ('none', 'partial', 'shipped', 'received')),
  cancel_intent TEXT CHECK (cancel_intent IN ('shopper', 'staff', 'deadline')),
  cancel_reason TEXT CHECK (cancel_reason IN ('shopper', 'staff', 'deadline', 'refunded')),
  items_fen BIGINT NOT NULL,
  discount_fen BIGINT NOT NULL,
  postage_fen BIGINT NOT NULL CHECK (postage_fen >= 0),
  total_fen BIGINT NOT NULL CHECK (total_fen >= 1),
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  address_json TEXT NOT NULL,
  buyer_note TEXT,
  staff_note TEXT,
  pay_deadline BIGINT NOT NULL,
  placed_at BIGINT NOT NULL,
  paid_at BIGINT,
  shipped_at BIGINT,
  received_at BIGINT,
  completed_at BIGINT,
  cancelled_at BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT orders_total CHECK (total_fen = items_fen - discount_fen + postage_fen),
  CONSTRAINT orders_discount CHECK (discount_fen BETWEEN 0 AND items_fen - 1),
  CONSTRAINT orders_owned CHECK (user_id IS NOT NULL OR guest_key_hash IS NOT NULL),
  CONSTRAINT orders_cancelled_money
    CHECK (lifecycle <> 'cancelled' OR pay_state IN ('unpaid', 'refunded')),
  CONSTRAINT orders_unpaid_goods
    CHECK (pay_state <> 'unpaid' OR (lifecycle <> 'completed' AND ship_state = 'none'))
);
CREATE INDEX orders_user ON orders (user_id, id);
CREATE INDEX orders_states ON orders (lifecycle, pay_state, ship_state, id);
CREATE INDEX orders_contact_phone ON orders (contact_phone);

CREATE TABLE order_details (
  id INTEGER PRIMARY KEY,
  order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  line_no BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('item', 'postage')),
  sku_id BIGINT REFERENCES skus (id) ON DELETE RESTRICT,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  options_zh TEXT NOT NULL,
  options_en TEXT NOT NULL,
  image_sha TEXT,
  unit_fen BIGINT NOT NULL CHECK (unit_fen >= 0),
  qty BIGINT NOT NULL CHECK (qty >= 1),
  discount_fen BIGINT NOT NULL CHECK (discount_fen >= 0),
  paid_fen BIGINT NOT NULL,
  reserved_qty BIGINT NOT NULL CHECK (reserved_qty >= 0),
  shipped_qty BIGINT NOT NULL CHECK (shipped_qty >= 0),
  returned_qty BIGINT NOT NULL CHECK (returned_qty >= 0),
  refund_qty BIGINT NOT NULL,
  refund_fen BIGINT NOT NULL,
  CONSTRAINT order_details_line UNIQUE (order_id, line_no),
  CONSTRAINT order_details_paid CHECK (paid_fen = unit_fen * qty - discount_fen AND paid_fen >= 0),
  CONSTRAINT order_details_refund_fen CHECK (refund_fen BETWEEN 0 AND paid_fen),
  CONSTRAINT order_details_refund_qty CHECK (refund_qty BETWEEN 0 AND qty),
  CONSTRAINT order_details_units
    CHECK (reserved_qty + shipped_qty <= qty AND returned_qty <= shipped_qty),
  CONSTRAINT order_details_sku CHECK ((kind = 'item') = (sku_id IS NOT NULL))
);
CREATE INDEX order_details_sku_id ON order_details (sku_id);

CREATE TABLE order_events (
  id INTEGER PRIMARY KEY,
  order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('shopper', 'staff', 'gateway', 'system')),
  actor_id BIGINT,
  entity TEXT NOT NULL CHECK (entity IN ('order', 'attempt', 'refund')),
  entity_id BIGINT NOT NULL,
  axis TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  cause TEXT NOT NULL,
  note TEXT
);
CREATE INDEX order_events_order ON order_events (order_id, id);
