-- What was recorded of a directive is append-only for people; what the district has of it stands, as with every other event.
DROP TRIGGER directive_event_no_update;
CREATE TRIGGER directive_event_no_update BEFORE UPDATE ON directive_event WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'directive_event is append-only'); END;
