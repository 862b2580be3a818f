-- Each exchange asks whether anything is held back for a seal: that must not read every row.
CREATE INDEX sync_row_held ON sync_row (is_held) WHERE is_held <> 0;
