-- The first schema: settings, people of the office, places, matters with their parties and timeline,
-- clocks, papers, drafts, audit and the search index. Days are YYYY-MM-DD, instants UTC ISO text,
-- amounts fen. Row ids are UUIDv7 text; `rid` is the rowid, which rises with entry and orders lists.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

CREATE TABLE user_account (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1)),
  last_login_at TEXT
) STRICT;

CREATE TABLE place (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('community', 'grid')),
  name TEXT NOT NULL,
  parent_id TEXT REFERENCES place (id),
  initials TEXT NOT NULL DEFAULT '',
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;

CREATE TABLE holiday_year (
  year INTEGER PRIMARY KEY,
  table_json TEXT NOT NULL CHECK (json_valid(table_json))
) STRICT;

-- One gap-free counter per series, year and seat. `seat` is the letter inside the number.
CREATE TABLE number_series (
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  seat TEXT NOT NULL,
  last INTEGER NOT NULL CHECK (last >= 0),
  PRIMARY KEY (series, year, seat)
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'company', 'organisation')),
  name TEXT NOT NULL,
  sex TEXT NOT NULL DEFAULT '0',
  birth_on TEXT,
  ethnicity TEXT NOT NULL DEFAULT '',
  occupation TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  id_type TEXT NOT NULL DEFAULT '',
  id_number TEXT NOT NULL DEFAULT '',
  legal_representative TEXT NOT NULL DEFAULT '',
  legal_representative_title TEXT NOT NULL DEFAULT '',
  -- The surviving duplicate; set and cleared by merge and unmerge, rows are never rewritten.
  merged_into TEXT REFERENCES party (id),
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX party_by_name ON party (name) WHERE name <> '';
CREATE INDEX party_by_phone ON party (phone) WHERE phone <> '';
CREATE INDEX party_by_id_number ON party (id_number) WHERE id_number <> '';
CREATE INDEX party_by_address ON party (address) WHERE address <> '';

CREATE TABLE matter (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'mediation', 'petition', 'linkage', 'care')),
  stage TEXT NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  summary TEXT NOT NULL,
  facts TEXT NOT NULL DEFAULT '',
  wish TEXT NOT NULL DEFAULT '',
  channel TEXT NOT NULL,
  source_unit TEXT NOT NULL DEFAULT '',
  source_number TEXT NOT NULL DEFAULT '',
  place_id TEXT REFERENCES place (id),
  place_detail TEXT NOT NULL DEFAULT '',
  people_count INTEGER NOT NULL DEFAULT 0,
  is_anonymous INTEGER NOT NULL DEFAULT 0,
  received_on TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  owner_id TEXT REFERENCES user_account (id),
  promise_on TEXT,
  -- The earliest running clock; a copy for lists, written with the clocks.
  due_on TEXT,
  merged_into TEXT REFERENCES matter (id),
  import_id TEXT,
  -- Names of the parties for lists, in order of role; written with the parties.
  party_names TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX matter_by_received ON matter (received_on, rid);
CREATE INDEX matter_by_kind ON matter (kind, received_on, rid);
CREATE INDEX matter_by_place ON matter (place_id, received_on, rid) WHERE place_id IS NOT NULL;
CREATE INDEX matter_open_by_received ON matter (received_on, rid) WHERE is_open = 1;
CREATE INDEX matter_by_stage ON matter (stage, received_on, rid);
CREATE INDEX matter_open_by_due ON matter (due_on) WHERE is_open = 1 AND due_on IS NOT NULL;
CREATE INDEX matter_open_by_owner ON matter (owner_id, received_on, rid) WHERE is_open = 1;
CREATE INDEX matter_by_entered ON matter (entered_at);
CREATE INDEX matter_by_import ON matter (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE matter_party (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  party_id TEXT NOT NULL REFERENCES party (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  acts_for TEXT NOT NULL DEFAULT '',
  authority TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (matter_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_party_by_party ON matter_party (party_id);

CREATE TABLE matter_link (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  other_id TEXT NOT NULL REFERENCES matter (id),
  relation TEXT NOT NULL CHECK (relation IN ('same_matter', 'kept_apart')),
  PRIMARY KEY (matter_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_link_back ON matter_link (other_id);

-- Append-only: no UPDATE, no DELETE (triggers below). Status is the fold of these rows.
CREATE TABLE matter_event (
  id TEXT NOT NULL UNIQUE,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (matter_id, seq)
) STRICT;
CREATE TRIGGER matter_event_no_update BEFORE UPDATE ON matter_event BEGIN SELECT RAISE(ABORT, 'matter_event is append-only'); END;
CREATE TRIGGER matter_event_no_delete BEFORE DELETE ON matter_event BEGIN SELECT RAISE(ABORT, 'matter_event is append-only'); END;

CREATE TABLE deadline (
  matter_id TEXT NOT NULL REFERENCES matter (id),
  rule_id TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  start_on TEXT NOT NULL,
  original_due_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  extensions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(extensions)),
  steps TEXT NOT NULL CHECK (json_valid(steps)),
  is_provisional INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('running', 'met', 'missed', 'stopped')),
  met_on TEXT,
  PRIMARY KEY (matter_id, rule_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_running ON deadline (due_on) WHERE state = 'running';

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  matter_id TEXT REFERENCES matter (id),
  kind TEXT NOT NULL,
  ref TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  template_version TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  sha256 TEXT NOT NULL,
  pages INTEGER NOT NULL,
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  print_count INTEGER NOT NULL DEFAULT 0,
  is_void INTEGER NOT NULL DEFAULT 0 CHECK (is_void IN (0, 1)),
  void_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX document_by_matter ON document (matter_id) WHERE matter_id IS NOT NULL;
-- Apart from `document`, so that lists never read past the bytes.
CREATE TABLE document_bytes (
  document_id TEXT PRIMARY KEY REFERENCES document (id),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE draft (
  user_id TEXT NOT NULL,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  saved_at TEXT NOT NULL,
  binned_at TEXT,
  PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

-- Who looked at, revealed, printed, exported or changed what. `hash` chains each line to the one before.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_action ON audit (action, seq);
CREATE INDEX audit_by_subject ON audit (subject_id, seq);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

-- Bigrams of everything a matter can be found by; rowid = matter.rid. The text itself is not kept
-- here: a hit is checked again against the matter.
CREATE VIRTUAL TABLE matter_search USING fts5 (
  grams,
  content = '',
  contentless_delete = 1,
  detail = 'none',
  tokenize = "unicode61 remove_diacritics 0"
);
