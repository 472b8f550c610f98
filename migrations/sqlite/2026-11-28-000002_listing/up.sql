-- Shelves and search, kept beside the catalogue so that a page costs the same with few products and with many. All rows
-- follow from products, SKUs, stock, categories and orders: one function writes them, and a command makes them anew.

-- A value of an option as buyers filter by it, e.g. colour ochre, the same for all products.
CREATE TABLE facets (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL CONSTRAINT facets_slug UNIQUE,
  axis_zh TEXT NOT NULL,
  axis_en TEXT NOT NULL,
  value_zh TEXT NOT NULL,
  value_en TEXT NOT NULL,
  CONSTRAINT facets_value UNIQUE (axis_zh, value_zh)
);

-- Units sold in 90 days, counted daily. No row: none.
CREATE TABLE product_sales (
  product_id BIGINT NOT NULL PRIMARY KEY REFERENCES products (id) ON DELETE RESTRICT,
  sold_90d BIGINT NOT NULL CHECK (sold_90d > 0)
);

-- Where an active product is shown. category_id 0 is all products; facet_id 0 any product, -1 those in stock, others a
-- row of facets.
CREATE TABLE listings (
  id INTEGER PRIMARY KEY,
  category_id BIGINT NOT NULL,
  facet_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  published_at BIGINT NOT NULL,
  price_min_fen BIGINT NOT NULL,
  sold_90d BIGINT NOT NULL,
  in_stock BIGINT NOT NULL CHECK (in_stock IN (0, 1)),
  CONSTRAINT listings_place UNIQUE (product_id, category_id, facet_id)
);
CREATE INDEX listings_newest ON listings (category_id, facet_id, published_at, product_id);
CREATE INDEX listings_price ON listings (category_id, facet_id, price_min_fen, product_id);
CREATE INDEX listings_sold ON listings (category_id, facet_id, sold_90d, product_id);

-- Products of each facet in each category, so that a list of facets reads no products.
CREATE TABLE listing_counts (
  id INTEGER PRIMARY KEY,
  category_id BIGINT NOT NULL,
  facet_id BIGINT NOT NULL,
  products BIGINT NOT NULL CHECK (products >= 0),
  CONSTRAINT listing_counts_place UNIQUE (category_id, facet_id)
);
CREATE INDEX listing_counts_most ON listing_counts (category_id, products, facet_id);

-- The terms under which a product is found. tier 1: title or code, 2: category, 3: body; a term has its best tier.
CREATE TABLE search_terms (
  id INTEGER PRIMARY KEY,
  product_id BIGINT NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  term TEXT NOT NULL,
  tier BIGINT NOT NULL CHECK (tier IN (1, 2, 3)),
  sold_90d BIGINT NOT NULL,
  CONSTRAINT search_terms_term UNIQUE (product_id, term)
);
CREATE INDEX search_terms_best ON search_terms (term, tier, sold_90d, product_id);

-- Products of each term, so that a search begins with the rarest.
CREATE TABLE search_counts (
  term TEXT NOT NULL PRIMARY KEY,
  products BIGINT NOT NULL CHECK (products >= 0)
);
