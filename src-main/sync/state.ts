import type { Db } from '../store/open.ts'
import { readState, writeState } from './stateRepo.ts'

/** What a seat remembers of itself in its street; all of it in the same file as the data. */
export interface SyncState {
  url: string
  streetCode: string
  streetName: string
  districtName: string
  seatCode: string
  /** PKCS#8 Ed25519 key, base64url. The store is encrypted. */
  privateKey: string
  lineage: string
  epoch: number
  /** The last batch built, and the last one answered for. */
  lastNo: number
  lastHash: string
  ackedNo: number
  ackedHash: string
  cursor: number
  /** The district's clock minus this computer's, at the last contact. */
  offsetMs: number
  /** The newest stamp that others have seen as well. */
  clock: string
  lastOkAt: string
  lastTriedAt: string
  /** Why the last try ended, as a code of refusals or `offline`; empty if it went well. */
  lastProblem: string
  /** Something a person must decide before sync goes on: `lineage`, `revoked`, `update_needed`. */
  stopped: string
  /** How far the stamping of what was there before joining has come: a table's number and key; `done`. */
  backfill: string
  /** A snapshot being read: its id and how many rows are in. */
  snapshot: string
  snapshotRows: number
  head: number
  /** Names of the street's seats by code. */
  seats: string
  packageKey: string
  /** When both sides' sums last agreed with nothing waiting. */
  agreedAt: string
  agreedCursor: number
  /** Rows that a comparison found different and mended; more than none points at a fault of ours or of a disk. */
  mended: number
  /** Seals what belongs to sealed matters, for this seat alone. */
  boxKey: string
  paused: number
  /** A certificate of the district's own making, PEM. */
  ca: string
  /** 1 while the months are to be counted anew: the street's cut-off day changed. */
  recount: number
}

const START: SyncState = {
  url: '',
  streetCode: '',
  streetName: '',
  districtName: '',
  seatCode: '',
  privateKey: '',
  lineage: '',
  epoch: 1,
  lastNo: 0,
  lastHash: '',
  ackedNo: 0,
  ackedHash: '',
  cursor: 0,
  offsetMs: 0,
  clock: '',
  lastOkAt: '',
  lastTriedAt: '',
  lastProblem: '',
  stopped: '',
  backfill: '',
  snapshot: '',
  snapshotRows: 0,
  head: 0,
  seats: '[]',
  packageKey: '',
  agreedAt: '',
  agreedCursor: -1,
  mended: 0,
  boxKey: '',
  paused: 0,
  ca: '',
  recount: 0,
}

export function loadState(db: Db): SyncState {
  const state: Record<string, string | number> = { ...START }
  for (const [key, value] of readState(db)) {
    if (!Object.hasOwn(START, key)) continue
    state[key] = typeof START[key as keyof SyncState] === 'number' ? Number(value) : value
  }
  return state as unknown as SyncState
}

/** Inside the caller's transaction, with what the change belongs to. */
export function saveState(db: Db, change: Partial<SyncState>): void {
  for (const [key, value] of Object.entries(change)) writeState(db, key, String(value))
}

/** Remembers the newest stamp that others have seen as well: what is written later must be later. */
export function raiseClock(db: Db, stamp: string): void {
  if (stamp > loadState(db).clock) saveState(db, { clock: stamp })
}

export const hasJoined = (db: Db): boolean => loadState(db).seatCode !== ''

export interface SeatName {
  seatCode: string
  letter: string
  name: string
  publicKey: string
}
export const seatsOf = ({ seats }: SyncState): SeatName[] => JSON.parse(seats) as SeatName[]
export const seatName = (state: SyncState, code: string): string =>
  seatsOf(state).find((each) => each.seatCode === code)?.name ?? (code === state.seatCode ? '本机' : `座席 ${code}`)
