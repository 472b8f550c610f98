-- What a merchant decides in the browser: settings, the tree of categories, slugs that lead on, and uploaded pictures
-- that no product shows yet.

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  version BIGINT NOT NULL
);

CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  parent_id BIGINT REFERENCES categories (id) ON DELETE RESTRICT,
  slug TEXT NOT NULL CONSTRAINT categories_slug UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  position BIGINT NOT NULL,
  hidden BIGINT NOT NULL CHECK (hidden IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX categories_parent ON categories (parent_id, position, id);

CREATE TABLE product_categories (
  id INTEGER PRIMARY KEY,
  product_id BIGINT NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  category_id BIGINT NOT NULL REFERENCES categories (id) ON DELETE RESTRICT,
  is_main BIGINT NOT NULL CHECK (is_main IN (0, 1)),
  CONSTRAINT product_categories_pair UNIQUE (product_id, category_id)
);
CREATE UNIQUE INDEX product_categories_main ON product_categories (product_id) WHERE is_main = 1;
CREATE INDEX product_categories_category ON product_categories (category_id, product_id);

-- A slug that a product or category had before. It leads to the present one; a new owner of the slug takes it over.
CREATE TABLE old_slugs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('product', 'category')),
  slug TEXT NOT NULL,
  ref_id BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CONSTRAINT old_slugs_slug UNIQUE (kind, slug)
);
CREATE INDEX old_slugs_ref ON old_slugs (kind, ref_id);

-- A prepared picture. Saving a product copies it to `product_images` and `image_files`; a job removes it after 7 days.
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
