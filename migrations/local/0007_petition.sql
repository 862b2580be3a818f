-- Petition agency: one row a petition with what its ledgers print and figures count. The course
-- itself is the fold of matter_event (`petition.*`); every column here is a copy of what it adds up to.

CREATE TABLE petition (
  matter_id TEXT PRIMARY KEY REFERENCES matter (id),
  form TEXT NOT NULL DEFAULT 'visit',
  purpose TEXT NOT NULL DEFAULT '',
  content_class TEXT NOT NULL DEFAULT '',
  problem_place TEXT NOT NULL DEFAULT '',
  against_unit TEXT NOT NULL DEFAULT '',
  requests TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(requests)),
  is_group INTEGER NOT NULL DEFAULT 0,
  is_joint_letter INTEGER NOT NULL DEFAULT 0,
  is_judicial INTEGER NOT NULL DEFAULT 0,
  is_urgent INTEGER NOT NULL DEFAULT 0,
  is_simple INTEGER NOT NULL DEFAULT 0,
  wishes_secrecy INTEGER NOT NULL DEFAULT 0,
  may_publish INTEGER NOT NULL DEFAULT 0,
  -- The first matter of which this is a repeat: a link between matters, never a count of a person.
  repeat_of TEXT REFERENCES matter (id),
  people_count INTEGER NOT NULL DEFAULT 0,
  route TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  helpers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(helpers)),
  -- Whether and when the citizen was owed and told something (Art. 23).
  told_due_on TEXT,
  told_on TEXT,
  told_number TEXT NOT NULL DEFAULT '',
  sorted_on TEXT,
  accepted_on TEXT,
  answer_due_on TEXT,
  answered_on TEXT,
  conclusion TEXT NOT NULL DEFAULT '',
  extended_days INTEGER NOT NULL DEFAULT 0,
  served_on TEXT,
  review_on TEXT,
  review_result TEXT NOT NULL DEFAULT '',
  recheck_on TEXT,
  recheck_result TEXT NOT NULL DEFAULT '',
  was_contacted INTEGER NOT NULL DEFAULT 0,
  mediation_id TEXT REFERENCES matter (id),
  agency_number TEXT UNIQUE,
  mandated_on TEXT,
  agent_name TEXT NOT NULL DEFAULT '',
  submitted_on TEXT,
  result TEXT NOT NULL DEFAULT '',
  rated_unit TEXT NOT NULL DEFAULT '',
  rated_agency TEXT NOT NULL DEFAULT '',
  closed_on TEXT,
  archived_on TEXT,
  archive_number TEXT NOT NULL DEFAULT '',
  retention TEXT NOT NULL DEFAULT '',
  -- What a search reads besides the card: requests, opinions, minutes, feedback.
  texts TEXT NOT NULL DEFAULT '',
  -- Ledger months: of receipt (信访工作台账) and of the first mandate (信访代理台账); empty when it counts nowhere.
  month_received TEXT NOT NULL DEFAULT '',
  month_mandated TEXT NOT NULL DEFAULT '',
  month_closed TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX petition_by_month_received ON petition (month_received, matter_id) WHERE month_received <> '';
CREATE INDEX petition_by_month_mandated ON petition (month_mandated, mandated_on, matter_id) WHERE month_mandated <> '';
CREATE INDEX petition_by_month_closed ON petition (month_closed, closed_on, matter_id) WHERE month_closed <> '';
CREATE INDEX petition_by_repeat ON petition (repeat_of) WHERE repeat_of IS NOT NULL;
CREATE INDEX petition_by_mediation ON petition (mediation_id) WHERE mediation_id IS NOT NULL;
