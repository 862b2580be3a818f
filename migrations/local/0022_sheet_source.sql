-- Other systems that send lists of tasks (12345 热线, 网格平台 …): how their lists are read, and how they are answered.
CREATE TABLE sheet_source (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  door TEXT NOT NULL,
  linkage TEXT NOT NULL,
  event_class TEXT NOT NULL,
  -- By field, the head of the column in which it was found last (JSON).
  heads TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(heads)),
  -- Columns of the answers, in order (JSON).
  answers TEXT NOT NULL CHECK (json_valid(answers)),
  is_active INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

-- The system that an imported list came from; empty for an older ledger.
ALTER TABLE import_batch ADD COLUMN system TEXT NOT NULL DEFAULT '';

-- A number of theirs is never registered twice.
CREATE INDEX matter_by_source_number ON matter (source_number) WHERE source_number <> '';
