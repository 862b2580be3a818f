import type { Conflict, QuarantinedRow } from '../../src-shared/sync/schema.ts'
import { maskPartyName } from '../../src-shared/intake/mask.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { FieldValue } from '../../src-shared/sync/merge.ts'
import type { WireRow } from '../../src-shared/sync/protocol.ts'
import { stampMs, stampSeat, type Stamp } from '../../src-shared/sync/stamp.ts'
import { findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { fieldTitle, settingTitle, tableTitle } from '../../src-shared/sync/titles.ts'
import type { Db } from '../store/open.ts'
import { olderOfText } from '../store/older.ts'
import { rowsOf } from '../store/syncedRows.ts'
import { findMeta, listMattersOfParty } from './rowRepo.ts'
import { loadState, seatName } from './state.ts'
import { findConflict, findUnsentBearer, saveSettled, type ConflictRow, type QuarantineRow } from './statusRepo.ts'
import { textOfValue } from './valueTexts.ts'

interface Side {
  value: FieldValue
  stamp: Stamp
  by: string
}

/** The two values: until it is settled the first is what the record says now, which may be newer than what was found then. */
function sidesOf(db: Db, row: ConflictRow): { winner: Side; loser: Side } {
  const side = (value: string, stamp: string, by: string): Side => ({
    value: JSON.parse(value) as FieldValue,
    stamp: stamp as Stamp,
    by,
  })
  const found = side(row.winner, row.winnerStamp, row.winnerBy)
  return {
    winner: row.settledAt ? found : presentSide(db, row, found),
    loser: side(row.loser, row.loserStamp, row.loserBy),
  }
}

function presentSide(db: Db, { tableName, rowKey, field }: ConflictRow, found: Side): Side {
  const table = findSynced(tableName)
  const bit = table?.columns.indexOf(field) ?? -1
  const values = table && bit >= 0 ? rowsOf(db, table).read(rowKey) : undefined
  const meta = table && findMeta(db, table.no, rowKey)
  if (!table || !values || !meta) return found
  const stamp = olderOfText(meta.older, table)[field] ?? meta.stamp
  if (stamp === found.stamp) return found
  return { value: values[bit] ?? null, stamp, by: seatName(loadState(db), stampSeat(stamp)) }
}

/** As a person reads it. @param hidesNames for paper, where the office prints no full names */
export function toConflict(db: Db, row: ConflictRow, hidesNames = false): Conflict {
  const { winner, loser } = sidesOf(db, row)
  const textOf = ({ value }: Side, isOpen = false): string => textOfValue(db, row.tableName, row.field, value, isOpen)
  const view = (side: Side) => ({
    text: textOf(side),
    by: side.by,
    at: new Date(stampMs(side.stamp)).toISOString() as Instant,
  })
  const name = hidesNames && row.name ? maskPartyName('person', row.name) : (row.name ?? '')
  return {
    id: row.id,
    title: titleOf({ ...row, name }),
    name,
    matterId: row.matterId as MatterId | null,
    tableTitle: tableTitle(row.tableName),
    fieldTitle: row.tableName === 'setting' ? settingTitle(row.rowKey) : fieldTitle(row.tableName, row.field),
    isMasked: [winner, loser].some((side) => textOf(side) !== textOf(side, true)),
    winner: view(winner),
    loser: view(loser),
    foundAt: row.foundAt as Instant,
    settled: row.settledAt
      ? {
          at: row.settledAt as Instant,
          by: row.settledBy,
          as: row.settledAs === 'loser' ? 'loser' : 'winner',
          reason: row.reason,
        }
      : null,
  }
}

/** What it is about: a name, the matter, or both. */
function titleOf({ tableName, rowKey, name, number, summary }: ConflictRow): string {
  const matter = number === null ? '' : `${number} ${summary ?? ''}`
  if (name) return matter ? `${name}（${matter}）` : name
  if (matter) return matter
  return tableName === 'setting' ? '本单位设置' : tableName === 'holiday_year' ? `${rowKey} 年` : tableTitle(tableName)
}

/**
 * Both values in full, for who has to choose.
 *
 * @throws AppError 'not_found'
 */
export function revealConflict(db: Db, me: string, id: string): { row: ConflictRow; winner: string; loser: string } {
  const row = findConflict(db, me, id)
  if (!row) throw new AppError('not_found', '没有找到这一条，可能已经不在您的查看范围内')
  const { winner, loser } = sidesOf(db, row)
  const textOf = ({ value }: Side): string => textOfValue(db, row.tableName, row.field, value, true)
  return { row, winner: textOf(winner), loser: textOf(loser) }
}

export interface Settled {
  /** To be folded again. */
  matters: string[]
  /** The one whose course tells of it. */
  matterId: string | null
  title: string
}

/**
 * Settles two values of one field: writes the chosen one as a change of now, so that every seat takes it, and closes the
 * entry with who and why. In the caller's transaction.
 *
 * @param beforeWrite told of the matters whose header is about to change
 * @returns matters to fold again
 * @throws AppError 'not_found', also where it was settled already; 'not_allowed' where the row went
 */
export function settleConflict(
  db: Db,
  me: string,
  input: { id: string; choice: 'winner' | 'loser'; reason: string; at: string; by: string },
  beforeWrite: (matterId: string) => void,
): Settled {
  const row = findConflict(db, me, input.id)
  if (!row || row.settledAt) throw new AppError('not_found', '这一条已经有人处理过了')
  const table = findSynced(row.tableName) as SyncedTable
  const bit = table.columns.indexOf(row.field)
  const rows = rowsOf(db, table)
  if (bit < 0 || !rows.read(row.rowKey)) throw new AppError('not_allowed', '这条记录已经不在，不需要再选择')
  const { winner, loser } = sidesOf(db, row)
  const chosen = (input.choice === 'winner' ? winner : loser).value
  if (table.name === 'matter') beforeWrite(row.rowKey)
  rows.update(row.rowKey, 1 << bit, [chosen])
  saveSettled(db, row.id, { at: input.at, by: input.by, as: input.choice, reason: input.reason }, winner)
  const matters = table.name === 'party' ? listMattersOfParty(db, row.rowKey) : row.matterId ? [row.matterId] : []
  const title = `${tableTitle(row.tableName)} ${fieldTitle(row.tableName, row.field)}`
  return { matters, matterId: row.matterId ?? matters[0] ?? null, title }
}

/**
 * Which matter would let the row through by taking a new number: the refused one itself, or the one of this seat, never
 * sent, that bears the number of the one which came. Undefined where a number is not the reason.
 */
export function bearerOf(db: Db, me: string, row: QuarantineRow): string | undefined {
  if (row.tbl !== 'matter' || row.code !== 'taken') return undefined
  if (row.direction === 'up') return row.key
  const { number } = (JSON.parse(row.content) as WireRow)[4]
  return typeof number === 'string' ? findUnsentBearer(db, me, number) : undefined
}

/** What the district has decided does not change by being sent again. */
const DECIDED: ReadonlySet<string> = new Set(['taken', 'gone', 'forbidden'])

export function toQuarantined(db: Db, me: string, row: QuarantineRow): QuarantinedRow {
  return {
    id: row.id,
    direction: row.direction,
    table: row.tbl,
    tableTitle: tableTitle(row.tbl),
    title: row.number === null ? tableTitle(row.tbl) : `${row.number} ${row.summary ?? ''}`,
    code: row.code,
    message: row.message,
    matterId: row.matterId as MatterId | null,
    at: row.at as Instant,
    canRenumber: bearerOf(db, me, row) !== undefined,
    canRetry: !DECIDED.has(row.code),
  }
}
