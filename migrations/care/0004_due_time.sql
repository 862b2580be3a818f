-- Limits of a response that are counted in hours have a time of day: the yellow and the red one, '' where days are counted.
ALTER TABLE care_todo ADD COLUMN due_at TEXT NOT NULL DEFAULT '';
ALTER TABLE care_todo ADD COLUMN last_at TEXT NOT NULL DEFAULT '';

-- Filled with the next plan of each client.
UPDATE care_client SET planned_until = '';
