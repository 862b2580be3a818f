-- The picture of a `photo` event, apart from its payload: a client is read by folding all events, a picture only when somebody
-- looks at it. Part of the record, not made from it; it goes with its event.
CREATE TABLE care_photo (
  event_id TEXT PRIMARY KEY REFERENCES care_event (id),
  jpeg BLOB NOT NULL
) STRICT;
