-- A command on the shop's machine uploads as nobody.
ALTER TABLE uploads ADD COLUMN uploader BIGINT REFERENCES users (id) ON DELETE RESTRICT;
UPDATE uploads SET uploader = uploaded_by;
ALTER TABLE uploads DROP COLUMN uploaded_by;
ALTER TABLE uploads RENAME COLUMN uploader TO uploaded_by;
