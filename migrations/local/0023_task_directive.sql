-- A directive of the district shows the tasks that came of it.
CREATE INDEX linkage_task_by_directive ON linkage_task (directive_id) WHERE directive_id <> '';
