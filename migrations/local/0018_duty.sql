-- 岗位联勤: posts, people, the roster and what happens around it. A cell is one post in one shift of one day; it is the
-- unit in which two seats may disagree, and is emptied, never deleted.
CREATE TABLE duty_post (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL,
  unit_code TEXT NOT NULL DEFAULT '',
  min_people INTEGER NOT NULL,
  shifts TEXT NOT NULL CHECK (json_valid(shifts)),
  days TEXT NOT NULL,
  from_level TEXT NOT NULL DEFAULT '',
  duties TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  is_active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE duty_person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  unit_code TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  posts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(posts)),
  can_lead INTEGER NOT NULL DEFAULT 0,
  is_active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE duty_cell (
  post_id TEXT NOT NULL,
  on_day TEXT NOT NULL,
  shift TEXT NOT NULL,
  people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(people)),
  leader TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (post_id, on_day, shift)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_cell_by_day ON duty_cell (on_day);

-- Orders, leave, swaps, signing in, inspections, hand-overs, and what took one of them back.
CREATE TABLE duty_event (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  on_day TEXT NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;
CREATE INDEX duty_event_by_day ON duty_event (kind, on_day);
CREATE TRIGGER duty_event_no_update BEFORE UPDATE ON duty_event WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'duty_event is append-only'); END;
CREATE TRIGGER duty_event_no_delete BEFORE DELETE ON duty_event WHEN NOT sync_applying() BEGIN SELECT RAISE(ABORT, 'duty_event is append-only'); END;

-- 平安志愿者: who, in which team, what was done and what runs out. No identity number, no belief, no political field.
CREATE TABLE volunteer_team (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  base TEXT NOT NULL DEFAULT '',
  minimum TEXT NOT NULL DEFAULT '',
  leader TEXT NOT NULL DEFAULT '',
  place_id TEXT,
  owner_id TEXT,
  is_active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE volunteer (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  team_id TEXT NOT NULL,
  class TEXT NOT NULL,
  place_id TEXT,
  joined_on TEXT NOT NULL,
  left_on TEXT,
  left_reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  -- After the time of keeping: name, phone and note are gone, the hours stay counted.
  is_wiped INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX volunteer_by_team ON volunteer (team_id);

CREATE TABLE volunteer_activity (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL,
  on_day TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  is_risky INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  is_void INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX volunteer_activity_by_day ON volunteer_activity (on_day);

CREATE TABLE volunteer_hours (
  activity_id TEXT NOT NULL,
  volunteer_id TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (activity_id, volunteer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX volunteer_hours_by_volunteer ON volunteer_hours (volunteer_id, activity_id);

-- Training, insurance, certificates, commendations; `until_on` is null for what does not run out.
CREATE TABLE volunteer_paper (
  id TEXT PRIMARY KEY,
  volunteer_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  from_on TEXT NOT NULL,
  until_on TEXT,
  is_void INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX volunteer_paper_by_volunteer ON volunteer_paper (volunteer_id, kind);
CREATE INDEX volunteer_paper_by_until ON volunteer_paper (until_on) WHERE until_on IS NOT NULL AND is_void = 0;
