DROP INDEX refunds_made_day;
DROP INDEX payment_attempts_paid_day;
DROP TABLE recon_issues;
DROP TABLE bill_lines;
DROP TABLE bill_imports;
