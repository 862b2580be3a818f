-- What the district sends: directives with what happened to them, and what it publishes. Rows arrive through sync in any
-- order and name each other and matters by id only: what they name may not be here (yet).

CREATE TABLE directive (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  matter_id TEXT,
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  receive_by TEXT NOT NULL,
  reply_by TEXT NOT NULL,
  document_id TEXT,
  withdrawn_at TEXT,
  arithmetic TEXT
) STRICT;

CREATE TABLE directive_event (
  id TEXT PRIMARY KEY,
  directive_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  text TEXT NOT NULL,
  document_ids TEXT NOT NULL,
  matter_id TEXT
) STRICT;
CREATE INDEX directive_event_by_directive ON directive_event (directive_id, seq);
CREATE TRIGGER directive_event_no_update BEFORE UPDATE ON directive_event BEGIN SELECT RAISE(ABORT, 'directive_event is append-only'); END;

CREATE TABLE published (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  content TEXT NOT NULL,
  published_at TEXT NOT NULL,
  published_by TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;
