DROP INDEX audit_log_target_id;
DROP INDEX audit_log_action;
DROP INDEX audit_log_actor;
DROP INDEX orders_paid;
