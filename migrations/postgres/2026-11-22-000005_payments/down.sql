DROP TABLE provider_calls;
DROP TABLE notify_inbox;
DROP TABLE refund_lines;
DROP TABLE refunds;
DROP TABLE payment_attempts;
