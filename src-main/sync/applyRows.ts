import { sumOfHex, sumToHex, xorSum } from '../../src-shared/sync/digest.ts'
import type { FieldValue, Fields } from '../../src-shared/sync/merge.ts'
import type { WireRow } from '../../src-shared/sync/protocol.ts'
import { stampSeat, type Stamp } from '../../src-shared/sync/stamp.ts'
import { asksPeople, findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { captureOf, sawInCapture } from '../store/capture.ts'
import { fieldsOf, fullMask, GOING, olderOfText, textOfOlder, type Mask } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { rowsOf } from '../store/syncedRows.ts'
import { extraOf, mergeExtra } from './extraFields.ts'
import { sumOfMeta, withRowStamp } from './metaStamps.ts'
import { keepPairs, type Pair } from './pairs.ts'
import {
  findMeta,
  insertMeta,
  listMattersOfParty,
  readSums,
  saveQuarantined,
  updateMeta,
  wantFile,
  writeSum,
  type RowMeta,
} from './rowRepo.ts'
import { toWire } from './toWire.ts'

/** What a transaction of rows from outside did. */
export interface Applied {
  /** Matters whose events or header came: to be folded again. */
  matters: Set<string>
  tables: Set<string>
  overwritten: number
  quarantined: number
  /** The newest stamp met; empty if there was none. */
  newest: string
}

export interface ApplyOptions {
  nowIso: string
  /** False for rows of another seat that the district may not have: nothing is agreed with it by them. True where left out. */
  isDistricts?: boolean
  /** Called inside the transaction, before a matter's row goes. */
  forget?: (matterId: string) => void
  /** Called inside the transaction, before what a matter is counted by changes. */
  leaveCounters?: (matterId: string) => void
}

/**
 * Writes rows from outside, in the caller's transaction, with triggers at rest; then, with triggers awake, what was found
 * to be overwritten. The newest stamp of a field wins; what this seat has not sent and lost is kept in an `overwritten`
 * entry. A row that cannot be written goes to the quarantine tray and stops nothing.
 */
export function applyRows(
  db: Db,
  rows: Iterable<{ row: WireRow; seq: number | null }>,
  options: ApplyOptions,
): Applied {
  const applied: Applied = { matters: new Set(), tables: new Set(), overwritten: 0, quarantined: 0, newest: '' }
  const work = new Applying(db, applied, options)
  const capture = captureOf(db)
  capture.isApplying = true
  try {
    for (const { row, seq } of rows) work.take(row, seq)
  } finally {
    capture.isApplying = false
  }
  work.finish()
  return applied
}

class Applying {
  private readonly sums = new Map<number, string>()
  private readonly touched = new Set<number>()
  private readonly pairs: Pair[] = []
  private readonly parties = new Set<string>()
  private readonly db: Db
  private readonly applied: Applied
  private readonly options: ApplyOptions
  private readonly isDistricts: boolean

  constructor(db: Db, applied: Applied, options: ApplyOptions) {
    this.db = db
    this.applied = applied
    this.options = options
    this.isDistricts = options.isDistricts ?? true
    this.sums = readSums(db)
  }

  take(row: WireRow, seq: number | null): void {
    const [name, key, stamp, gone, values] = row
    if (stamp > this.applied.newest) this.applied.newest = stamp
    const table = findSynced(name)
    if (!table) return this.setAside(row, 'unknown_table', '这条记录来自更新版本的程序，升级后会自动收下')
    let isNews = true
    try {
      const meta = findMeta(this.db, table.no, key)
      if (!meta) this.takeNew(table, row, seq)
      else if (table.isEvent) isNews = this.takeEvent(table, meta, row, seq)
      else isNews = this.merge(table, meta, row, seq)
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      if (!code.startsWith('SQLITE_CONSTRAINT')) throw error
      const isTaken = code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
      return this.setAside(
        row,
        isTaken ? 'taken' : 'partial',
        isTaken ? '编号与本机另一条记录相同，没有写入；原记录未动' : '这条记录还不完整，下次同步时再取',
      )
    }
    if (isNews) this.note(table, key, values, gone === 1)
  }

  /** Matters to fold again, names to index again, files to fetch one day. */
  private note(table: SyncedTable, key: string, values: Fields, isGone: boolean): void {
    this.applied.tables.add(table.name)
    if (table.matter === 'id') this.applied.matters.add(key)
    else if (table.matter === 'matter_id' && table.key[0] === 'matter_id')
      this.applied.matters.add(key.split('/', 1)[0] as string)
    else if (table.name === 'matter_event' && typeof values['matter_id'] === 'string')
      this.applied.matters.add(values['matter_id'])
    else if (table.folds && typeof values[table.folds] === 'string')
      this.applied.matters.add(values[table.folds] as string)
    else if (table.name === 'party') this.parties.add(key)
    if (table.name === 'document' && !isGone && typeof values['sha256'] === 'string')
      wantFile(this.db, values['sha256'], 'down', this.options.nowIso)
  }

  private takeNew(table: SyncedTable, [, key, stamp, gone, values, older = {}]: WireRow, seq: number | null): void {
    const extra = extraOf(table, values, older, stamp)
    const meta = { stamp, older: textOfOlder(older, table), extra, gone, acked: null as string | null }
    if (gone === 0) {
      const rows = rowsOf(this.db, table)
      const all = columnsOf(table, values)
      // There already, without a stamp: a detail row that was folded from events which came earlier, and what the district wrote
      // before this seat joined anew.
      if ((table.where || table.isDistricts) && rows.read(key)) rows.update(key, fullMask(table), all)
      else rows.insert(key, all)
    }
    if (this.isDistricts) meta.acked = sumOfMeta(table, key, meta)
    insertMeta(this.db, table.no, key, meta, seq)
    this.move(table.no, null, meta.acked)
  }

  /** Of two facts under one key the district's stands; this seat's own goes to the tray. False if it is the same one. */
  private takeEvent(table: SyncedTable, meta: RowMeta, row: WireRow, seq: number | null): boolean {
    const [, key, stamp, gone, values] = row
    const rows = rowsOf(this.db, table)
    if (gone === 1) {
      rows.remove(key)
    } else if (meta.stamp !== stamp || meta.gone === 1) {
      const own = rows.read(key)
      if (own && meta.stamp !== stamp && columnsOf(table, values).some((value, at) => value !== own[at]))
        this.setAside(
          toWire(table, key, meta, own),
          'taken',
          '区里先收到了另一份，本机这一份没有采用，内容保留在这里',
          'up',
        )
      if (own) rows.update(key, fullMask(table), columnsOf(table, values))
      else rows.insert(key, columnsOf(table, values))
    }
    const isSame = meta.stamp === stamp && meta.gone === gone
    const next: RowMeta = isSame ? { ...meta } : { ...meta, stamp, older: null, gone, pending: null, changed: 0 }
    if (next.pending === null && this.isDistricts) next.acked = sumOfMeta(table, key, next)
    updateMeta(this.db, table.no, key, next, seq)
    this.move(table.no, meta.acked, next.acked)
    return !isSame
  }

  /** False if the row told nothing new, as this seat's own rows do when they come back. */
  private merge(table: SyncedTable, meta: RowMeta, row: WireRow, seq: number | null): boolean {
    const [, key, stamp, gone, values, older = {}] = row
    const rows = rowsOf(this.db, table)
    const stamps = olderOfText(meta.older, table)
    const unsent = meta.changed | meta.flying
    let mine: FieldValue[] | undefined
    let taken: Mask = 0
    let changed = meta.changed
    table.columns.forEach((column, bit) => {
      if (!Object.hasOwn(values, column)) return
      const value = values[column] ?? null
      const theirs = Object.hasOwn(older, column) ? (older[column] as Stamp) : stamp
      const was = stamps[column] ?? meta.stamp
      if (was === theirs) return
      if (unsent & (1 << bit) && stampSeat(was) !== stampSeat(theirs) && asksPeople(table, column)) {
        mine ??= rows.read(key)
        const own = mine?.[bit] ?? null
        if (mine && own !== value)
          this.pairs.push({
            table,
            key,
            field: column,
            mine: { value: own, stamp: was },
            theirs: { value, stamp: theirs },
          })
      }
      if (was > theirs) return
      taken |= 1 << bit
      stamps[column] = theirs
      changed &= ~(1 << bit)
    })
    const isNewer = stamp > meta.stamp
    if (isNewer) changed &= ~GOING
    const next: RowMeta = { ...meta, changed, gone: isNewer ? gone : meta.gone, stamp: isNewer ? stamp : meta.stamp }
    next.extra = mergeExtra(meta.extra, extraOf(table, values, older, stamp))
    next.older = textOfOlder(withRowStamp(stamps, table, meta.stamp, next.stamp), table)
    this.writeMerged(table, key, meta, next, taken, values, mine)
    if (next.changed === 0 && next.flying === 0) next.pending = null
    if (next.pending === null && this.isDistricts) next.acked = sumOfMeta(table, key, next)
    updateMeta(this.db, table.no, key, next, seq)
    this.move(table.no, meta.acked, next.acked)
    return isNewer || taken !== 0
  }

  private writeMerged(
    table: SyncedTable,
    key: string,
    meta: RowMeta,
    next: RowMeta,
    taken: Mask,
    values: Fields,
    mine: FieldValue[] | undefined,
  ): void {
    const rows = rowsOf(this.db, table)
    if (next.gone === 1 && meta.gone === 0) {
      const own = mine ?? rows.read(key)
      if (own && meta.changed !== 0)
        this.setAside(toWire(table, key, meta, own), 'gone', '别的座席删去了这条记录，本机没有送出的内容保留在这里')
      if (table.name === 'matter') this.options.forget?.(key)
      rows.remove(key)
      next.changed = 0
      return
    }
    if (next.gone === 1) return
    if (meta.gone === 1) {
      rows.insert(key, columnsOf(table, values))
      return
    }
    if (taken === 0) return
    if (table.counted && fieldsOf(taken, table).some((field) => table.counted?.includes(field)))
      this.options.leaveCounters?.(key)
    rows.update(
      key,
      taken,
      fieldsOf(taken, table).map((column) => values[column] ?? null),
    )
  }

  private move(tbl: number, before: string | null, after: string | null): void {
    if (before === after) return
    const sum = xorSum(xorSum(sumOfHex(this.sums.get(tbl) ?? ''), sumOfHex(before ?? '')), sumOfHex(after ?? ''))
    this.sums.set(tbl, sumToHex(sum))
    this.touched.add(tbl)
  }

  private setAside(row: WireRow, code: string, message: string, direction: 'up' | 'down' = 'down'): void {
    const [table, key, , , values] = row
    const matterId = values['matter_id']
    saveQuarantined(this.db, {
      direction,
      table,
      key,
      code,
      message,
      content: row,
      matterId: table === 'matter' ? key : typeof matterId === 'string' ? matterId : null,
      at: this.options.nowIso,
    })
    this.applied.quarantined += 1
  }

  /** Sums, clock, and with triggers awake the pairs of values that people are asked about. */
  finish(): void {
    for (const tbl of this.touched) writeSum(this.db, tbl, this.sums.get(tbl) ?? '')
    for (const id of this.parties)
      for (const matter of listMattersOfParty(this.db, id)) this.applied.matters.add(matter)
    const { newest } = this.applied
    if (newest !== '') sawInCapture(captureOf(this.db), newest)
    this.applied.overwritten += keepPairs(this.db, this.pairs, this.options.nowIso)
  }
}

const columnsOf = (table: SyncedTable, values: Fields): FieldValue[] =>
  table.columns.map((column) => values[column] ?? null)
