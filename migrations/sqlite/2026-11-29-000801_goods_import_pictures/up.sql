-- The ZIP of pictures that came with a sheet of goods, and what became of the pictures that the sheet names.

-- The file itself lies beside the sheet under `zip_key`. `pictures` counts the files that the sheet names, `pictures_done` those
-- that were looked for, and `unpacked` the bytes that were taken out of the ZIP.
ALTER TABLE goods_imports ADD COLUMN zip_key TEXT;
ALTER TABLE goods_imports ADD COLUMN zip_name TEXT NOT NULL DEFAULT '';
ALTER TABLE goods_imports ADD COLUMN pictures BIGINT NOT NULL DEFAULT 0;
ALTER TABLE goods_imports ADD COLUMN pictures_done BIGINT NOT NULL DEFAULT 0;
ALTER TABLE goods_imports ADD COLUMN unpacked BIGINT NOT NULL DEFAULT 0;

-- `value` is the hash of a picture that was taken, and the reason for one that was refused.
CREATE TABLE goods_import_pictures (
  id INTEGER PRIMARY KEY,
  import_id BIGINT NOT NULL REFERENCES goods_imports (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('taken', 'refused', 'missing')),
  name TEXT NOT NULL,
  value TEXT NOT NULL
);
CREATE INDEX goods_import_pictures_kind ON goods_import_pictures (import_id, kind, id);
