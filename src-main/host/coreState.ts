import type { WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import type { CentreSettings } from '../../src-shared/centre/schema.ts'
import type { DataKey, Db } from '../store/open.ts'
import type { CareStore, Topic } from '../ctx/ctx.ts'
import type { JobServices } from './services.ts'
import type { Log } from './log.ts'
import type { Sessions } from './sessions.ts'
import type { Syncing } from './syncing.ts'

/** The open store with what is cached beside it. */
export interface OpenStore {
  db: Db
  key: DataKey
  settings: CentreSettings
  calendar: WorkCalendar
}

/** The core's own state: one object, made by `createCore`, never global. */
export interface CoreState {
  readonly dataDir: string
  readonly appDir: string
  readonly version: string
  readonly isPractice: boolean
  readonly shell: 'electron' | 'loopback'
  readonly log: Log
  readonly sessions: Sessions
  readonly services: JobServices
  readonly scryptN: number
  /** Tests compare every answer with the contract. */
  readonly checksOutput: boolean
  open: OpenStore | undefined
  /** The care records, while somebody is logged in who holds their key. */
  care: CareStore | undefined
  /** Why the store could not be opened, for the page that says so. */
  problem: { title: string; text: string } | undefined
  /** A recovery code that was made and not yet confirmed; only in memory. */
  pendingRecovery: { groups: string[]; callerId: string } | undefined
  /** The same of the care records. */
  pendingCareRecovery: { groups: string[]; callerId: string } | undefined
  isClosing: boolean
  /** What the writing thread is doing, in Chinese; other writing calls wait. */
  busyWith: string | undefined
  /** The thread that writes pending search entries, while there is one. */
  indexing: { stop(): Promise<void> } | undefined
  /** The thread that exchanges with the district, while there is one. */
  syncing: Syncing | undefined
  nowMs(): number
  idleLockMs(): number
  newId(): string
  notify(topic: Topic): void
  /** Keeps `close` waiting until the promise is settled. */
  track<T>(promise: Promise<T>): Promise<T>
  onBug?: (error: unknown) => void
}
