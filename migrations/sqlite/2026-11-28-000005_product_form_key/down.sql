DROP INDEX products_form_key;
ALTER TABLE products DROP COLUMN form_key;
