-- Sync with the district. A seat that joined no street has these tables empty and no capture triggers.

-- Where this seat stands: its name and key in the street, the cursor, the number of its last batch.
CREATE TABLE sync_state (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a synced row, written by triggers in the transaction of the change. `tbl` is the registry's number, `key` the
-- key's columns joined by '/'. `older` names fields with an older stamp than the row's. Masks are bits by the registry's
-- order of columns: `changed` waits to be sent, `flying` is in the batch `flight`.
CREATE TABLE sync_row (
  tbl INTEGER NOT NULL,
  key TEXT NOT NULL,
  stamp TEXT NOT NULL,
  older TEXT,
  -- Fields of a newer version of the program, with their stamps: kept, given back untouched.
  extra TEXT CHECK (extra IS NULL OR json_valid(extra)),
  gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
  -- The stamp of the oldest change that the district has not answered for; null when it has all.
  pending TEXT,
  changed INTEGER NOT NULL DEFAULT 0,
  flying INTEGER NOT NULL DEFAULT 0,
  flight INTEGER,
  -- The sum of the row when both sides last agreed on it, and the district's number of that moment: its receipt.
  acked TEXT,
  receipt INTEGER,
  -- 1: belongs to a sealed matter, leaves the seat only as a box; 2: was sent before it was sealed, the district is to wipe it.
  is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1, 2)),
  PRIMARY KEY (tbl, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_row_pending ON sync_row (pending) WHERE pending IS NOT NULL;
CREATE INDEX sync_row_flight ON sync_row (flight) WHERE flight IS NOT NULL;

-- Batches that were built and not answered for: sent again as they are.
CREATE TABLE sync_batch (
  no INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  rows INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- Rows that one side could not take, in plain words: `up` the district refused, `down` this seat could not write.
CREATE TABLE sync_quarantine (
  id INTEGER PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
  tbl TEXT NOT NULL,
  key TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  matter_id TEXT,
  at TEXT NOT NULL,
  UNIQUE (direction, tbl, key)
) STRICT;

-- Matters of which rows came from outside: their events are to be folded again.
CREATE TABLE sync_unsettled (
  matter_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Sums of what both sides agree on, a table: see src-shared/sync/digest.ts.
CREATE TABLE sync_digest (
  tbl INTEGER PRIMARY KEY,
  sum TEXT NOT NULL
) STRICT;

CREATE TABLE sync_file (
  sha256 TEXT PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
  bytes INTEGER NOT NULL DEFAULT 0,
  done_pieces INTEGER NOT NULL DEFAULT 0,
  wanted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Two values of one field, neither writer knowing of the other: shown until somebody chooses with a reason.
CREATE TABLE overwritten (
  id TEXT PRIMARY KEY,
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  matter_id TEXT,
  field TEXT NOT NULL,
  winner TEXT NOT NULL CHECK (json_valid(winner)),
  winner_stamp TEXT NOT NULL,
  winner_by TEXT NOT NULL DEFAULT '',
  loser TEXT NOT NULL CHECK (json_valid(loser)),
  loser_stamp TEXT NOT NULL,
  loser_by TEXT NOT NULL DEFAULT '',
  found_at TEXT NOT NULL,
  settled_at TEXT,
  settled_by TEXT,
  settled_as TEXT,
  reason TEXT
) STRICT;
CREATE INDEX overwritten_open ON overwritten (found_at) WHERE settled_at IS NULL;
CREATE INDEX overwritten_by_matter ON overwritten (matter_id) WHERE matter_id IS NOT NULL;

-- What belongs to a sealed matter, encrypted for this seat alone; the district keeps it.
CREATE TABLE sealed_box (
  id TEXT PRIMARY KEY,
  box TEXT NOT NULL
) STRICT;

-- Two seats may both write the next event of a matter: `seq` is one more than the writer saw, ties are ordered by id.
CREATE TABLE matter_event_new (
  id TEXT NOT NULL UNIQUE,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (matter_id, seq, id)
) STRICT;
INSERT INTO matter_event_new (id, matter_id, seq, kind, actor_id, actor_name, at, reason, payload)
  SELECT id, matter_id, seq, kind, actor_id, actor_name, at, reason, payload FROM matter_event ORDER BY matter_id, seq;
DROP TABLE matter_event;
ALTER TABLE matter_event_new RENAME TO matter_event;

-- Another seat's people may have the same log-in name; they log in there, not here.
CREATE TABLE user_account_new (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1)),
  last_login_at TEXT,
  unit TEXT NOT NULL DEFAULT '',
  is_remote INTEGER NOT NULL DEFAULT 0 CHECK (is_remote IN (0, 1))
) STRICT;
INSERT INTO user_account_new (id, login, name, roles, is_active, must_change_password, last_login_at, unit)
  SELECT id, login, name, roles, is_active, must_change_password, last_login_at, unit FROM user_account;
DROP TABLE user_account;
ALTER TABLE user_account_new RENAME TO user_account;
CREATE UNIQUE INDEX user_account_login ON user_account (login) WHERE is_remote = 0;

-- Append-only for everybody here; what came from outside replaces a row only where the district holds another.
CREATE TRIGGER matter_event_no_update BEFORE UPDATE ON matter_event WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'matter_event is append-only'); END;
CREATE TRIGGER matter_event_no_delete BEFORE DELETE ON matter_event WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'matter_event is append-only'); END;
DROP TRIGGER month_frozen_no_update;
DROP TRIGGER month_frozen_no_delete;
CREATE TRIGGER month_frozen_no_update BEFORE UPDATE ON month_frozen WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'month_frozen is append-only'); END;
CREATE TRIGGER month_frozen_no_delete BEFORE DELETE ON month_frozen WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'month_frozen is append-only'); END;
DROP TRIGGER code_table_no_update;
DROP TRIGGER code_table_no_delete;
CREATE TRIGGER code_table_no_update BEFORE UPDATE ON code_table WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'code_table is append-only'); END;
CREATE TRIGGER code_table_no_delete BEFORE DELETE ON code_table WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'code_table is append-only'); END;
DROP TRIGGER party_apart_no_update;
DROP TRIGGER party_apart_no_delete;
CREATE TRIGGER party_apart_no_update BEFORE UPDATE ON party_apart WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'party_apart is append-only'); END;
CREATE TRIGGER party_apart_no_delete BEFORE DELETE ON party_apart WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'party_apart is append-only'); END;
