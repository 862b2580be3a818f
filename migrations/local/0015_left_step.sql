-- Steps that a matter's fold could not take because another computer had acted first, until somebody has dealt with them.
-- Made anew from the events, like every derived row.
CREATE TABLE matter_left_step (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  event_id TEXT NOT NULL,
  title TEXT NOT NULL,
  problem TEXT NOT NULL,
  PRIMARY KEY (matter_id, event_id)
) STRICT, WITHOUT ROWID;
