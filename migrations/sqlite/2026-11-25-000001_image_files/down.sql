DROP INDEX product_images_sha256;
ALTER TABLE product_images DROP COLUMN colour;
DROP TABLE image_files;
