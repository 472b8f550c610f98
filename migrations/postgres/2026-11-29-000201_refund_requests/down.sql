DROP TABLE refund_photos;
DROP TABLE returns;
DROP INDEX refunds_queue;
DROP INDEX refunds_one_request;
ALTER TABLE refunds DROP COLUMN decision_text;
ALTER TABLE refunds DROP COLUMN first_by;
ALTER TABLE refunds DROP COLUMN asked_fen;
