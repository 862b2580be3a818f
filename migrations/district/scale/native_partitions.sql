-- Turns every table of a street (its primary key leads with street_code) into partitions by street_code (hash) on plain PostgreSQL. Run once, by the owner of the
-- tables, while no instance serves; running it again changes nothing. The program needs no change: names, columns, keys,
-- policies and grants stay. Rows are moved, none is lost; a failure leaves all as it was.
--
--   psql "$DATABASE_URL" --single-transaction -v ON_ERROR_STOP=1 -f migrations/district/scale/native_partitions.sql
--
-- Number of partitions: SET onewindow.partitions = 32 before it; 16 unless said.
DO $$
DECLARE
  parts integer := coalesce(nullif(current_setting('onewindow.partitions', true), '')::integer, 16);
  tab record;
  item record;
  column_names text;
BEGIN
  FOR tab IN
    SELECT c.oid, c.relname AS name FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'street_code' AND NOT a.attisdropped
    JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indkey[0] = a.attnum
    WHERE c.relkind = 'r' AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
  LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', tab.name);
    EXECUTE format('ALTER TABLE %I RENAME TO %I', tab.name, tab.name || '_whole');
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED)
      PARTITION BY HASH (street_code)', tab.name, tab.name || '_whole');
    FOR part IN 0 .. parts - 1 LOOP
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
        tab.name || '_p' || part, tab.name, parts, part);
    END LOOP;

    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO column_names FROM pg_attribute
    WHERE attrelid = tab.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %I', tab.name, column_names, column_names, tab.name || '_whole');

    -- Keys and indexes under their own names: the old ones go first.
    FOR item IN
      SELECT i.indexrelid, x.relname AS name, i.indisprimary AS is_key, pg_get_indexdef(i.indexrelid) AS def,
        pg_get_constraintdef(k.oid) AS key_def, k.conname AS key_name
      FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
      LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
      WHERE i.indrelid = tab.oid
    LOOP
      IF item.key_name IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', tab.name || '_whole', item.key_name);
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', tab.name, item.key_name, item.key_def);
      ELSE
        EXECUTE format('DROP INDEX %I', item.name);
        EXECUTE replace(item.def, tab.name || '_whole', tab.name);
      END IF;
    END LOOP;

    -- Row-level security on the whole; the program never names a partition, and nobody else is granted one.
    FOR item IN
      SELECT p.polname AS name, p.polcmd AS cmd, pg_get_expr(p.polqual, p.polrelid) AS qual,
        pg_get_expr(p.polwithcheck, p.polrelid) AS with_check,
        (SELECT string_agg(quote_ident(rolname), ', ') FROM pg_roles WHERE oid = ANY (p.polroles)) AS roles
      FROM pg_policy p WHERE p.polrelid = tab.oid
    LOOP
      EXECUTE format('CREATE POLICY %I ON %I FOR %s TO %s', item.name, tab.name,
          CASE item.cmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
          coalesce(item.roles, 'PUBLIC'))
        || coalesce(' USING (' || item.qual || ')', '') || coalesce(' WITH CHECK (' || item.with_check || ')', '');
    END LOOP;
    FOR item IN
      SELECT grantee, privilege_type AS what, NULL AS col FROM information_schema.role_table_grants
      WHERE table_schema = 'public' AND table_name = tab.name || '_whole' AND grantee <> current_user
      UNION ALL
      SELECT grantee, privilege_type, column_name FROM information_schema.column_privileges
      WHERE table_schema = 'public' AND table_name = tab.name || '_whole' AND grantee <> current_user
    LOOP
      EXECUTE format('GRANT %s %s ON %I TO %I', item.what, coalesce('(' || quote_ident(item.col) || ')', ''), tab.name, item.grantee);
    END LOOP;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tab.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tab.name);
    EXECUTE format('DROP TABLE %I', tab.name || '_whole');
  END LOOP;
END $$;
