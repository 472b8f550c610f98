DROP TABLE goods_import_lines;
DROP TABLE goods_imports;
