DROP INDEX refunds_by_success;
DROP TABLE alarms;
