-- Money that went back at the gateway and that no refund here explains, and what follows when a number is taken there.

-- When the gateway said that all of a payment went back, while the refunds here do not sum to it.
ALTER TABLE payment_attempts ADD COLUMN went_back_at BIGINT;
CREATE INDEX payment_attempts_went_back ON payment_attempts (went_back_at)
  WHERE went_back_at IS NOT NULL;

-- An automatic refund that was dropped, because the gateway has its number for another amount, makes room for the next.
DROP INDEX refunds_one_automatic;
CREATE UNIQUE INDEX refunds_one_automatic ON refunds (payment_attempt_id)
  WHERE origin IN ('auto_duplicate', 'auto_late', 'auto_mismatch') AND state <> 'dropped';
