import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { AnyLevel, UnitRole } from '../../src-shared/linkage/codes.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { replaceRows } from '../store/replaceRows.ts'

/** One row a task; see migrations/local/0017_linkage.sql. */
export interface TaskRecord {
  matterId: MatterId
  linkage: string
  source: string
  sheetSystem: string
  sheetNumber: string
  directiveId: string
  eventClass: string
  urgency: string
  isUrgent: number
  isSecret: number
  leadCode: string
  leadUnit: string
  helpers: number
  dispatchedOn: Day | null
  dueOn: Day | null
  answeredOn: Day | null
  extendedDays: number
  returns: number
  conferences: number
  level: AnyLevel
  causes: string
  verifyFailures: number
  rating: string
  closure: string
  filedOn: Day | null
  closedOn: Day | null
  archivedOn: Day | null
  toldOn: Day | null
  reopened: number
  /** 发生地点 of the registration. */
  place: string
  texts: string
  monthReceived: string
  monthClosed: string
}

const FIELDS: readonly (keyof TaskRecord)[] = [
  'matterId',
  'linkage',
  'source',
  'sheetSystem',
  'sheetNumber',
  'directiveId',
  'eventClass',
  'urgency',
  'isUrgent',
  'isSecret',
  'leadCode',
  'leadUnit',
  'helpers',
  'dispatchedOn',
  'dueOn',
  'answeredOn',
  'extendedDays',
  'returns',
  'conferences',
  'level',
  'causes',
  'verifyFailures',
  'rating',
  'closure',
  'filedOn',
  'closedOn',
  'archivedOn',
  'toldOn',
  'reopened',
  'place',
  'texts',
  'monthReceived',
  'monthClosed',
]

/** One term of a unit's part in a task: from its order, or anew from a verification that did not pass. */
export interface PartRecord {
  matterId: MatterId
  key: string
  /** From 1. */
  term: number
  isLast: number
  role: UnitRole
  unitCode: string
  unit: string
  slipCode: string
  dispatchedOn: Day
  dueOn: Day
  receivedOn: Day | null
  answeredOn: Day | null
  /** When it was last given back; null where it never was. */
  returnedOn: Day | null
  /** The card that the unit has now. */
  level: AnyLevel
  /** The highest card that it was shown for this term. */
  card: AnyLevel
  /** Verifications in this term that did not pass. */
  failures: number
  state: 'to_receive' | 'to_answer' | 'returning' | 'answered' | 'ended'
}

const PART_FIELDS: readonly (keyof PartRecord)[] = [
  'matterId',
  'key',
  'term',
  'isLast',
  'role',
  'unitCode',
  'unit',
  'slipCode',
  'dispatchedOn',
  'dueOn',
  'receivedOn',
  'answeredOn',
  'returnedOn',
  'level',
  'card',
  'failures',
  'state',
]

const column = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const read = (fields: readonly string[]): string => fields.map((field) => `${column(field)} AS ${field}`).join(', ')
const write = (fields: readonly string[]): string =>
  `(${fields.map(column).join(', ')}) VALUES (${fields.map((field) => `@${field}`).join(', ')})`

const UPSERT = `INSERT INTO linkage_task ${write(FIELDS)} ON CONFLICT (matter_id) DO UPDATE SET ${FIELDS.slice(1)
  .map((field) => `${column(field)} = excluded.${column(field)}`)
  .join(', ')}`

const FIND_TASK = `SELECT ${read(FIELDS)} FROM linkage_task WHERE matter_id = ?`

export function findTask(db: Db, matterId: string): TaskRecord | undefined {
  return prepared(db, FIND_TASK).get(matterId) as TaskRecord | undefined
}

export function saveTask(db: Db, row: TaskRecord): void {
  prepared(db, UPSERT).run(row)
}

const DELETE_TERM = 'DELETE FROM linkage_part WHERE matter_id = ? AND key = ? AND term = ?'
const INSERT_PART = `INSERT INTO linkage_part ${write(PART_FIELDS)}`
const PARTS = `SELECT ${read(PART_FIELDS)} FROM linkage_part WHERE matter_id = ?`

/** The parts of a task as they are now; what is no longer there goes. */
export function replaceParts(db: Db, matterId: string, rows: readonly PartRecord[]): void {
  replaceRows(prepared(db, PARTS).all(matterId) as PartRecord[], rows, {
    keyOf: ({ key, term }) => `${key} ${term}`,
    remove: ({ key, term }) => prepared(db, DELETE_TERM).run(matterId, key, term),
    insert: (row) => prepared(db, INSERT_PART).run(row),
  })
}

/** The part to which the paper with this code belongs. Codes are unique by their seat's letter and counter. */
export function findBySlip(db: Db, slipCode: string): PartRecord | undefined {
  return prepared(
    db,
    `SELECT ${read(PART_FIELDS)} FROM linkage_part WHERE slip_code = ? ORDER BY dispatched_on DESC, is_last DESC LIMIT 1`,
  ).get(slipCode) as PartRecord | undefined
}

/** The code of the part that a unit has in a task now; empty where it has none. */
export function findPresentSlip(db: Db, matterId: MatterId, unitCode: string): string {
  const code = prepared(
    db,
    `SELECT slip_code FROM linkage_part WHERE matter_id = ? AND unit_code = ? AND state IN ('to_receive', 'to_answer')
     ORDER BY dispatched_on DESC LIMIT 1`,
  )
    .pluck()
    .get(matterId, unitCode)
  return (code as string | undefined) ?? ''
}

export function isSlipTaken(db: Db, slipCode: string): boolean {
  return prepared(db, 'SELECT 1 FROM linkage_part WHERE slip_code = ?').get(slipCode) !== undefined
}

/** Tasks that were dispatched together. The batch is in the events only: it is looked for once, by the one who undoes it. */
export function listBatch(db: Db, batchId: string): { matterId: MatterId; eventId: string; actorId: string }[] {
  return prepared(
    db,
    `SELECT matter_id AS matterId, id AS eventId, actor_id AS actorId FROM matter_event
     WHERE kind = 'linkage.dispatch' AND json_extract(payload, '$.batchId') = ? ORDER BY id`,
  ).all(batchId) as { matterId: MatterId; eventId: string; actorId: string }[]
}
