-- Members of staff: links that invite them, who is disabled, and the second step of signing in.

-- A code of the second step counts once: the last period of which one counted.
ALTER TABLE users ADD COLUMN totp_last_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN staff_seen_at BIGINT;

-- Codes for the loss of the device, each used once and then gone. Only hashes are stored.
CREATE TABLE recovery_codes (
  code_hash TEXT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE RESTRICT
);
CREATE INDEX recovery_codes_user ON recovery_codes (user_id);

-- Links that invite, each used once and then gone. Only the hash of the key is stored.
CREATE TABLE staff_invites (
  key_hash TEXT NOT NULL PRIMARY KEY,
  roles TEXT NOT NULL,
  invited_by BIGINT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  invited_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

-- Former members, with the roles that they get back when they are restored.
CREATE TABLE staff_disabled (
  user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE RESTRICT,
  roles TEXT NOT NULL,
  disabled_by BIGINT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  disabled_at BIGINT NOT NULL
);
