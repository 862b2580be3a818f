-- What the monthly ledgers count, beside due visits and visits made: days from which on something holds, null before.
CREATE TABLE care_enrolment_fact (
  enrolment_id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES care_client (id) ON DELETE CASCADE,
  report_by TEXT,
  reported_on TEXT,
  filed_on TEXT,
  paired_on TEXT,
  helped_on TEXT,
  needs_work_on TEXT,
  settled_on TEXT,
  is_settled_by_work INTEGER NOT NULL CHECK (is_settled_by_work IN (0, 1))
) STRICT;
CREATE INDEX care_enrolment_fact_by_client ON care_enrolment_fact (client_id);

CREATE TABLE care_response (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES care_client (id) ON DELETE CASCADE,
  raised_on TEXT NOT NULL,
  signed_on TEXT,
  answered_on TEXT
) STRICT;
CREATE INDEX care_response_by_client ON care_response (client_id, raised_on);

-- Filled with the next plan of each client.
UPDATE care_client SET planned_until = '';
