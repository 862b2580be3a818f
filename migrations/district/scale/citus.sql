-- Spreads every table of a street over the nodes of a Citus cluster by street_code; what is of no street is copied to every
-- node. Run once, on the coordinator, by a superuser (or an owner who may create the extension), after the program has brought
-- the store up once, while no instance serves. The program needs no change: every statement of it names one street,
-- and the district's own figures are grouped by street.
--
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f migrations/district/scale/citus.sql
CREATE EXTENSION IF NOT EXISTS citus;

DO $$
DECLARE tab record;
BEGIN
  FOR tab IN
    SELECT c.relname AS name, EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'street_code' AND NOT a.attisdropped
        AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indkey[0] = a.attnum)
    ) AS is_of_street
    FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND (c.relname LIKE 'district\_%' OR c.relname LIKE 'office\_%' OR EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'street_code' AND NOT a.attisdropped))
    ORDER BY c.relname <> 'street', c.relname
  LOOP
    IF NOT tab.is_of_street THEN
      PERFORM create_reference_table(tab.name::regclass);
    ELSIF tab.name = 'street' THEN
      PERFORM create_distributed_table('street', 'street_code');
    ELSE
      PERFORM create_distributed_table(tab.name::regclass, 'street_code', colocate_with => 'street');
    END IF;
  END LOOP;
END $$;
