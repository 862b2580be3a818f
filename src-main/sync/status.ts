import type { RecordState, SyncAttention, SyncStatus } from '../../src-shared/sync/schema.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { stampMs, type Stamp } from '../../src-shared/sync/stamp.ts'
import { findSyncedByNo } from '../../src-shared/sync/tables.ts'
import { problemText, tableTitle } from '../../src-shared/sync/titles.ts'
import type { Db } from '../store/open.ts'
import { countFiles } from './fileRepo.ts'
import { countUnsettled } from './rowRepo.ts'
import { loadState, seatsOf } from './state.ts'
import { countOpenConflicts, countQuarantined, countRows, listWaiting, matterRows } from './statusRepo.ts'

/** Everything that the page says and the store knows; counts add up. */
export function syncStatus(db: Db, me: string): Omit<SyncStatus, 'progress' | 'isOnline'> {
  const state = loadState(db)
  const waiting = listWaiting(db, me)
  const rows = { ...countRows(db, me), waiting: waiting.reduce((sum, { unsent }) => sum + unsent, 0) }
  const instant = (text: string): Instant | null => (text === '' ? null : (text as Instant))
  const unsettled = countUnsettled(db)
  const isSame = rows.waiting + rows.flying === 0 && state.cursor === state.head && unsettled === 0
  return {
    hasJoined: state.seatCode !== '',
    url: state.url,
    districtName: state.districtName,
    streetName: state.streetName,
    seatCode: state.seatCode,
    seats: seatsOf(state).map(({ seatCode, letter, name }) => ({
      seatCode,
      letter,
      name,
      isOwn: seatCode === state.seatCode,
    })),
    isPaused: state.paused === 1,
    lastOkAt: instant(state.lastOkAt),
    lastTriedAt: instant(state.lastTriedAt),
    problem: problemText(state.lastProblem),
    stopped: state.stopped as SyncStatus['stopped'],
    rows: { ...rows, accepted: rows.all - rows.waiting - rows.flying - rows.held },
    waitingBy: waiting.map(({ tbl, n, oldest }) => ({
      title: tableTitle(findSyncedByNo(tbl)?.name ?? ''),
      n,
      oldestAt: new Date(stampMs(oldest as Stamp)).toISOString() as Instant,
    })),
    cursor: state.cursor,
    head: state.head,
    agreedAt: instant(state.agreedAt),
    isAllSynced: state.seatCode !== '' && isSame && state.agreedCursor === state.cursor,
    unsettled,
    files: countFiles(db),
    conflicts: countOpenConflicts(db, me),
    quarantined: countQuarantined(db, me),
  }
}

/** Counts from small indexes only. */
export function syncAttention(db: Db, me: string): SyncAttention {
  const { seatCode, stopped } = loadState(db)
  if (seatCode === '') return { hasJoined: false, stopped: '', conflicts: 0, quarantined: 0 }
  return {
    hasJoined: true,
    stopped: stopped as SyncAttention['stopped'],
    conflicts: countOpenConflicts(db, me),
    quarantined: countQuarantined(db, me),
  }
}

/** What has become of one matter: the least that is true of all its rows. */
export function recordState(db: Db, matterId: string): RecordState {
  if (loadState(db).seatCode === '') return { state: 'local', waiting: 0, receipt: null }
  const rows = matterRows(db, matterId)
  const receipt = rows.reduce<number | null>(
    (newest, row) => (row.receipt !== null && row.receipt > (newest ?? 0) ? row.receipt : newest),
    null,
  )
  const waiting = rows.filter((row) => row.pending !== null && row.flight === null && row.held !== 1).length
  if (rows.length > 0 && rows.every((row) => row.held === 1)) return { state: 'held', waiting: 0, receipt: null }
  if (waiting > 0 || rows.length === 0) return { state: 'here', waiting, receipt }
  if (rows.some((row) => row.held !== 1 && (row.flight !== null || row.receipt === null)))
    return { state: 'delivered', waiting: 0, receipt }
  return { state: 'accepted', waiting: 0, receipt }
}
