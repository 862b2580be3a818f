-- Care records travel as boxes (docs/decisions/0009): one a care event, encrypted under the care key, without subject, time or
-- kind outside. An emptied one stands for what was destroyed.
CREATE TABLE care_box (
  id TEXT PRIMARY KEY,
  box TEXT NOT NULL
) STRICT;
CREATE INDEX care_box_emptied ON care_box (id) WHERE box = '';

-- Who may open them: the care key under the care recovery code (`recovery`), and for the district's care office (`office`).
CREATE TABLE care_key (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- Of the care key that is inside.
  fingerprint TEXT NOT NULL,
  -- The office's public key; '' for the recovery code.
  holder TEXT NOT NULL,
  wrap TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL
) STRICT;

-- The figures that the street reports once a month is signed; `no` counts what changed them afterwards.
CREATE TABLE care_figure (
  ledger TEXT NOT NULL,
  month TEXT NOT NULL,
  no INTEGER NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  signed_at TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  PRIMARY KEY (ledger, month, no)
) STRICT;
CREATE TRIGGER care_figure_no_update BEFORE UPDATE ON care_figure WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'care_figure is append-only'); END;
CREATE TRIGGER care_figure_no_delete BEFORE DELETE ON care_figure WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'care_figure is append-only'); END;
