DROP INDEX products_status_changed;
DROP INDEX products_changed;
DROP INDEX skus_low_at;
ALTER TABLE skus DROP COLUMN low_at;
