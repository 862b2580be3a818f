-- Where it happened, as the registration of the task says: lists show it where the card names no community.
ALTER TABLE linkage_task ADD COLUMN place TEXT NOT NULL DEFAULT '';
UPDATE linkage_task SET place = coalesce((
  SELECT json_extract(e.payload, '$.place') FROM matter_event e
  WHERE e.matter_id = linkage_task.matter_id AND e.kind = 'linkage.describe' AND NOT EXISTS (
    SELECT 1 FROM matter_event b
    WHERE b.matter_id = e.matter_id AND b.kind = 'taken_back' AND json_extract(b.payload, '$.eventId') = e.id)
  ORDER BY e.seq DESC LIMIT 1), '');
