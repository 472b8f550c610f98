-- How often something was tried within a window of time, counted for all processes together. Only hashes of what is
-- counted stand here, and only for as long as their window.

CREATE TABLE pace_counts (
  key_hash TEXT NOT NULL PRIMARY KEY,
  since BIGINT NOT NULL,
  tries BIGINT NOT NULL
);
CREATE INDEX pace_counts_since ON pace_counts (since);

-- Finds the raw messages that are old enough to go.
CREATE INDEX provider_calls_kept ON provider_calls (at) WHERE request_redacted <> '';
