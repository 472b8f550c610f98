DROP TABLE order_events;
DROP TABLE order_details;
DROP TABLE orders;
