DROP TABLE staff_disabled;
DROP TABLE staff_invites;
DROP TABLE recovery_codes;
ALTER TABLE users DROP COLUMN staff_seen_at;
ALTER TABLE users DROP COLUMN totp_last_step;
