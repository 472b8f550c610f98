-- One row that changes with everything a public page shows, so that finished pages can be kept.

CREATE TABLE catalogue_version (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  version BIGINT NOT NULL
);
INSERT INTO catalogue_version (id, version) VALUES (1, 1);
