-- The care records (docs/decisions/0009): a file of their own under a key of their own. The events are the record, all other
-- tables but `care_draft` and `care_paper_bytes` are made from them and can be made anew.
CREATE TABLE care_event (
  id TEXT PRIMARY KEY,
  -- Its row in the common store's care_box.
  box_id TEXT NOT NULL UNIQUE,
  stream TEXT NOT NULL CHECK (stream IN ('client', 'office')),
  stream_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  -- '' once it was destroyed.
  payload TEXT NOT NULL CHECK (payload = '' OR json_valid(payload))
) STRICT;
CREATE INDEX care_event_by_stream ON care_event (stream, stream_id, at, id);
CREATE INDEX care_event_by_kind ON care_event (kind, at, id) WHERE stream = 'office';

-- Append-only, but for the one change that destroys what was written: everything at once or nothing.
CREATE TRIGGER care_event_no_update BEFORE UPDATE ON care_event
  WHEN NOT (new.id = old.id AND new.box_id = old.box_id AND new.stream = old.stream AND new.stream_id = old.stream_id
            AND new.kind = '' AND new.at = '' AND new.actor_id = '' AND new.actor_name = '' AND new.payload = '')
  BEGIN SELECT RAISE(ABORT, 'care_event is append-only'); END;
CREATE TRIGGER care_event_no_delete BEFORE DELETE ON care_event
  BEGIN SELECT RAISE(ABORT, 'care_event is append-only'); END;

CREATE TABLE care_client (
  id TEXT PRIMARY KEY,
  -- Events of its stream: what an open page has seen.
  version INTEGER NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  initials TEXT NOT NULL,
  phone TEXT NOT NULL,
  id_number TEXT NOT NULL,
  place_id TEXT,
  worker_id TEXT,
  worker_name TEXT NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  opened_on TEXT,
  closed_on TEXT,
  last_visit_on TEXT,
  -- Nothing of it is kept after this day; null while it is worked on.
  erase_after TEXT,
  erase_why TEXT NOT NULL,
  -- Up to which day its due visits are written down; '' has them made anew.
  planned_until TEXT NOT NULL
) STRICT;
CREATE INDEX care_client_by_worker ON care_client (worker_id, is_open);
CREATE INDEX care_client_to_plan ON care_client (planned_until);

CREATE TABLE care_enrolment (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES care_client (id) ON DELETE CASCADE,
  grp TEXT NOT NULL,
  track TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'suspended', 'closed')),
  start_on TEXT NOT NULL,
  end_on TEXT,
  closed_on TEXT
) STRICT;
CREATE INDEX care_enrolment_by_client ON care_enrolment (client_id);
CREATE INDEX care_enrolment_by_group ON care_enrolment (grp, start_on, closed_on);

CREATE TABLE care_visit (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES care_client (id) ON DELETE CASCADE,
  visited_on TEXT NOT NULL,
  how TEXT NOT NULL,
  is_met INTEGER NOT NULL CHECK (is_met IN (0, 1))
) STRICT;
CREATE INDEX care_visit_by_day ON care_visit (visited_on, client_id, how, is_met);
CREATE INDEX care_visit_by_client ON care_visit (client_id, visited_on);

-- Visits that a rule calls for, up to the client's `planned_until`.
CREATE TABLE care_due (
  client_id TEXT NOT NULL REFERENCES care_client (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  grp TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  -- Up to here it is in time, up to there a visit still makes it good.
  grace_on TEXT NOT NULL,
  late_on TEXT NOT NULL,
  -- As far as it does not hang on the day of reading; open ones are missed, or were gone to in vain, once `grace_on` is over.
  state TEXT NOT NULL CHECK (state IN ('open', 'timely', 'late', 'skipped')),
  visit_id TEXT,
  visited_on TEXT,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (client_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX care_due_by_group ON care_due (grp, due_on, client_id, state, attempts);

-- Everything that waits for somebody, in one list by its day.
CREATE TABLE care_todo (
  client_id TEXT NOT NULL REFERENCES care_client (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  grp TEXT,
  from_on TEXT,
  due_on TEXT NOT NULL,
  -- The red limit of a response, the last day of a due visit.
  last_on TEXT,
  what TEXT NOT NULL,
  PRIMARY KEY (client_id, kind, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX care_todo_by_day ON care_todo (due_on, client_id);

CREATE TABLE care_attendance (
  client_id TEXT NOT NULL REFERENCES care_client (id) ON DELETE CASCADE,
  session_id TEXT NOT NULL,
  is_present INTEGER NOT NULL CHECK (is_present IN (0, 1)),
  PRIMARY KEY (client_id, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX care_attendance_by_session ON care_attendance (session_id);

-- What one person has typed and not saved.
CREATE TABLE care_draft (
  user_id TEXT NOT NULL,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT;

-- Papers as printed here; another seat prints them from the data of their event.
CREATE TABLE care_paper_bytes (
  paper_id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  bytes BLOB NOT NULL,
  prints INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX care_paper_by_client ON care_paper_bytes (client_id);

-- What this seat remembers of itself: the newest box read, the day of the last plan.
CREATE TABLE care_state (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
