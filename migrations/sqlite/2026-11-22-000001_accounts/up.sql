-- People, their roles and their sessions.

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT CONSTRAINT users_email UNIQUE,
  phone TEXT CONSTRAINT users_phone UNIQUE,
  password_hash TEXT,
  display_name TEXT NOT NULL,
  locale TEXT NOT NULL CHECK (locale IN ('zh-CN', 'en')),
  status TEXT NOT NULL CHECK (status IN ('active', 'locked', 'deleted')),
  totp_secret_enc TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT users_reachable CHECK (status = 'deleted' OR email IS NOT NULL OR phone IS NOT NULL)
);

CREATE TABLE staff_roles (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  role TEXT NOT NULL
    CHECK (role IN ('owner', 'finance', 'refunds', 'orders', 'catalogue', 'viewer')),
  PRIMARY KEY (user_id, role)
);

-- The cookie's value is never stored, only its hash. `record` is opaque to SQL.
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL CONSTRAINT sessions_token_hash UNIQUE,
  user_id BIGINT REFERENCES users (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('shopper', 'admin')),
  record TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ip_prefix TEXT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expires ON sessions (expires_at);
