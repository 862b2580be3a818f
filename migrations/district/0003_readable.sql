-- A row is kept as the JSON that its seat sent, byte for byte. Of texts that people pasted from elsewhere it may hold \u0000 or
-- half of a pair, which PostgreSQL's json refuses to read, with the whole statement. Statements that look into a row
-- read it through this: the same, without those characters. An escaped backslash before a "u" is no escape.
CREATE FUNCTION readable(data text) RETURNS json LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN data ~ '\\u(0000|[dD][89a-fA-F])'
    THEN regexp_replace(data, '(?<!\\)((?:\\\\)*)\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\1', 'g')::json
    ELSE data::json END
$$;
