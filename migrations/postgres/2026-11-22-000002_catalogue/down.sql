DROP TABLE sku_stock;
DROP TABLE skus;
DROP TABLE product_images;
DROP TABLE products;
