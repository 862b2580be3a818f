import type { Stage } from '../../../src-shared/intake/schema.ts'
import type { Instant } from '../../../src-shared/kernel/day.ts'
import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import type { SealedTask } from '../../../src-shared/linkage/sealedPackage.ts'
import { VISIBLE } from '../../intake/visible.ts'
import type { Db } from '../../store/open.ts'
import { prepared } from '../../store/prepared.ts'
import type { SeatKeys } from '../../store/seatKeys.ts'

export interface SeatKeyRow extends SeatKeys {
  madeAt: Instant
  madeBy: string
}

export function findSeatKey(db: Db): SeatKeyRow | undefined {
  return prepared(
    db,
    'SELECT public_key AS publicKey, sealing, signing, made_at AS madeAt, made_by AS madeBy FROM seat_key',
  ).get() as SeatKeyRow | undefined
}

export function insertSeatKey(db: Db, row: SeatKeyRow): void {
  prepared(
    db,
    `INSERT INTO seat_key (id, public_key, sealing, signing, made_at, made_by)
     VALUES (1, @publicKey, @sealing, @signing, @madeAt, @madeBy)`,
  ).run(row)
}

export interface UnitKeyRow {
  id: string
  unitCode: string
  /** Empty: the unit has none from here on. */
  publicKey: string
  reason: string
  at: Instant
  by: string
}

export function insertUnitKey(db: Db, row: UnitKeyRow): void {
  prepared(
    db,
    'INSERT INTO unit_key (id, unit_code, public_key, reason, at, by_name) VALUES (@id, @unitCode, @publicKey, @reason, @at, @by)',
  ).run(row)
}

/** The newest of each unit that has one. */
export function listUnitKeys(db: Db): UnitKeyRow[] {
  return prepared(
    db,
    `SELECT id, unit_code AS unitCode, public_key AS publicKey, reason, at, by_name AS by FROM unit_key k
     WHERE public_key <> '' AND NOT EXISTS (
       SELECT 1 FROM unit_key n WHERE n.unit_code = k.unit_code AND (n.at, n.id) > (k.at, k.id)
     ) ORDER BY unit_code`,
  ).all() as UnitKeyRow[]
}

export const findUnitKey = (db: Db, unitCode: string): UnitKeyRow | undefined =>
  listUnitKeys(db).find((each) => each.unitCode === unitCode)

export interface TakenRow {
  packageId: string
  taskId: string
  matterId: MatterId
  centreKey: string
  centreName: string
  madeAt: Instant
  takenAt: Instant
  takenBy: string
  task: SealedTask
  answeredAt: Instant | null
}
type RawTaken = Omit<TakenRow, 'task'> & { task: string }
const TAKEN = `t.package_id AS packageId, t.task_id AS taskId, t.matter_id AS matterId, t.centre_key AS centreKey, t.centre_name AS centreName,
  t.made_at AS madeAt, t.taken_at AS takenAt, t.taken_by AS takenBy, t.task, t.answered_at AS answeredAt`
const toTaken = <T extends RawTaken>(raw: T): Omit<T, 'task'> & TakenRow => ({
  ...raw,
  task: JSON.parse(raw.task) as SealedTask,
})

export function insertTaken(db: Db, row: Omit<TakenRow, 'answeredAt'>): void {
  prepared(
    db,
    `INSERT INTO taken_package (package_id, task_id, matter_id, centre_key, centre_name, made_at, taken_at, taken_by, task)
     VALUES (@packageId, @taskId, @matterId, @centreKey, @centreName, @madeAt, @takenAt, @takenBy, @task)`,
  ).run({ ...row, task: JSON.stringify(row.task) })
}

/** What came of one task of a centre, oldest first, as `me` may know of it. */
export function listTakenOf(db: Db, me: string, centreKey: string, taskId: string): TakenRow[] {
  const rows = prepared(
    db,
    `SELECT ${TAKEN} FROM taken_package t JOIN matter m ON m.id = t.matter_id
     WHERE t.centre_key = @centreKey AND t.task_id = @taskId AND ${VISIBLE} ORDER BY t.made_at, t.package_id`,
  ).all({ me, centreKey, taskId })
  return (rows as RawTaken[]).map(toTaken)
}

/** The newest that came about a matter. */
export function findTaken(db: Db, matterId: string): TakenRow | undefined {
  const raw = prepared(
    db,
    `SELECT ${TAKEN} FROM taken_package t WHERE t.matter_id = ? ORDER BY t.made_at DESC, t.package_id DESC LIMIT 1`,
  ).get(matterId) as RawTaken | undefined
  return raw && toTaken(raw)
}

/** The newest of each matter that `me` may know of: what waits for its answer first, by its last day. */
export function listTaken(
  db: Db,
  me: string,
  limit: number,
): (TakenRow & { number: string; stage: Stage; version: number })[] {
  const rows = prepared(
    db,
    `SELECT ${TAKEN}, m.number, m.stage, m.version FROM taken_package t JOIN matter m ON m.id = t.matter_id
     WHERE NOT EXISTS (
       SELECT 1 FROM taken_package n WHERE n.matter_id = t.matter_id AND (n.made_at, n.package_id) > (t.made_at, t.package_id)
     ) AND ${VISIBLE}
     ORDER BY t.answered_at IS NOT NULL, t.task ->> 'dueOn', m.rid LIMIT @limit`,
  ).all({ me, limit })
  return (rows as (RawTaken & { number: string; stage: Stage; version: number })[]).map(toTaken)
}

/** Names and keys of centres whose files came here. */
export function listCentres(db: Db): { name: string; key: string }[] {
  return prepared(db, 'SELECT DISTINCT centre_name AS name, centre_key AS key FROM taken_package').all() as {
    name: string
    key: string
  }[]
}

/** The answer to everything that came about a matter until now. */
export function markAnswered(db: Db, matterId: string, at: Instant): void {
  prepared(db, 'UPDATE taken_package SET answered_at = ? WHERE matter_id = ? AND answered_at IS NULL').run(at, matterId)
}

/** Parts in which a unit owes an answer, as `me` may know of them, the last day first. */
export function listOwed(db: Db, me: string, unitCode: string, limit: number): { matterId: MatterId; key: string }[] {
  return prepared(
    db,
    `SELECT p.matter_id AS matterId, p.key FROM linkage_part p JOIN matter m ON m.id = p.matter_id
     WHERE p.unit_code = @unitCode AND p.state IN ('to_receive', 'to_answer') AND ${VISIBLE}
     ORDER BY p.due_on, m.rid LIMIT @limit`,
  ).all({ me, unitCode, limit }) as { matterId: MatterId; key: string }[]
}

/** What a paper was made from, as JSON. */
export const findPaperData = (db: Db, documentId: string): string =>
  (prepared(db, 'SELECT data FROM document WHERE id = ?').pluck().get(documentId) as string | undefined) ?? '{}'
