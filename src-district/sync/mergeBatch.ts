import {
  mergeRow,
  stampOf,
  isOfTwoSeats,
  tidy,
  type Overwritten,
  type StampedRow,
} from '../../src-shared/sync/merge.ts'
import type { Rejected } from '../../src-shared/sync/protocol.ts'
import { asksPeople, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { seqOf, type HeldRow } from './heldRow.ts'
import { rejectRow, type SentRow } from './readRow.ts'
import { isPlainText } from './text.ts'

export interface FoundPair extends Overwritten {
  table: SyncedTable
  key: string
  matter: string | null
}

export interface MergedBatch {
  /** Rows that changed, as they are now. */
  changed: Map<string, HeldRow>
  rejected: Rejected[]
  pairs: FoundPair[]
  /** Rows whose history is to be wiped. */
  erased: SentRow[]
  /** The street's head after it. */
  seq: number
}

export interface MergeFacts {
  /** The street's head before the batch. */
  seq: number
  /** How far the seat had read when it built the batch. */
  cursor: number
  publicKey: string
  /** Which matter holds a number already, other than the one asked about. */
  isNumberTaken(number: string, matterId: string): boolean
}

export const nameOf = (table: string, key: string): string => `${table}|${key}`

/** Puts rows into what the street holds, one after the other; the store is not touched. */
export function mergeBatch(
  held: ReadonlyMap<string, HeldRow>,
  rows: readonly SentRow[],
  facts: MergeFacts,
): MergedBatch {
  const batch: MergedBatch = { changed: new Map(), rejected: [], pairs: [], erased: [], seq: facts.seq }
  const numbers = new Map<string, string>()
  for (const row of rows) {
    const name = nameOf(row.table.name, row.key)
    const mine = batch.changed.get(name) ?? held.get(name)
    const no = mine && mayNot(mine, row, facts)
    const taken = no ? undefined : takenNumber(row, numbers, facts)
    if (no || taken) batch.rejected.push((no ?? taken) as Rejected)
    else takeRow(batch, name, mine, row, facts)
  }
  return batch
}

const isErased = ({ row }: HeldRow): boolean => row.gone && row.values['erase'] === 1

/** What of a row that is there already speaks against it. */
function mayNot(mine: HeldRow, row: SentRow, { publicKey }: MergeFacts): Rejected | undefined {
  if (mine.onlyFor !== null && mine.onlyFor !== publicKey)
    return rejectRow(row, 'taken', '这个编号属于另一台座席的密封内容')
  if (row.isErasure) return undefined
  if (isErased(mine) && !isWholeAndLater(mine, row))
    return rejectRow(row, 'forbidden', '这条记录已从区里撤回，这次的改动没有写入')
  if (row.table.isEvent && !isErased(mine) && !isSameFact(mine.row, row))
    return rejectRow(row, 'taken', '区里先收到了另一份同号的记录，这一份没有采用')
  return undefined
}

/** After its matter was unsealed a wiped row is sent whole, as a new one. */
const isWholeAndLater = (mine: HeldRow, { table, values, stamp, gone }: SentRow): boolean =>
  !gone && stamp > mine.row.stamp && table.columns.every((column) => Object.hasOwn(values, column))

function isSameFact(mine: StampedRow, { values }: SentRow): boolean {
  return Object.keys(values).every((field) => (mine.values[field] ?? null) === (values[field] ?? null))
}

function takenNumber(row: SentRow, numbers: Map<string, string>, facts: MergeFacts): Rejected | undefined {
  const number = row.table.name === 'matter' && !row.gone ? row.values['number'] : undefined
  if (typeof number !== 'string') return undefined
  const other = numbers.get(number)
  if ((other !== undefined && other !== row.key) || facts.isNumberTaken(number, row.key))
    return rejectRow(row, 'taken', '这个编号在本街道已由另一件事项使用，请换一个新编号')
  numbers.set(number, row.key)
  return undefined
}

function takeRow(batch: MergedBatch, name: string, mine: HeldRow | undefined, row: SentRow, facts: MergeFacts): void {
  const change: StampedRow = { stamp: row.stamp, gone: row.gone, values: row.values, older: row.older }
  if (row.isErasure) {
    batch.erased.push(row)
    // Asked for a second time it is news only if it is later.
    if (mine && isErased(mine) && mine.row.stamp >= row.stamp) return
    const later = mine && mine.row.stamp > row.stamp ? mine.row.stamp : row.stamp
    return put(batch, name, mine, { stamp: later, gone: true, values: { erase: 1 }, older: {} }, row, facts)
  }
  if (!mine || isErased(mine)) return put(batch, name, mine, tidy(change), row, facts)
  if (row.table.isEvent) return
  const isConcurrent = (field: string, was: SentRow['stamp'], theirs: SentRow['stamp']): boolean =>
    seqOf(mine, field) > facts.cursor && isOfTwoSeats(was, theirs) && asksPeople(row.table, field)
  const merged = mergeRow(mine.row, change, isConcurrent)
  const matter = matterOf(row, merged.row) ?? mine.matter
  for (const pair of merged.overwritten) batch.pairs.push({ ...pair, table: row.table, key: row.key, matter })
  if (merged.isNews) put(batch, name, mine, merged.row, row, facts)
}

function put(
  batch: MergedBatch,
  name: string,
  mine: HeldRow | undefined,
  next: StampedRow,
  row: SentRow,
  { publicKey }: MergeFacts,
): void {
  batch.seq += 1
  batch.changed.set(name, {
    table: row.table.name,
    key: row.key,
    seq: batch.seq,
    madeSeq: mine?.madeSeq ?? batch.seq,
    row: next,
    seqs: mine ? keptSeqs(mine, next) : {},
    matter: matterOf(row, next) ?? mine?.matter ?? null,
    onlyFor: mine ? mine.onlyFor : row.table.name === 'sealed_box' ? publicKey : null,
  })
}

/** Fields that kept their stamp kept their number. */
function keptSeqs(mine: HeldRow, next: StampedRow): Record<string, number> {
  const seqs: Record<string, number> = {}
  for (const field of Object.keys(next.values)) {
    if (Object.hasOwn(mine.row.values, field) && stampOf(mine.row, field) === stampOf(next, field))
      seqs[field] = seqOf(mine, field)
  }
  return seqs
}

/** The matter that a row belongs to: spelled by its key or named among its fields. */
function matterOf({ table, key }: SentRow, { values }: StampedRow): string | null {
  if (!table.matter) return null
  const at = table.key.indexOf(table.matter)
  if (at >= 0) return table.key.length === 1 ? key : (key.split('/')[at] ?? null)
  const value = values[table.matter]
  return typeof value === 'string' && isPlainText(value, 300) ? value : null
}
