-- Months, counters and frozen papers of several ledgers. What was there is the mediation ledger's.

CREATE TABLE month_counter_new (
  ledger TEXT NOT NULL DEFAULT 'mediation',
  basis TEXT NOT NULL,
  month TEXT NOT NULL,
  measure TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (ledger, basis, month, measure)
) STRICT, WITHOUT ROWID;
INSERT INTO month_counter_new (ledger, basis, month, measure, n)
  SELECT 'mediation', basis, month, measure, n FROM month_counter;
DROP TABLE month_counter;
ALTER TABLE month_counter_new RENAME TO month_counter;

CREATE TABLE month_manual_new (
  ledger TEXT NOT NULL DEFAULT 'mediation',
  month TEXT NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (ledger, month)
) STRICT, WITHOUT ROWID;
INSERT INTO month_manual_new (ledger, month, figures, changed_at, changed_by)
  SELECT 'mediation', month, figures, changed_at, changed_by FROM month_manual;
DROP TABLE month_manual;
ALTER TABLE month_manual_new RENAME TO month_manual;

-- A signed-off month as it was issued. Never updated: corrections become difference sheets.
CREATE TABLE month_frozen_new (
  ledger TEXT NOT NULL DEFAULT 'mediation',
  month TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  basis TEXT NOT NULL,
  rows TEXT NOT NULL CHECK (json_valid(rows)),
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  signed_at TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  ledger_document_id TEXT NOT NULL REFERENCES document (id),
  figures_document_id TEXT NOT NULL REFERENCES document (id),
  PRIMARY KEY (ledger, month)
) STRICT;
INSERT INTO month_frozen_new (ledger, month, from_on, to_on, basis, rows, figures, signed_at, signed_by, ledger_document_id, figures_document_id)
  SELECT 'mediation', month, from_on, to_on, basis, rows, figures, signed_at, signed_by, ledger_document_id, figures_document_id FROM month_frozen;

CREATE TABLE month_difference_new (
  ledger TEXT NOT NULL DEFAULT 'mediation',
  month TEXT NOT NULL,
  no INTEGER NOT NULL,
  rows TEXT NOT NULL CHECK (json_valid(rows)),
  document_id TEXT NOT NULL REFERENCES document (id),
  issued_at TEXT NOT NULL,
  PRIMARY KEY (ledger, month, no),
  FOREIGN KEY (ledger, month) REFERENCES month_frozen (ledger, month)
) STRICT, WITHOUT ROWID;
INSERT INTO month_difference_new (ledger, month, no, rows, document_id, issued_at)
  SELECT 'mediation', month, no, rows, document_id, issued_at FROM month_difference;

DROP TABLE month_difference;
DROP TABLE month_frozen;
ALTER TABLE month_frozen_new RENAME TO month_frozen;
ALTER TABLE month_difference_new RENAME TO month_difference;
CREATE TRIGGER month_frozen_no_update BEFORE UPDATE ON month_frozen BEGIN SELECT RAISE(ABORT, 'month_frozen is append-only'); END;
CREATE TRIGGER month_frozen_no_delete BEFORE DELETE ON month_frozen BEGIN SELECT RAISE(ABORT, 'month_frozen is append-only'); END;
