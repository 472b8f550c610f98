-- When the time of a job was set. A moment in the future means that a clock was ahead: its time says nothing then, and
-- the job is due.

ALTER TABLE jobs ADD COLUMN set_at BIGINT;
CREATE INDEX jobs_set ON jobs (state, set_at);
