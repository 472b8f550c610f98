DROP INDEX orders_unpaid_from;
ALTER TABLE orders DROP COLUMN placed_from;
