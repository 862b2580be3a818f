-- Two people of whom somebody said that they are not the same, the lower id first. Only ever added to.

CREATE TABLE party_apart (
  party_id TEXT NOT NULL REFERENCES party (id),
  other_id TEXT NOT NULL REFERENCES party (id),
  at TEXT NOT NULL,
  by_id TEXT NOT NULL,
  PRIMARY KEY (party_id, other_id),
  CHECK (party_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_apart_back ON party_apart (other_id);
CREATE TRIGGER party_apart_no_update BEFORE UPDATE ON party_apart BEGIN SELECT RAISE(ABORT, 'party_apart is append-only'); END;
CREATE TRIGGER party_apart_no_delete BEFORE DELETE ON party_apart BEGIN SELECT RAISE(ABORT, 'party_apart is append-only'); END;
