-- The district's store. Every table of a street leads its primary key with street_code, has no foreign keys to other
-- tables, and is read and written under row-level security by a role that owns nothing, so that the tables can be
-- partitioned or distributed by street_code later (scale/).

-- Roles are of the whole cluster: another database of it may have made them already.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['onewindow_app', 'onewindow_district'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', name);
    END IF;
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA public TO onewindow_app, onewindow_district;

-- Of the whole district, of no street: the secret of tokens, the name.
CREATE TABLE district_meta (
  key   text PRIMARY KEY,
  value text NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON district_meta TO onewindow_app;

CREATE TABLE street (
  street_code text PRIMARY KEY,
  name        text NOT NULL,
  lineage     text NOT NULL,              -- random; another one means another or an emptied district
  package_key text NOT NULL,              -- seals package files between this street's seats and the district
  seats_given integer NOT NULL DEFAULT 0, -- seat codes are given out in order and never again
  added_at    text NOT NULL
);

-- Locked by every push: numbers become visible in their order.
CREATE TABLE street_head (
  street_code   text PRIMARY KEY,
  seq           bigint NOT NULL DEFAULT 0,
  clock_ms      bigint NOT NULL DEFAULT 0, -- the district's own hybrid clock in this street; never goes back
  clock_counter integer NOT NULL DEFAULT 0,
  sum_high      bigint NOT NULL DEFAULT 0, -- sum over all rows that every seat may have
  sum_low       bigint NOT NULL DEFAULT 0
);

CREATE TABLE seat (
  street_code     text NOT NULL,
  seat_code       text NOT NULL,
  letter          text NOT NULL,
  name            text NOT NULL,
  public_key      text NOT NULL,
  epoch           integer NOT NULL,
  last_no         integer NOT NULL DEFAULT 0,
  last_hash       text NOT NULL DEFAULT '',
  from_seat       text,                    -- the seat whose chain did not fit
  enrolled_at     text NOT NULL,
  revoked_at      text,
  last_contact_at text,
  cursor          bigint NOT NULL DEFAULT 0,
  waiting         integer NOT NULL DEFAULT 0,
  app             text NOT NULL DEFAULT '',
  schema_cur      integer NOT NULL DEFAULT 0,
  PRIMARY KEY (street_code, seat_code)
);
-- A letter stands in printed numbers: it is never given to a second seat, not even after the first was revoked.
CREATE UNIQUE INDEX seat_by_letter ON seat (street_code, letter);

CREATE TABLE enrol_code (
  street_code text NOT NULL,
  code_hash   text NOT NULL,
  made_at     text NOT NULL,
  expires_at  text NOT NULL,
  used_at     text,
  used_by     text,
  PRIMARY KEY (street_code, code_hash)
);
CREATE INDEX enrol_code_by_hash ON enrol_code (code_hash);

CREATE TABLE sync_row (
  street_code text NOT NULL,
  tbl         text NOT NULL,
  key         text NOT NULL,
  bucket      smallint NOT NULL, -- of its key, for the sums below
  seq         bigint NOT NULL,
  made_seq    bigint NOT NULL,
  stamp       text NOT NULL,
  gone        smallint NOT NULL,
  older       text NOT NULL,  -- '' or [[stamp, seq, [fields]], ...] of fields whose stamp or number is not the row's
  data        text NOT NULL,  -- JSON object of all fields, unknown ones too
  matter      text,           -- the matter it belongs to
  only_for    text,           -- public key of the only seat that gets it
  PRIMARY KEY (street_code, tbl, key)
);
CREATE INDEX sync_row_by_seq ON sync_row (street_code, seq);

CREATE TABLE batch (
  street_code text NOT NULL,
  seat_code   text NOT NULL,
  epoch       integer NOT NULL,
  no          integer NOT NULL,
  hash        text NOT NULL,
  signature   text NOT NULL,
  answer      text NOT NULL,
  received_at text NOT NULL,
  PRIMARY KEY (street_code, seat_code, epoch, no)
);

CREATE TABLE digest (
  street_code text NOT NULL,
  tbl         text NOT NULL,
  owner       text NOT NULL,  -- '' or the public key of the only seat that gets the rows
  bucket      integer NOT NULL,
  high        bigint NOT NULL,
  low         bigint NOT NULL,
  PRIMARY KEY (street_code, tbl, owner, bucket)
);

-- What figures are counted from and what makes a matter's number unique in its street: no names, no texts.
CREATE TABLE matter_head (
  street_code text NOT NULL,
  id          text NOT NULL,
  number      text,
  kind        text,
  stage       text,
  channel     text,
  is_open     integer,
  received_on text,
  entered_at  text,
  due_on      text,
  merged_into text,
  gone        smallint NOT NULL,
  PRIMARY KEY (street_code, id)
);
CREATE INDEX matter_head_by_number ON matter_head (street_code, number);
CREATE INDEX matter_head_by_day ON matter_head (street_code, received_on);

-- Files that a row of the street speaks of; pieces of others are not taken.
CREATE TABLE file_ref (
  street_code text NOT NULL,
  sha256      text NOT NULL,
  tbl         text NOT NULL,
  key         text NOT NULL,
  PRIMARY KEY (street_code, sha256, tbl, key)
);
CREATE INDEX file_ref_by_row ON file_ref (street_code, tbl, key);
CREATE TABLE file_piece (
  street_code text NOT NULL,
  sha256      text NOT NULL,
  piece       integer NOT NULL,
  bytes       bytea NOT NULL,
  PRIMARY KEY (street_code, sha256, piece)
);

CREATE TABLE snapshot (
  street_code text NOT NULL,
  id          text NOT NULL,
  cursor      bigint NOT NULL,
  rows        integer NOT NULL,
  bytes       bigint NOT NULL,
  sha256      text NOT NULL,
  made_at     text NOT NULL,
  PRIMARY KEY (street_code, id)
);
CREATE TABLE snapshot_piece (
  street_code text NOT NULL,
  id          text NOT NULL,
  piece       integer NOT NULL,
  bytes       bytea NOT NULL,
  PRIMARY KEY (street_code, id, piece)
);

-- The one rule of all of them: a transaction says its street, and there is no other.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'street', 'street_head', 'seat', 'enrol_code', 'sync_row', 'batch', 'digest', 'matter_head', 'file_ref', 'file_piece',
    'snapshot', 'snapshot_piece'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_street ON %I TO onewindow_app USING (street_code = current_setting(''app.street'', true)) '
      'WITH CHECK (street_code = current_setting(''app.street'', true))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO onewindow_app', name);
  END LOOP;
END $$;

-- Before a seat has joined, its street is known by the code alone: who knows the hash may see that one row.
CREATE POLICY by_code ON enrol_code FOR SELECT TO onewindow_app
  USING (code_hash = current_setting('app.code_hash', true));

-- The district's own pages read across streets, and read only: who takes part, and what figures are counted from.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['street', 'street_head', 'seat', 'snapshot', 'matter_head'] LOOP
    EXECUTE format('CREATE POLICY whole_district ON %I FOR SELECT TO onewindow_district USING (true)', name);
  END LOOP;
END $$;
GRANT SELECT (street_code, name, added_at) ON street TO onewindow_district;
GRANT SELECT (street_code, seq) ON street_head TO onewindow_district;
GRANT SELECT (street_code, seat_code, letter, name, epoch, last_no, from_seat, enrolled_at, revoked_at, last_contact_at,
  cursor, waiting, app, schema_cur) ON seat TO onewindow_district;
GRANT SELECT ON snapshot TO onewindow_district;
GRANT SELECT (street_code, kind, stage, channel, is_open, received_on, due_on, merged_into, gone) ON matter_head TO onewindow_district;
