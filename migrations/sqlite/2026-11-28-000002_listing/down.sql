DROP TABLE search_counts;
DROP TABLE search_terms;
DROP TABLE listing_counts;
DROP TABLE listings;
DROP TABLE product_sales;
DROP TABLE facets;
