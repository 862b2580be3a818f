-- The district's own web page: who may log in, its sessions and settings, its log, what it published. Of the whole
-- district, of no street; what it writes to a street (directives, published rows) stands in that street's sync_row.

CREATE TABLE office_account (
  id                   text PRIMARY KEY,
  login                text NOT NULL UNIQUE,
  name                 text NOT NULL,
  role                 text NOT NULL CHECK (role IN ('admin', 'officer')),
  password             text NOT NULL,  -- scrypt$log2(N)$salt$hash
  is_active            boolean NOT NULL DEFAULT true,
  must_change_password boolean NOT NULL DEFAULT true,
  failures             integer NOT NULL DEFAULT 0,
  locked_until         text,
  last_login_at        text,
  added_at             text NOT NULL
);

CREATE TABLE office_session (
  token_hash text PRIMARY KEY,
  account_id text NOT NULL,
  began_at   text NOT NULL,
  seen_at    text NOT NULL
);
CREATE INDEX office_session_by_account ON office_session (account_id);

CREATE TABLE office_setting (
  key   text PRIMARY KEY,
  value text NOT NULL
);

-- One gap-free number per kind and year.
CREATE TABLE office_series (
  series text NOT NULL,
  year   integer NOT NULL,
  last   integer NOT NULL,
  PRIMARY KEY (series, year)
);

-- Every look and act; `hash` chains each line to the one before. No names of citizens.
CREATE TABLE office_log (
  seq          bigint PRIMARY KEY,
  at           text NOT NULL,
  account_id   text NOT NULL,
  account_name text NOT NULL,
  action       text NOT NULL,
  street_code  text NOT NULL,
  subject_id   text NOT NULL,
  subject      text NOT NULL,
  detail       text NOT NULL,
  hash         text NOT NULL
);
CREATE INDEX office_log_by_action ON office_log (action, seq);

CREATE TABLE office_publication (
  id             text PRIMARY KEY,
  kind           text NOT NULL,
  subject        text NOT NULL,
  version        integer NOT NULL,
  title          text NOT NULL,
  effective_from text NOT NULL,
  content        text NOT NULL,
  published_at   text NOT NULL,
  published_by   text NOT NULL,
  withdrawn_at   text,
  UNIQUE (kind, subject, version)
);

CREATE FUNCTION office_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'office_log is append-only'; END $$;
CREATE TRIGGER office_log_no_change BEFORE UPDATE OR DELETE ON office_log
  FOR EACH ROW EXECUTE FUNCTION office_log_is_append_only();

GRANT SELECT, INSERT, UPDATE ON office_account, office_setting, office_series, office_publication TO onewindow_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON office_session TO onewindow_app;
GRANT SELECT, INSERT ON office_log TO onewindow_app;

-- Why a seat may not sync any more.
ALTER TABLE seat ADD COLUMN revoked_why text NOT NULL DEFAULT '';
GRANT SELECT (revoked_why) ON seat TO onewindow_district;

-- Matters that a street reported up are few among all events; a push pays for one look at a text.
CREATE INDEX sync_row_reported ON sync_row (street_code, matter)
  WHERE tbl = 'matter_event' AND data LIKE '%"kind":"report%';
