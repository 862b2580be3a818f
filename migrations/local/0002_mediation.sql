-- Mediation: one row a case with what the ledger prints, its sessions and its agreement.
-- `stage`, `result` and the days are copies of the fold of matter_event, written by the same use-case.

CREATE TABLE mediation (
  matter_id TEXT PRIMARY KEY REFERENCES matter (id),
  dossier_number TEXT UNIQUE,
  accepted_on TEXT,
  source TEXT NOT NULL DEFAULT 'applied',
  referral_unit TEXT NOT NULL DEFAULT '',
  referral_number TEXT NOT NULL DEFAULT '',
  clock TEXT NOT NULL DEFAULT 'general',
  justice_class TEXT NOT NULL DEFAULT '',
  governance_class TEXT NOT NULL DEFAULT '',
  scale TEXT NOT NULL DEFAULT '01',
  difficulty TEXT NOT NULL DEFAULT 'ordinary',
  facts TEXT NOT NULL DEFAULT '',
  requests TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(requests)),
  mediators TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(mediators)),
  sessions INTEGER NOT NULL DEFAULT 0,
  result TEXT CHECK (result IN ('success', 'failure')),
  agreement_form TEXT CHECK (agreement_form IN ('written', 'oral')),
  agreement_number TEXT NOT NULL DEFAULT '',
  amount_fen INTEGER NOT NULL DEFAULT 0,
  perform_by TEXT,
  effective_on TEXT,
  conclusion TEXT NOT NULL DEFAULT '',
  confirmation TEXT NOT NULL DEFAULT 'none',
  confirmation_court TEXT NOT NULL DEFAULT '',
  confirmation_number TEXT NOT NULL DEFAULT '',
  return_visit_on TEXT,
  satisfaction TEXT NOT NULL DEFAULT '',
  closed_on TEXT,
  archived_on TEXT,
  retention TEXT NOT NULL DEFAULT '',
  filed_by TEXT NOT NULL DEFAULT '',
  grade TEXT NOT NULL DEFAULT '',
  subsidy_fen INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  people_count INTEGER NOT NULL DEFAULT 0,
  -- The ledger months this case belongs to by either basis; empty until accepted / closed, or when voided.
  month_accepted TEXT NOT NULL DEFAULT '',
  month_closed TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX mediation_by_month_accepted ON mediation (month_accepted, accepted_on, matter_id) WHERE month_accepted <> '';
CREATE INDEX mediation_by_month_closed ON mediation (month_closed, closed_on, matter_id) WHERE month_closed <> '';

CREATE TABLE mediation_session (
  id TEXT PRIMARY KEY,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  no INTEGER NOT NULL,
  held_on TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  place TEXT NOT NULL,
  present_party_ids TEXT NOT NULL CHECK (json_valid(present_party_ids)),
  participants TEXT NOT NULL DEFAULT '',
  recorder TEXT NOT NULL DEFAULT '',
  is_rights_told INTEGER NOT NULL,
  is_public INTEGER NOT NULL,
  record TEXT NOT NULL,
  result TEXT NOT NULL,
  UNIQUE (matter_id, no)
) STRICT;

CREATE TABLE mediation_agreement (
  matter_id TEXT PRIMARY KEY REFERENCES matter (id),
  form TEXT NOT NULL,
  reached_on TEXT NOT NULL,
  disputed_facts TEXT NOT NULL,
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  performance TEXT NOT NULL,
  performance_means TEXT NOT NULL DEFAULT '',
  performance_place TEXT NOT NULL DEFAULT '',
  copies INTEGER NOT NULL,
  signatories TEXT NOT NULL CHECK (json_valid(signatories))
) STRICT;

CREATE TABLE mediation_instalment (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  no INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  what TEXT NOT NULL DEFAULT '',
  paid_on TEXT,
  PRIMARY KEY (matter_id, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX mediation_instalment_due ON mediation_instalment (due_on) WHERE paid_on IS NULL;
