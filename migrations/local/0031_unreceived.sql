-- Rows that came by a package from another seat, and of which the district has said nothing yet: counted by every look at the sync page.
CREATE INDEX sync_row_unreceived ON sync_row (tbl) WHERE receipt IS NULL AND pending IS NULL AND flight IS NULL;
