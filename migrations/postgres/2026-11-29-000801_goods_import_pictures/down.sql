DROP TABLE goods_import_pictures;
ALTER TABLE goods_imports DROP COLUMN unpacked;
ALTER TABLE goods_imports DROP COLUMN pictures_done;
ALTER TABLE goods_imports DROP COLUMN pictures;
ALTER TABLE goods_imports DROP COLUMN zip_name;
ALTER TABLE goods_imports DROP COLUMN zip_key;
