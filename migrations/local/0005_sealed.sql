-- Sealed matters (检举控告): who may know of them. Both tables have rows for sealed matters only and are
-- written from the fold; whoever has no row in matter_access finds the matter nowhere.

ALTER TABLE matter ADD COLUMN is_sealed INTEGER NOT NULL DEFAULT 0 CHECK (is_sealed IN (0, 1));
CREATE INDEX matter_sealed ON matter (id) WHERE is_sealed = 1;

CREATE TABLE matter_access (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  user_id TEXT NOT NULL REFERENCES user_account (id),
  PRIMARY KEY (matter_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_reported (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('unit', 'person')),
  name TEXT NOT NULL,
  user_id TEXT REFERENCES user_account (id),
  PRIMARY KEY (matter_id, position)
) STRICT, WITHOUT ROWID;

-- Of a person, his merged duplicates: whether he may be known of hangs on the matters of all of them.
CREATE INDEX party_duplicates ON party (merged_into) WHERE merged_into IS NOT NULL;

-- Whose staff a person of the office is, so that those of a reported unit are kept out; may be empty.
ALTER TABLE user_account ADD COLUMN unit TEXT NOT NULL DEFAULT '';
