-- Six linkages: one row a task and one row a unit's part in it, both folded from matter_event (`linkage.*`). Nothing
-- here is typed in; lists, the day's page and the ledger read it.

CREATE TABLE linkage_task (
  matter_id TEXT PRIMARY KEY REFERENCES matter (id),
  linkage TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  -- Another system's sheet: its number is kept, tasks are found by it.
  sheet_system TEXT NOT NULL DEFAULT '',
  sheet_number TEXT NOT NULL DEFAULT '',
  directive_id TEXT NOT NULL DEFAULT '',
  event_class TEXT NOT NULL DEFAULT '',
  urgency TEXT NOT NULL DEFAULT '',
  is_urgent INTEGER NOT NULL DEFAULT 0,
  is_secret INTEGER NOT NULL DEFAULT 0,
  lead_code TEXT NOT NULL DEFAULT '',
  lead_unit TEXT NOT NULL DEFAULT '',
  helpers INTEGER NOT NULL DEFAULT 0,
  dispatched_on TEXT,
  due_on TEXT,
  answered_on TEXT,
  extended_days INTEGER NOT NULL DEFAULT 0,
  returns INTEGER NOT NULL DEFAULT 0,
  conferences INTEGER NOT NULL DEFAULT 0,
  level TEXT NOT NULL DEFAULT 'none',
  -- Causes of its supervisions, by code (JSON): counted by cause, never by person.
  causes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(causes)),
  verify_failures INTEGER NOT NULL DEFAULT 0,
  rating TEXT NOT NULL DEFAULT '',
  closure TEXT NOT NULL DEFAULT '',
  filed_on TEXT,
  closed_on TEXT,
  archived_on TEXT,
  told_on TEXT,
  reopened INTEGER NOT NULL DEFAULT 0,
  -- What a search reads besides the card.
  texts TEXT NOT NULL DEFAULT '',
  month_received TEXT NOT NULL DEFAULT '',
  month_closed TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX linkage_task_by_month_received ON linkage_task (month_received, matter_id) WHERE month_received <> '';
CREATE INDEX linkage_task_by_month_closed ON linkage_task (month_closed, closed_on, matter_id) WHERE month_closed <> '';
CREATE INDEX linkage_task_by_sheet ON linkage_task (sheet_number) WHERE sheet_number <> '';

CREATE TABLE linkage_part (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  key TEXT NOT NULL,
  role TEXT NOT NULL,
  unit_code TEXT NOT NULL,
  unit TEXT NOT NULL,
  slip_code TEXT NOT NULL DEFAULT '',
  dispatched_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  received_on TEXT,
  answered_on TEXT,
  level TEXT NOT NULL DEFAULT 'none',
  -- 'received' and so on: what the unit owes next; 'ended' for one that left the task or a task that is over.
  state TEXT NOT NULL,
  PRIMARY KEY (matter_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX linkage_part_by_unit ON linkage_part (unit_code, state, due_on);
CREATE INDEX linkage_part_by_state ON linkage_part (state, due_on) WHERE state <> 'ended';
CREATE INDEX linkage_part_by_slip ON linkage_part (slip_code) WHERE slip_code <> '';

-- Matters that were only listed for this topic so far; their header says `listed` until somebody acts on them.
INSERT INTO linkage_task (matter_id) SELECT id FROM matter WHERE kind = 'linkage';
