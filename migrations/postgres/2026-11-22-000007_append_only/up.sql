-- History is only ever added to: the database itself refuses to change or delete it.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''history is append-only''; END';

CREATE TRIGGER ledger_txns_no_update BEFORE UPDATE ON ledger_txns
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_txns_no_delete BEFORE DELETE ON ledger_txns
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER stock_moves_no_update BEFORE UPDATE ON stock_moves
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER stock_moves_no_delete BEFORE DELETE ON stock_moves
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER order_events_no_update BEFORE UPDATE ON order_events
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER order_events_no_delete BEFORE DELETE ON order_events
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
FOR EACH ROW EXECUTE FUNCTION refuse_change();
