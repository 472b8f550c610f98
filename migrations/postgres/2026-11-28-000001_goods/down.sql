DROP TABLE uploads;
DROP TABLE old_slugs;
DROP TABLE product_categories;
DROP TABLE categories;
DROP TABLE settings;
