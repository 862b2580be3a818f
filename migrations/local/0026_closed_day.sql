-- What was closed since a day: the home page counts it by that day, and not by the month to whose ledger the result belongs.
CREATE INDEX mediation_by_closed ON mediation (closed_on) WHERE closed_on IS NOT NULL;
