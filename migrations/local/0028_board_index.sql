-- The board counts the parts of a month from the index alone, and leaves out the tasks that no ledger tells of by their short list.
DROP INDEX linkage_part_by_due;
CREATE INDEX linkage_part_by_due ON linkage_part (due_on, unit_code, answered_on, state);
CREATE INDEX linkage_task_uncounted ON linkage_task (matter_id) WHERE month_received = '';
-- And its tasks by all the codes that it counts.
DROP INDEX linkage_task_by_month_received;
CREATE INDEX linkage_task_by_month_received ON linkage_task (month_received, linkage, source, level, closure, causes, matter_id) WHERE month_received <> '';
DROP INDEX linkage_task_by_month_closed;
CREATE INDEX linkage_task_by_month_closed ON linkage_task (month_closed, closed_on, linkage, source, level, closure, causes, matter_id) WHERE month_closed <> '';
