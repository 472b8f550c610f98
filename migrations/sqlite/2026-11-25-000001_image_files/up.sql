-- A picture in the widths that browsers choose from; the picture's own row names the original. `colour` is what stands
-- in its place until it arrives.

CREATE TABLE image_files (
  id INTEGER PRIMARY KEY,
  image_id BIGINT NOT NULL REFERENCES product_images (id) ON DELETE RESTRICT,
  sha256 TEXT NOT NULL,
  mime TEXT NOT NULL,
  width BIGINT NOT NULL CHECK (width > 0),
  height BIGINT NOT NULL CHECK (height > 0),
  bytes BIGINT NOT NULL CHECK (bytes > 0),
  CONSTRAINT image_files_width UNIQUE (image_id, mime, width)
);
CREATE INDEX image_files_sha256 ON image_files (sha256);
ALTER TABLE product_images ADD COLUMN colour TEXT;
CREATE INDEX product_images_sha256 ON product_images (sha256);
