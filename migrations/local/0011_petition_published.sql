-- Published answers (公开回复率), the office that first registered a letter, and the reception at which a visit
-- was made (B3.5, B3.6). Letters that are here already count as their channel says, as `originOfChannel` does for new
-- ones; no answer was published yet. Counters get the measures that these columns bring; all others stay as they are.

ALTER TABLE petition ADD COLUMN published_on TEXT;
ALTER TABLE petition ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE petition ADD COLUMN visit_place TEXT NOT NULL DEFAULT '';

UPDATE petition SET origin = CASE (SELECT channel FROM matter WHERE matter.id = petition.matter_id) WHEN 'transfer' THEN '1' ELSE '2' END
  WHERE form = 'letter';

WITH months (ledger, basis, month, matter_id) AS (
  SELECT 'petition', 'received', month_received, matter_id FROM petition WHERE month_received <> ''
  UNION ALL SELECT 'petition', 'closed', month_closed, matter_id FROM petition WHERE month_closed <> ''
  UNION ALL SELECT 'petition_agency', 'mandated', month_mandated, matter_id FROM petition WHERE month_mandated <> ''
), measures (matter_id, measure) AS (
  SELECT matter_id, 'letterFrom.' || origin FROM petition WHERE form = 'letter'
  UNION ALL SELECT matter_id, 'publish.due' FROM petition
    WHERE answered_on IS NOT NULL AND may_publish = 1 AND wishes_secrecy = 0 AND purpose <> 'report'
)
INSERT INTO month_counter (ledger, basis, month, measure, n)
  SELECT ledger, basis, month, measure, count(*) FROM months JOIN measures USING (matter_id) GROUP BY 1, 2, 3, 4;
