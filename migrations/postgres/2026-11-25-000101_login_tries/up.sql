-- Tries to sign in, counted for all processes together: the last five of each login, newest first. Only the hash of
-- the login stands here, and only for minutes.

CREATE TABLE login_tries (
  login_hash TEXT NOT NULL PRIMARY KEY,
  at_1 BIGINT NOT NULL,
  at_2 BIGINT NOT NULL,
  at_3 BIGINT NOT NULL,
  at_4 BIGINT NOT NULL,
  at_5 BIGINT NOT NULL
);
CREATE INDEX login_tries_newest ON login_tries (at_1);
