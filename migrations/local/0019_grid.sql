-- Grids (网格): the card of a community or grid beside its name in `place`, what was found in it, and the 民情日志.
-- Rows are facts with their days; the state is read from them and is stored nowhere.

CREATE TABLE grid_card (
  place_id TEXT PRIMARY KEY,
  -- 12 digits of a community, 15 of a grid (C.5); text, so that leading noughts stay.
  region_code TEXT NOT NULL DEFAULT '',
  households INTEGER,
  boundary TEXT NOT NULL DEFAULT '',
  -- 7+X (JSON): post code, name, telephone.
  people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(people)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

CREATE TABLE grid_event (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  place_id TEXT NOT NULL,
  place_detail TEXT NOT NULL DEFAULT '',
  found_on TEXT NOT NULL,
  found_at TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL,
  class TEXT NOT NULL,
  summary TEXT NOT NULL,
  facts TEXT NOT NULL DEFAULT '',
  -- 现场查处 and 办结: when, and what was done.
  checked_on TEXT,
  checked_text TEXT NOT NULL DEFAULT '',
  done_on TEXT,
  done_text TEXT NOT NULL DEFAULT '',
  -- The matter of the centre that it became.
  matter_id TEXT,
  void_reason TEXT NOT NULL DEFAULT '',
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  change_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX grid_event_by_found ON grid_event (found_on, id);
CREATE INDEX grid_event_by_done ON grid_event (done_on, id) WHERE done_on IS NOT NULL;
CREATE INDEX grid_event_by_place ON grid_event (place_id, found_on);

CREATE TABLE grid_diary (
  id TEXT PRIMARY KEY,
  place_id TEXT NOT NULL,
  noted_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  place_detail TEXT NOT NULL DEFAULT '',
  -- The event that was made of it.
  event_id TEXT,
  void_reason TEXT NOT NULL DEFAULT '',
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX grid_diary_by_day ON grid_diary (noted_on, id);
