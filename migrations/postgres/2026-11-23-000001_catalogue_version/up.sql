-- One row that changes with everything a public page shows, so that finished pages can be kept.

CREATE TABLE catalogue_version (
  singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
  version BIGINT NOT NULL
);
INSERT INTO catalogue_version (singleton, version) VALUES (1, 1);
