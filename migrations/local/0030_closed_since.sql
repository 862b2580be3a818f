-- What was closed since a day, of petitions and of tasks as well: the home page counts it and lists it.
CREATE INDEX petition_by_closed ON petition (closed_on) WHERE closed_on IS NOT NULL;
CREATE INDEX linkage_task_by_closed ON linkage_task (closed_on) WHERE closed_on IS NOT NULL;
