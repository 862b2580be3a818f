import { CARD_RULES } from '../../src-shared/linkage/deadlineRules.ts'
import type { AnyLevel } from '../../src-shared/linkage/codes.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { VISIBLE } from '../intake/visible.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import type { DueRow, Reader } from './repo.ts'

const HEAD = `m.id AS matterId, m.number, m.summary, coalesce(u.name, '') AS ownerName`
const FROM = `JOIN matter m ON m.id = p.matter_id LEFT JOIN user_account u ON u.id = m.owner_id`
const MINE = `(@ownerId IS NULL OR m.owner_id = @ownerId) AND ${VISIBLE}`
const ruleList = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join(', ')

export type WaitingTask = Omit<DueRow, 'ruleId' | 'no'> & { stage: string; unit: string }

/** Tasks that a unit gave back, by the day of the return's clock or of the unit's own last day. */
export function listReturned(db: Db, reader: Reader, limit: number): WaitingTask[] {
  return prepared(
    db,
    `SELECT ${HEAD}, m.stage, p.unit, coalesce(
       (SELECT d.due_on FROM deadline d WHERE d.matter_id = m.id AND d.rule_id = 'L-08' AND d.state = 'running'), p.due_on) AS "on"
     FROM linkage_task t JOIN matter m ON m.id = t.matter_id LEFT JOIN user_account u ON u.id = m.owner_id
       JOIN linkage_part p ON p.matter_id = m.id AND p.role = 'lead' AND p.state <> 'ended'
     WHERE m.stage IN ('returned', 'to_confer') AND m.is_open = 1 AND ${MINE} ORDER BY "on" LIMIT @limit`,
  ).all({ ...reader, limit }) as WaitingTask[]
}

export interface CardDue extends WaitingTask {
  level: AnyLevel
  isRed: number
}

/** Units that passed a line and do not have its card yet, one row a unit: the earliest line, and whether red is due. */
export function listDueCards(db: Db, today: Day, reader: Reader, limit: number): CardDue[] {
  return prepared(
    db,
    `SELECT ${HEAD}, m.stage, p.unit, p.level, min(d.due_on) AS "on", max(d.rule_id IN (${ruleList(CARD_RULES.red)})) AS isRed
     FROM deadline d JOIN linkage_part p ON p.matter_id = d.matter_id AND p.is_last = 1 AND (d.anchor = p.key OR substr(d.anchor, instr(d.anchor, '/') + 1) = p.key) ${FROM}
     WHERE d.state = 'running' AND d.is_option = 1 AND d.due_on < @today AND p.state IN ('to_receive', 'to_answer') AND m.is_open = 1
       AND ((p.level IN ('none', 'ordinary') AND d.rule_id IN (${ruleList([...CARD_RULES.yellow, ...CARD_RULES.red])}))
         OR (p.level = 'yellow' AND d.rule_id IN (${ruleList(CARD_RULES.red)}))) AND ${MINE}
     GROUP BY p.matter_id, p.key ORDER BY "on" LIMIT @limit`,
  ).all({ today, ...reader, limit }) as CardDue[]
}
