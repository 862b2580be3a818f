import type { Db } from '../../src-main/store/open.ts'

/*
 * A month of tasks told once more by SQL alone, from the events and the cards: nothing here knows the product's folds,
 * rows or counters. Codes are put into words again on purpose.
 */

/** Days of the ledger's month and what the figures are asked of. */
export interface Period {
  from: string
  to: string
}

const EVENTS = `
CREATE TEMP TABLE ev AS
  SELECT e.id, e.matter_id AS matter, e.seq, substr(e.kind, 9) AS act, e.payload, e.payload ->> 'key' AS key, e.payload ->> 'on' AS day
  FROM matter_event e
  WHERE e.kind LIKE 'linkage.%' AND e.id NOT IN (SELECT payload ->> 'eventId' FROM matter_event WHERE kind = 'taken_back');
CREATE INDEX temp.ev_by_matter ON ev (matter, act, seq);
CREATE INDEX temp.ev_by_key ON ev (key, act, seq) WHERE key IS NOT NULL;

-- Every part that a unit was given: by which event, and its place in it.
CREATE TEMP TABLE part AS
  SELECT ev.matter, ev.seq, ev.id || ':' || a.key AS key, a.value ->> 'role' AS role, a.value ->> 'unitCode' AS unit,
    a.value ->> 'unit' AS name, a.value ->> 'dueOn' AS due, ev.day
  FROM ev, json_each(ev.payload, '$.assignments') a WHERE ev.act IN ('dispatch', 'confer', 'addHelpers');
CREATE INDEX temp.part_by_matter ON part (matter, unit, seq);
CREATE INDEX temp.part_by_key ON part (key);

-- What did not pass its verification is owed anew, by another day.
CREATE TEMP TABLE redo AS
  SELECT ev.matter, ev.seq, r.value ->> 'key' AS key, ev.id || '/' || (r.value ->> 'key') AS anchor, r.value ->> 'dueOn' AS due
  FROM ev, json_each(ev.payload, '$.redo') r WHERE ev.act = 'verify';
CREATE TEMP TABLE extension AS
  SELECT payload ->> 'anchor' AS anchor, sum(payload ->> 'amount') AS days
  FROM ev WHERE act = 'extendDeadline' AND payload ->> 'ruleId' = 'L-02' GROUP BY 1;
CREATE TEMP TABLE card AS
  SELECT ev.matter, ev.seq, ev.key, part.unit, ev.payload ->> 'cause' AS cause,
    CASE ev.payload ->> 'level' WHEN 'red' THEN 3 WHEN 'yellow' THEN 2 ELSE 1 END AS rank
  FROM ev JOIN part ON part.key = ev.key WHERE ev.act = 'supervise';
`

/** One row a term, an order or work owed anew: its day with what was granted, its answer, its card, whether the unit still has it. */
const PARTS = `
CREATE TEMP TABLE term AS
  WITH span AS (
    SELECT part.*, part.key AS anchor, part.seq AS start FROM part
    UNION ALL SELECT part.matter, part.seq, part.key, part.role, part.unit, part.name, redo.due, part.day, redo.anchor, redo.seq
      FROM part JOIN redo ON redo.key = part.key
  ),
  numbered AS (
    SELECT span.*, row_number() OVER (PARTITION BY key ORDER BY start) AS no, lead(start) OVER (PARTITION BY key ORDER BY start) AS next,
      (SELECT min(later.seq) FROM part later WHERE later.matter = span.matter AND later.seq > span.seq
        AND (later.unit = span.unit OR (later.role = 'lead' AND span.role = 'lead'))) AS replaced,
      (SELECT min(ev.seq) FROM ev WHERE ev.key = span.key AND span.role = 'helper' AND ev.act IN ('unitReturns', 'releaseHelper')) AS gone
    FROM span
  ),
  bounded AS (SELECT numbered.*, coalesce(next, min(coalesce(replaced, 1e9), coalesce(gone, 1e9))) AS until FROM numbered)
  SELECT matter, seq, key, no, next IS NULL AS isLast, role, unit, name,
    date(due, '+' || coalesce((SELECT days FROM extension WHERE extension.anchor = bounded.anchor), 0) || ' days') AS due,
    (SELECT day FROM ev WHERE ev.key = bounded.key AND ev.act = 'unitAnswers' AND ev.seq > start AND ev.seq < coalesce(next, 1e9)) AS answered,
    coalesce((SELECT max(rank) FROM card WHERE card.matter = bounded.matter AND card.unit = bounded.unit
      AND ((card.key = bounded.key AND card.seq > start AND card.seq <= until) OR (no = 1 AND card.seq < start))), 0) AS rank,
    (SELECT count(*) FROM ev WHERE ev.matter = bounded.matter AND ev.act = 'verify' AND ev.payload ->> 'isPassed' = 0
      AND ev.seq > start AND ev.seq <= until) AS failures,
    coalesce(replaced, gone) IS NOT NULL AS hasLeft
  FROM bounded;
CREATE INDEX temp.term_by_matter ON term (matter);
`

const last = (act: string, more = ''): string =>
  `(SELECT max(seq) FROM ev WHERE ev.matter = m.id AND ev.act = '${act}' ${more})`
const count = (act: string, more = ''): string =>
  `(SELECT count(*) FROM ev WHERE ev.matter = m.id AND ev.act = '${act}' ${more})`

/** One row a task. */
const TASKS = `
CREATE TEMP TABLE task AS
  WITH latest AS (
    SELECT m.id, m.rid, m.number, m.received_on, ${last('describe')} AS described, ${last('close')} AS closing, ${last('file')} AS filing,
      ${last('reopen')} AS reopening, ${last('verify', `AND ev.payload ->> 'rating' IS NOT NULL`)} AS rating
    FROM matter m WHERE m.id IN (SELECT matter FROM ev WHERE act = 'describe')
  ),
  closed AS (SELECT latest.*, closing > coalesce(reopening, 0) AS isClosed, filing > coalesce(reopening, 0) AS isFiled FROM latest)
  SELECT m.id, m.rid, m.number, m.received_on AS received, d.payload ->> 'linkage' AS linkage, d.payload ->> 'title' AS title,
    d.payload ->> 'source' AS source, coalesce(d.payload ->> '$.sheet.number', '') AS sheet, d.payload ->> 'isSecret' AS secret,
    (SELECT json_group_array(json_object('unit', unit, 'name', name, 'due', due, 'answered', answered)) FROM (
      SELECT * FROM term WHERE term.matter = m.id AND term.role = 'lead' ORDER BY seq DESC, no DESC LIMIT 1)) AS lead,
    (SELECT count(*) FROM term WHERE term.matter = m.id AND role = 'helper' AND isLast AND NOT hasLeft) AS helpers,
    (SELECT day FROM ev WHERE ev.matter = m.id AND act = 'dispatch' ORDER BY seq LIMIT 1) AS dispatched,
    ${count('unitReturns')} AS returns, ${count('confer')} AS conferences, ${count('reopen')} AS reopened, ${count('extendDeadline')} AS extensions,
    ${count('verify', `AND ev.payload ->> 'isPassed' = 0`)} AS failures,
    coalesce((SELECT max(rank) FROM card WHERE card.matter = m.id), 0) AS rank,
    CASE WHEN m.isClosed THEN c.payload ->> 'closure' ELSE '' END AS closure, CASE WHEN m.isClosed THEN c.day END AS closed,
    CASE WHEN m.isFiled THEN 1 ELSE 0 END AS filed, coalesce(r.payload ->> 'rating', '') AS rating
  FROM closed m JOIN ev d ON d.matter = m.id AND d.seq = m.described
    LEFT JOIN ev c ON c.matter = m.id AND c.seq = m.closing AND c.act = 'close'
    LEFT JOIN ev r ON r.matter = m.id AND r.seq = m.rating AND r.act = 'verify';
CREATE INDEX temp.task_by_id ON task (id);
`

const SCRIPT = ['ev', 'part', 'redo', 'extension', 'card', 'term', 'task']

/** Tells the events anew; call it before any of the questions below, and again after more acts. */
export function tellAnew(db: Db): void {
  for (const table of SCRIPT) db.exec(`DROP TABLE IF EXISTS temp.${table}`)
  db.exec(EVENTS + PARTS + TASKS)
}

const CLOSURES = `CASE closure WHEN 'substantive' THEN '实质性办结' WHEN 'stage' THEN '阶段性办结' WHEN 'procedural' THEN '程序性办结' ELSE '' END`
const LEVELS = `CASE rank WHEN 3 THEN '红牌督办' WHEN 2 THEN '黄牌督办' WHEN 1 THEN '普通督办' ELSE '' END`

/** The ledger's rows of a period by the day of receipt, in its order, in the columns that are no plain words. */
export const rowsOf = (db: Db, { from, to }: Period): unknown[] =>
  db
    .prepare(
      `SELECT id AS matterId, number, received AS receivedOn, title AS linkage, sheet AS sheetNumber, coalesce(lead ->> '$[0].name', '') AS leadUnit,
         helpers, dispatched AS dispatchedOn, lead ->> '$[0].due' AS dueOn, lead ->> '$[0].answered' AS answeredOn, returns,
         ${LEVELS} AS level, ${CLOSURES} AS closure, closed AS closedOn
       FROM temp.task WHERE received BETWEEN ? AND ? ORDER BY received, rid`,
    )
    .all(from, to)

/** Figures by key, as the office prints them. */
export function figuresOf(db: Db, { from, to }: Period): Record<string, string> {
  const month = `temp.task WHERE received BETWEEN @from AND @to`
  const one = (sql: string): number => (db.prepare(sql).get({ from, to }) as { n: number | null }).n ?? 0
  const n = (where: string): number => one(`SELECT count(*) AS n FROM ${month} AND (${where})`)
  const figures: Record<string, string> = {}
  const set = (key: string, value: number): void => void (figures[key] = String(value))
  const due = `lead ->> '$[0].due' IS NOT NULL`
  const answered = `lead ->> '$[0].answered'`
  const inTime = `${answered} <= lead ->> '$[0].due'`
  const late = `${answered} > lead ->> '$[0].due'`
  set('total', n('1'))
  set('filed', n('filed'))
  set('dispatched', n('dispatched IS NOT NULL'))
  set('helped', n('helpers > 0'))
  set('extended', n('extensions > 0'))
  set('returned', n('returns > 0'))
  set('conferred', n('conferences > 0'))
  set('reopened', n('reopened > 0'))
  set('verifyFailures', one(`SELECT sum(failures) AS n FROM ${month}`))
  set('answered.late', n(late))
  set('closed', n('closed IS NOT NULL'))
  set('closedNow', one('SELECT count(*) AS n FROM temp.task WHERE closed BETWEEN @from AND @to'))
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '' : (Math.round((part * 1e4) / whole) / 100).toFixed(2)
  figures['answerRate'] = percent(n(inTime), n(due))
  figures['closeRate'] = percent(n('closed IS NOT NULL'), n('1'))
  const days = one(`SELECT sum(julianday(${answered}) - julianday(received)) AS n FROM ${month}`)
  figures['answerDays'] = (
    Math.floor((20 * days + n(`${answered} IS NOT NULL`)) / (2 * n(`${answered} IS NOT NULL`))) / 10
  ).toFixed(1)
  for (const source of ['window', 'grid', 'hotline', 'system', 'patrol', 'meeting', 'directive'])
    set(`source.${source}`, n(`source = '${source}'`))
  for (const [at, level] of ['ordinary', 'yellow', 'red'].entries()) set(`card.${level}`, n(`rank = ${at + 1}`))
  for (const rating of ['satisfied', 'fair', 'unsatisfied', 'unasked'])
    set(`rating.${rating}`, n(`rating = '${rating}'`))
  const cards = `temp.card JOIN temp.task ON task.id = card.matter WHERE task.received BETWEEN @from AND @to`
  set('supervisions', one(`SELECT count(*) AS n FROM ${cards}`))
  for (const cause of ['01', '02', '03', '04', '05', '06', '07', '08', '99'])
    set(`cause.${cause}`, one(`SELECT count(*) AS n FROM ${cards} AND cause = '${cause}'`))
  const closures = ['substantive', 'stage', 'procedural']
  for (const closure of closures) set(`closure.${closure}`, n(`closure = '${closure}'`))
  for (const linkage of ['1', '2', '3', '4', '5', '6']) {
    const of = `linkage = '${linkage}'`
    set(`linkage.${linkage}`, n(of))
    set(`of.${linkage}.returned`, n(`${of} AND returns > 0`))
    set(`of.${linkage}.answered.late`, n(`${of} AND ${late}`))
    for (const [rank, level] of [
      [2, 'yellow'],
      [3, 'red'],
    ] as const)
      set(`of.${linkage}.card.${level}`, n(`${of} AND rank = ${rank}`))
    for (const closure of closures) set(`of.${linkage}.closure.${closure}`, n(`${of} AND closure = '${closure}'`))
  }
  return figures
}

/** Tasks of the period by the unit that leads them. */
export const tasksByUnit = (db: Db, { from, to }: Period): unknown[] =>
  db
    .prepare(
      `SELECT 'unit.' || (lead ->> '$[0].unit') AS measure, count(*) AS n FROM temp.task
       WHERE received BETWEEN ? AND ? AND lead ->> '$[0].unit' IS NOT NULL GROUP BY 1 ORDER BY 1`,
    )
    .all(from, to)

/** Terms that fell due in a period and were owed, with what their task came to; `key` as an appeal names it. */
const DUE = `SELECT term.matter || ':' || term.key || iif(no > 1, ':' || no, '') AS key, term.unit, term.role = 'lead' AS isLead, term.answered <= term.due AS isInTime,
    term.rank = 3 AS isRed, term.failures > 0 AS isRedone, iif(isLast, task.closure, '') AS closure, iif(isLast, task.rating, '') AS rating
  FROM temp.term JOIN temp.task ON task.id = term.matter
  WHERE term.due BETWEEN @from AND @to AND (term.answered IS NOT NULL OR (NOT term.hasLeft AND task.closed IS NULL AND NOT task.filed))
    AND (term.answered IS NOT NULL OR term.due < @today)`

/** What upheld appeals left out, and points that a review or a decision gave, told from the acts of the month. */
const EXCLUDED = `SELECT decide.unit_code AS unit, appeal.payload ->> 'code' AS code, each.value AS key
  FROM assessment_act decide JOIN assessment_act appeal ON appeal.id = decide.payload ->> 'appealId', json_each(decide.payload, '$.excludes') each
  WHERE decide.month = @month AND decide.kind = 'decide' AND decide.payload ->> 'isUpheld' = 1`
const GIVEN = `SELECT unit_code AS unit, s.value ->> 'code' AS code, s.value ->> 'score' AS score, at, assessment_act.id
    FROM assessment_act, json_each(payload, '$.scores') s WHERE month = @month AND kind = 'review'
  UNION ALL SELECT d.unit_code, a.payload ->> 'code', d.payload ->> 'score', d.at, d.id FROM assessment_act d
    JOIN assessment_act a ON a.id = d.payload ->> 'appealId'
    WHERE d.month = @month AND d.kind = 'decide' AND d.payload ->> 'isUpheld' = 1 AND d.payload ->> 'score' IS NOT NULL`

/** The sheet that ships, of one unit: points by item and in total, null where nothing is scored. */
export function scoresOf(db: Db, unit: string, month: string, { from, to }: Period, today: string) {
  const ask = { unit, month, from, to, today }
  const count = (code: string, where: string): number => {
    const sql = `SELECT count(*) AS n FROM (${DUE}) due WHERE unit = @unit AND (${where})
      AND NOT EXISTS (SELECT 1 FROM (${EXCLUDED}) x WHERE x.unit = @unit AND x.code = @code AND x.key = due.key)`
    return (db.prepare(sql).get({ ...ask, code }) as { n: number }).n
  }
  const given = (code: string): number | null => {
    const row = db.prepare(
      `SELECT score FROM (${GIVEN}) WHERE unit = @unit AND code = @code ORDER BY at DESC, id DESC LIMIT 1`,
    )
    return (row.get({ unit, month, code }) as { score: number } | undefined)?.score ?? null
  }
  const round = (points: number): number => Math.floor(points * 100 + 0.5 + 1e-9) / 100
  const least = (points: number): number => Math.max(0, round(points))
  const due = count('01', '1')
  const closed = count('04', `isLead AND closure <> ''`)
  const asked = count('05', `isLead AND rating IN ('satisfied', 'fair', 'unsatisfied')`)
  const items: Record<string, number | null> = {
    '01': due < 3 ? null : least(30 - 0.5 * (100 - (100 * count('01', 'isInTime')) / due)),
    '02': count('02', '1') === 0 ? null : least(10 - 2 * count('02', 'isRed')),
    '03': count('03', 'isLead') === 0 ? null : least(20 - 2 * count('03', 'isLead AND isRedone')),
    '04': closed < 3 ? null : round((15 * count('04', `isLead AND closure = 'substantive'`)) / closed),
    '05': asked < 3 ? null : round((10 * count('05', `isLead AND rating IN ('satisfied', 'fair')`)) / asked),
    '06': given('06'),
    '07': given('07'),
    '90': given('90'),
  }
  const full: Record<string, number> = { '01': 30, '02': 10, '03': 20, '04': 15, '05': 10, '06': 10, '07': 5 }
  const scored = Object.keys(full).filter((code) => items[code] !== null)
  const sum = (list: number[]): number => list.reduce((total, each) => total + each, 0)
  const whole = sum(scored.map((code) => full[code] as number))
  const total =
    whole === 0 ? null : round((100 * sum(scored.map((code) => items[code] as number))) / whole) + (items['90'] ?? 0)
  return { items, total: total === null ? null : round(total) }
}

/** The board's numbers as `section/code/series`, those that are not 0. */
export function boardOf(db: Db, month: string, { from, to }: Period, today: string): Record<string, number> {
  const of = (section: string, series: string, sql: string): Record<string, number> => {
    const rows = db.prepare(sql).all({ from, to, today }) as { code: string; n: number }[]
    return Object.fromEntries(rows.filter(({ n }) => n > 0).map(({ code, n }) => [`${section}/${code}/${series}`, n]))
  }
  const received = 'FROM temp.task WHERE received BETWEEN @from AND @to'
  const closed = 'FROM temp.task WHERE closed BETWEEN @from AND @to'
  const by = (column: string, which: string): string => `SELECT ${column} AS code, count(*) AS n ${which} GROUP BY 1`
  const level = `CASE rank WHEN 3 THEN 'red' WHEN 2 THEN 'yellow' ELSE 'ordinary' END`
  const owed = `term.due BETWEEN @from AND @to AND (term.answered IS NOT NULL OR (NOT term.hasLeft AND task.closed IS NULL AND NOT task.filed))`
  const unit = (where: string): string =>
    `SELECT term.unit AS code, count(DISTINCT term.matter) AS n FROM temp.term JOIN temp.task ON task.id = term.matter WHERE ${where} GROUP BY 1`
  return {
    ...of('linkage', 'received', by('linkage', received)),
    ...of('linkage', 'closed', by('linkage', closed)),
    ...of('source', 'received', by('source', received)),
    ...of('unit', 'due', unit(owed)),
    ...of(
      'unit',
      'late',
      unit(`${owed} AND (term.answered > term.due OR (term.answered IS NULL AND term.due < @today))`),
    ),
    ...of('unit', 'unanswered', unit(`${owed} AND term.answered IS NULL`)),
    ...of(
      'unit',
      'returned',
      `SELECT part.unit AS code, count(DISTINCT part.matter) AS n FROM temp.ev JOIN temp.part ON part.key = ev.key
       WHERE ev.act = 'unitReturns' AND ev.day BETWEEN @from AND @to
         AND NOT EXISTS (SELECT 1 FROM temp.ev later WHERE later.key = ev.key AND later.act = 'unitReturns' AND later.seq > ev.seq AND later.day > @to)
       GROUP BY 1`,
    ),
    ...of('level', 'received', by(level, `${received} AND rank > 0`)),
    ...of(
      'cause',
      'received',
      `SELECT card.cause AS code, count(DISTINCT card.matter) AS n FROM temp.card JOIN temp.task ON task.id = card.matter
       WHERE task.received BETWEEN @from AND @to GROUP BY 1`,
    ),
    ...of('closure', 'closed', by('closure', closed)),
    ...of(
      'trend',
      'received',
      by('substr(received, 1, 7)', `FROM temp.task WHERE substr(received, 1, 7) <= '${month}'`),
    ),
    ...of('trend', 'closed', by('substr(closed, 1, 7)', `FROM temp.task WHERE substr(closed, 1, 7) <= '${month}'`)),
  }
}
