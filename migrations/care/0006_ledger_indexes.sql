-- A month of a group is counted from these two indexes alone: without them each due visit and each visit was looked up once more.
DROP INDEX care_due_by_group;
CREATE INDEX care_due_by_group ON care_due (grp, due_on, client_id, state, rule_id, visited_on, attempts);
DROP INDEX care_visit_by_client;
CREATE INDEX care_visit_by_client ON care_visit (client_id, visited_on, how, is_met);
