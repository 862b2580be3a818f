-- 联防, 联治, 联动 and 联创: what happened to their records, one table of facts for every kind, and their pictures.

CREATE TABLE joint_event (
  id TEXT PRIMARY KEY,
  item_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  act TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;
CREATE INDEX joint_event_by_item ON joint_event (item_id, seq);
CREATE TRIGGER joint_event_no_update BEFORE UPDATE ON joint_event WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'joint_event is append-only'); END;
CREATE TRIGGER joint_event_no_delete BEFORE DELETE ON joint_event WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'joint_event is append-only'); END;

-- One row a record, folded from its events. Nothing here is typed in; lists, the day's page and the ledgers read it.
CREATE TABLE joint_item (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  page TEXT NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  type TEXT NOT NULL DEFAULT '',
  area_id TEXT,
  unit TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  is_void INTEGER NOT NULL DEFAULT 0,
  started_on TEXT NOT NULL,
  due_on TEXT,
  due_what TEXT NOT NULL DEFAULT '',
  until_on TEXT,
  closed_on TEXT,
  result TEXT NOT NULL DEFAULT '',
  -- What its ledger counts, measure -> number.
  tally TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(tally)),
  -- Its parts with their days, for the picture of a year.
  parts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parts)),
  -- What a search reads besides title and number.
  texts TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL,
  month_started TEXT NOT NULL DEFAULT '',
  month_closed TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX joint_item_by_kind ON joint_item (kind, started_on);
CREATE INDEX joint_item_by_due ON joint_item (due_on) WHERE is_open = 1 AND due_on IS NOT NULL;
CREATE INDEX joint_item_by_month_started ON joint_item (page, month_started) WHERE month_started <> '';
CREATE INDEX joint_item_by_month_closed ON joint_item (page, month_closed) WHERE month_closed <> '';

CREATE TABLE joint_photo (
  id TEXT PRIMARY KEY,
  item_id TEXT NOT NULL,
  side TEXT NOT NULL,
  taken_on TEXT NOT NULL,
  caption TEXT NOT NULL DEFAULT '',
  -- Base64; '' once it was destroyed.
  jpeg TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL,
  removed_at TEXT,
  removed_by TEXT NOT NULL DEFAULT '',
  removed_why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX joint_photo_by_item ON joint_photo (item_id, side, taken_on);
