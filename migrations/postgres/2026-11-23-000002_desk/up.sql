-- Ways in for the lists of the staff desk.

CREATE INDEX orders_paid ON orders (paid_at);
CREATE INDEX audit_log_actor ON audit_log (actor_id, id);
CREATE INDEX audit_log_action ON audit_log (action, id);
CREATE INDEX audit_log_target_id ON audit_log (target_id, id);
