-- 联考: assessment of units. What was said of a month (self-score, review, appeal, decision) is append-only; scores are
-- never stored but where a month was locked, and nothing here is written back into tasks.

CREATE TABLE assessment_act (
  id TEXT PRIMARY KEY,
  month TEXT NOT NULL,
  unit_code TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  at TEXT NOT NULL,
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX assessment_act_by_month ON assessment_act (month, unit_code, at, id);

CREATE TABLE assessment_month (
  month TEXT PRIMARY KEY,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  scores TEXT NOT NULL CHECK (json_valid(scores)),
  signed_at TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  document_id TEXT NOT NULL
) STRICT;

CREATE TABLE assessment_difference (
  month TEXT NOT NULL,
  no INTEGER NOT NULL,
  scores TEXT NOT NULL CHECK (json_valid(scores)),
  document_id TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  PRIMARY KEY (month, no)
) STRICT;
