-- The key of the form that created a product: a second post of the form finds it. Products of imports and seeds have none.

ALTER TABLE products ADD COLUMN form_key TEXT;
CREATE UNIQUE INDEX products_form_key ON products (form_key);
