-- What is sold. A product is shown, a SKU is bought, `sku_stock` says how many there are.

CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL CONSTRAINT products_slug UNIQUE,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body_zh TEXT NOT NULL,
  body_en TEXT NOT NULL,
  options_json TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'archived')),
  published_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX products_status ON products (status, published_at, id);

CREATE TABLE product_images (
  id INTEGER PRIMARY KEY,
  product_id BIGINT NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  sha256 TEXT NOT NULL,
  mime TEXT NOT NULL,
  width BIGINT NOT NULL CHECK (width > 0),
  height BIGINT NOT NULL CHECK (height > 0),
  alt_zh TEXT NOT NULL,
  alt_en TEXT NOT NULL,
  position BIGINT NOT NULL
);
CREATE INDEX product_images_product ON product_images (product_id, position);

CREATE TABLE skus (
  id INTEGER PRIMARY KEY,
  product_id BIGINT NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  code TEXT NOT NULL CONSTRAINT skus_code UNIQUE,
  options_key TEXT NOT NULL,
  options_zh TEXT NOT NULL,
  options_en TEXT NOT NULL,
  price_fen BIGINT NOT NULL CHECK (price_fen >= 1),
  compare_at_fen BIGINT CHECK (compare_at_fen >= 1),
  weight_g BIGINT NOT NULL CHECK (weight_g >= 0),
  status TEXT NOT NULL CHECK (status IN ('active', 'archived')),
  image_id BIGINT REFERENCES product_images (id) ON DELETE RESTRICT,
  version BIGINT NOT NULL,
  CONSTRAINT skus_options UNIQUE (product_id, options_key)
);

CREATE TABLE sku_stock (
  sku_id BIGINT NOT NULL PRIMARY KEY REFERENCES skus (id) ON DELETE RESTRICT,
  on_hand BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT sku_stock_free CHECK (0 <= reserved AND reserved <= on_hand)
);
