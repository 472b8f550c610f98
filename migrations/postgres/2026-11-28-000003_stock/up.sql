-- When a variant is low, and the orders of the desk's list of products.

-- Available units at which a variant counts as low; null: the shop does not watch it.
ALTER TABLE skus ADD COLUMN low_at BIGINT CHECK (low_at >= 0);
-- Only the watched ones, so that the low-stock view reads no others.
CREATE INDEX skus_low_at ON skus (low_at, product_id) WHERE low_at IS NOT NULL;

-- The last change first, of all products and of one status.
CREATE INDEX products_changed ON products (updated_at, id);
CREATE INDEX products_status_changed ON products (status, updated_at, id);
