DROP INDEX jobs_set;
ALTER TABLE jobs DROP COLUMN set_at;
