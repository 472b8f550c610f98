DROP INDEX provider_calls_kept;
DROP TABLE pace_counts;
