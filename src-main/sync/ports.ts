import type { KeyObject } from 'node:crypto'
import type { Db } from '../store/open.ts'
import { STEADY, type Pace } from './pace.ts'
import type { Transport } from './transport.ts'

/** What the engine is given: everything that is not the store. */
export interface SyncPorts {
  transport: Transport
  nowMs(): number
  app: string
  /** Folds matters of `sync_unsettled` again, a few in a transaction; returns how many are left. */
  settle(db: Db): number
  /** Forgets what was derived of a matter that goes; takes its share out of the counters before it changes. */
  forget(db: Db, matterId: string): void
  leaveCounters(db: Db, matterId: string): void
  /** Tells the window which tables changed. */
  changed(tables: ReadonlySet<string>): void
  /** A new letter for this computer's numbers. */
  takeLetter(db: Db, letter: string): void
  report?(progress: SyncProgress): void
  /** Where a snapshot is kept while it comes. */
  scratchDir?: string
  /** How much a transaction writes; as much as ever where it is left out. */
  pace?: Pace
  /** Between two transactions, so that others get at the store. */
  breathe?(): Promise<void>
}
export interface SyncProgress {
  what: 'stamping' | 'sending' | 'receiving' | 'snapshot' | 'folding' | 'files'
  done: number
  total: number
}

/** What is remembered between two exchanges, in memory only. */
export interface Contact {
  token: string
  /** The seat's, read once. */
  key?: KeyObject
  /** The district's sum over the street's rows, as of the last answer that reached the head. */
  latest?: { head: number; sum: string; isNew: boolean }
}

export const breathe = (ports: SyncPorts): Promise<void> => ports.breathe?.() ?? Promise.resolve()
export const paceOf = ({ pace }: SyncPorts): Pace => pace ?? STEADY
export const iso = (ports: SyncPorts): string => new Date(ports.nowMs()).toISOString()
export const authorization = ({ token }: Contact): string => `Bearer ${token}`
