DROP INDEX orders_to_ship;
ALTER TABLE orders DROP COLUMN receive_extended_at;
ALTER TABLE orders DROP COLUMN receive_by;
DROP TABLE shipment_corrections;
DROP TABLE shipment_lines;
DROP TABLE shipments;
