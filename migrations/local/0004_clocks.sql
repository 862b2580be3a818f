-- Clocks of every topic: several of one rule on a matter, and what they were counted with, so that a
-- changed calendar or setting recounts a row from the row alone.

CREATE TABLE deadline_next (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  rule_id TEXT NOT NULL,
  -- The event that started it, where a rule can start more than once; else empty.
  anchor TEXT NOT NULL DEFAULT '',
  rule_version INTEGER NOT NULL,
  start_on TEXT NOT NULL,
  original_due_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  -- The number counted, where a setting or an order decided it; NULL = the rule's own.
  amount INTEGER CHECK (amount >= 0),
  rolls_on_holiday INTEGER NOT NULL DEFAULT 0 CHECK (rolls_on_holiday IN (0, 1)),
  extensions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(extensions)),
  pauses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pauses)),
  steps TEXT NOT NULL CHECK (json_valid(steps)),
  is_provisional INTEGER NOT NULL DEFAULT 0,
  -- A right of the citizen: it lapses, nobody owes it. A copy of the rule's.
  is_option INTEGER NOT NULL DEFAULT 0 CHECK (is_option IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('running', 'met', 'missed', 'stopped')),
  met_on TEXT,
  PRIMARY KEY (matter_id, rule_id, anchor)
) STRICT, WITHOUT ROWID;

-- Running clocks follow the settings of now; one that was never saved is at its default, the rule's own number.
INSERT INTO deadline_next (matter_id, rule_id, rule_version, start_on, original_due_on, due_on, amount, rolls_on_holiday,
  extensions, pauses, steps, is_provisional, is_option, state, met_on)
SELECT d.matter_id, d.rule_id, d.rule_version, d.start_on, d.original_due_on, d.due_on,
  CASE WHEN d.state = 'running' THEN
    (SELECT CAST(value AS INTEGER) FROM setting
     WHERE key = CASE d.rule_id WHEN 'A-14' THEN 'returnVisitDays' WHEN 'A-15' THEN 'promiseWorkingDays' END)
  END,
  coalesce((SELECT value = 'true' FROM setting WHERE key = 'rollsWhereSilent'), 0),
  d.extensions,
  (SELECT json_group_array(json_object('fromOn', e.payload ->> 'fromOn', 'toOn', e.payload ->> 'toOn', 'reason', e.payload ->> 'reason'))
   FROM matter_event e
   WHERE e.matter_id = d.matter_id AND e.kind = 'mediation.recordPause' AND e.payload ->> 'ruleId' = d.rule_id
     AND NOT EXISTS (SELECT 1 FROM matter_event t
                     WHERE t.matter_id = e.matter_id AND t.kind = 'taken_back' AND t.payload ->> 'eventId' = e.id)),
  d.steps, d.is_provisional, d.rule_id = 'A-09', d.state, d.met_on
FROM deadline d;

DROP TABLE deadline;
ALTER TABLE deadline_next RENAME TO deadline;
CREATE INDEX deadline_running ON deadline (is_option, due_on, matter_id, rule_id, anchor) WHERE state = 'running';
