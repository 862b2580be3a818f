-- Monthly ledgers: kept counters, figures that people count by hand, frozen months, imports.

-- One row a basis, month and measure, kept by every write to a mediation; a recount must find the same.
CREATE TABLE month_counter (
  basis TEXT NOT NULL CHECK (basis IN ('accepted', 'closed')),
  month TEXT NOT NULL,
  measure TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (basis, month, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE month_manual (
  month TEXT PRIMARY KEY,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

-- A signed-off month as it was issued. Never updated: corrections become difference sheets.
CREATE TABLE month_frozen (
  month TEXT PRIMARY KEY,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  basis TEXT NOT NULL,
  rows TEXT NOT NULL CHECK (json_valid(rows)),
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  signed_at TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  ledger_document_id TEXT NOT NULL REFERENCES document (id),
  figures_document_id TEXT NOT NULL REFERENCES document (id)
) STRICT;
CREATE TRIGGER month_frozen_no_update BEFORE UPDATE ON month_frozen BEGIN SELECT RAISE(ABORT, 'month_frozen is append-only'); END;
CREATE TRIGGER month_frozen_no_delete BEFORE DELETE ON month_frozen BEGIN SELECT RAISE(ABORT, 'month_frozen is append-only'); END;

-- Each difference sheet holds the month's rows as they stood when it was signed; the next compares with it.
CREATE TABLE month_difference (
  month TEXT NOT NULL REFERENCES month_frozen (month),
  no INTEGER NOT NULL,
  rows TEXT NOT NULL CHECK (json_valid(rows)),
  document_id TEXT NOT NULL REFERENCES document (id),
  issued_at TEXT NOT NULL,
  PRIMARY KEY (month, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_batch (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  undone_at TEXT
) STRICT;
