-- Code tables that an office edits, by version. Append-only: a record keeps its code, and every
-- version stays so that the record is read in the words of its day.

CREATE TABLE code_table (
  table_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  effective_from TEXT NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  codes TEXT NOT NULL CHECK (json_valid(codes)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (table_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER code_table_no_update BEFORE UPDATE ON code_table BEGIN SELECT RAISE(ABORT, 'code_table is append-only'); END;
CREATE TRIGGER code_table_no_delete BEFORE DELETE ON code_table BEGIN SELECT RAISE(ABORT, 'code_table is append-only'); END;
