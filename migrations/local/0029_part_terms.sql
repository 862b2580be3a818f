-- One row a term: a late answer stays in its month, also where it did not pass its verification and the work was owed anew.
CREATE TABLE linkage_part_new (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  key TEXT NOT NULL,
  -- From 1; 0 for a part whose terms are told from its events when the store is opened.
  term INTEGER NOT NULL DEFAULT 1,
  is_last INTEGER NOT NULL DEFAULT 1,
  role TEXT NOT NULL,
  unit_code TEXT NOT NULL,
  unit TEXT NOT NULL,
  slip_code TEXT NOT NULL DEFAULT '',
  dispatched_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  received_on TEXT,
  answered_on TEXT,
  returned_on TEXT,
  -- The card that the unit has, and the highest that it was shown for this term.
  level TEXT NOT NULL DEFAULT 'none',
  card TEXT NOT NULL DEFAULT 'none',
  -- Verifications in this term that did not pass.
  failures INTEGER NOT NULL DEFAULT 0,
  -- What the unit owes next; 'ended' for one that left the task, a task that is over, and a term before the last.
  state TEXT NOT NULL,
  PRIMARY KEY (matter_id, key, term)
) STRICT, WITHOUT ROWID;
INSERT INTO linkage_part_new (matter_id, key, term, role, unit_code, unit, slip_code, dispatched_on, due_on, received_on,
  answered_on, returned_on, level, card, state)
SELECT p.matter_id, p.key, t.verify_failures = 0, p.role, p.unit_code, p.unit, p.slip_code, p.dispatched_on, p.due_on, p.received_on,
  p.answered_on, p.returned_on, p.level, p.level, p.state
FROM linkage_part p JOIN linkage_task t ON t.matter_id = p.matter_id;
DROP TABLE linkage_part;
ALTER TABLE linkage_part_new RENAME TO linkage_part;
CREATE INDEX linkage_part_by_unit ON linkage_part (unit_code, state, due_on);
CREATE INDEX linkage_part_by_state ON linkage_part (state, due_on) WHERE state <> 'ended';
CREATE INDEX linkage_part_by_slip ON linkage_part (slip_code) WHERE slip_code <> '';
CREATE INDEX linkage_part_by_due ON linkage_part (due_on, unit_code, answered_on, state);
CREATE INDEX linkage_part_by_returned ON linkage_part (returned_on) WHERE returned_on IS NOT NULL;
CREATE INDEX linkage_part_untold ON linkage_part (matter_id) WHERE term = 0;
