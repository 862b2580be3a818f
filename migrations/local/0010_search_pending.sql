-- Rows of an import whose search entries are not written yet, lowest rid first. Background work shortens a range from
-- below, each slice in the transaction that writes its entries; a search reads what is left here row by row.

CREATE TABLE search_pending (
  from_rid INTEGER PRIMARY KEY,
  to_rid INTEGER NOT NULL CHECK (to_rid >= from_rid)
) STRICT;
