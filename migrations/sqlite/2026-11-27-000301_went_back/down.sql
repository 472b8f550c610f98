DROP INDEX refunds_one_automatic;
CREATE UNIQUE INDEX refunds_one_automatic ON refunds (payment_attempt_id)
  WHERE origin IN ('auto_duplicate', 'auto_late', 'auto_mismatch');
DROP INDEX payment_attempts_went_back;
ALTER TABLE payment_attempts DROP COLUMN went_back_at;
