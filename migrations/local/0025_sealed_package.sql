-- Tasks that go to a unit's own computer in a sealed file, and its answers back.

-- The key of this computer: its private halves never leave the store.
CREATE TABLE seat_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  public_key TEXT NOT NULL,
  -- X25519, opens what is sealed for this computer (PKCS#8, base64url).
  sealing TEXT NOT NULL,
  -- Ed25519, signs what it makes.
  signing TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL
) STRICT;

-- Keys of the member units' computers, each change a row; the newest of a unit counts, an empty key says that it has none.
CREATE TABLE unit_key (
  id TEXT PRIMARY KEY,
  unit_code TEXT NOT NULL,
  public_key TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX unit_key_by_unit ON unit_key (unit_code, at, id);

-- What another centre's sealed files brought here: one row a task in each file. The same file makes a second matter only
-- where somebody takes it in who may not know of the first.
CREATE TABLE taken_package (
  package_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  matter_id TEXT NOT NULL,
  centre_key TEXT NOT NULL,
  centre_name TEXT NOT NULL,
  made_at TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL,
  -- The task as it came, without its documents (JSON).
  task TEXT NOT NULL CHECK (json_valid(task)),
  answered_at TEXT,
  PRIMARY KEY (package_id, task_id, matter_id)
) STRICT;
CREATE INDEX taken_package_by_matter ON taken_package (matter_id, made_at);
CREATE INDEX taken_package_by_task ON taken_package (centre_key, task_id, made_at);
