-- The board counts what each unit owed and gave back in a month: when a part was returned is folded with the rest of it.
ALTER TABLE linkage_part ADD COLUMN returned_on TEXT;
UPDATE linkage_part SET returned_on = (
  SELECT max(e.payload ->> 'on') FROM matter_event e
  WHERE e.matter_id = linkage_part.matter_id AND e.kind = 'linkage.unitReturns' AND e.payload ->> 'key' = linkage_part.key
    AND NOT EXISTS (
      SELECT 1 FROM matter_event t WHERE t.matter_id = e.matter_id AND t.kind = 'taken_back' AND t.payload ->> 'eventId' = e.id
    )
);
CREATE INDEX linkage_part_by_due ON linkage_part (due_on);
CREATE INDEX linkage_part_by_returned ON linkage_part (returned_on) WHERE returned_on IS NOT NULL;
