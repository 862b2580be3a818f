import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { CARE_ROLES, type Role } from '../../src-shared/kernel/roles.ts'
import { replanSome } from '../care/replan.ts'
import { reconcile } from '../care/reconcile.ts'
import type { CareStore } from '../ctx/ctx.ts'
import { careKeysOf } from '../store/careKeys.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import { closeStore, openStore, setOverwriting } from '../store/open.ts'
import type { CoreState } from './coreState.ts'
import type { Session } from './sessions.ts'
import { stampOf } from './openedStore.ts'
import { goFirst } from './turns.ts'

/**
 * The file of the care records. Backups do not copy it: all that it must not lose travels in the boxes of the common store, from
 * which it is made anew wherever the key is given; only drafts and the first print of papers are this computer's alone.
 */
export const careFile = (dataDir: string): string => join(dataDir, 'care.db')

/**
 * Opens the care records with the key that somebody's password unwrapped, and compares both sides: boxes that came, and
 * events that a crash left without one. Opened once, whoever comes later shares it.
 *
 * @throws AppError 'not_logged_in' while the common store is closed
 */
export function openCare(core: CoreState, careKey: Buffer): CareStore {
  if (core.care) return core.care
  if (!core.open) throw new AppError('not_logged_in', '请先登录')
  const keys = careKeysOf(careKey)
  const care: CareStore = { keys, db: openFile(core, keys.file) }
  core.care = care
  reconcileCare(core, true)
  keepPlanned(core, true)
  return care
}

export const mayHoldCareKey = (roles: readonly Role[]): boolean => CARE_ROLES.some((role) => roles.includes(role))

/** The log-in works on the records from now on; one whose records do not open still logs in, and is told in `care.status`. */
export function beginCare(core: CoreState, session: Session, careKey: Buffer): void {
  try {
    openCare(core, careKey)
    session.hasCare = true
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    core.log.error('care_not_opened', { code: error.code })
  }
}

/** A file that cannot be read is put aside, never deleted, and a new one is made from the boxes. */
function openFile(core: CoreState, key: Buffer) {
  const file = careFile(core.dataDir)
  const open = () => {
    const db = openStore(file, key, { cacheKib: 16_384, nowMs: () => core.nowMs() })
    try {
      setOverwriting(db, true) // what is destroyed leaves no bytes behind
      migrate(db, readMigrations(join(core.appDir, 'migrations', 'care')))
      return db
    } catch (error) {
      closeStore(db)
      throw error
    }
  }
  try {
    return open()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'file_damaged' || !existsSync(file)) throw error
    core.log.error('care_file_put_aside', {})
    renameSync(file, join(core.dataDir, `care-${stampOf(core.nowMs())}.db`))
    for (const tail of ['-wal', '-shm']) rmSync(file + tail, { force: true })
    return open()
  }
}

export function closeCare(core: CoreState): void {
  if (!core.care) return
  closeStore(core.care.db)
  core.care = undefined
}

/** Nobody who holds the key is at a window any more: locked, logged out, or no longer of that role. */
export function closeCareIfUnused(core: CoreState): void {
  if (core.care && !core.sessions.isCareWanted(core.nowMs(), core.idleLockMs())) closeCare(core)
}

/** Compares the records with the boxes; `isWhole` at opening, else only what came since. */
export function reconcileCare(core: CoreState, isWhole: boolean): void {
  const { open, care } = core
  if (!open || !care) return
  const nowMs = core.nowMs()
  const today = dayOf(new Date(nowMs).toISOString() as Instant)
  const changed = goFirst(core, () =>
    open.db
      .transaction(() => care.db.transaction(() => reconcile({ db: open.db, care, today }, isWhole)).immediate())
      .immediate(),
  )
  if (changed > 0) core.notify('care')
}

const REST_MS = 20

interface Planning {
  isWaiting: boolean
  /** The day for which everybody was last planned. */
  plannedOn: Day | ''
}
const planning = new WeakMap<CareStore, Planning>()

/**
 * Keeps the due visits of the coming weeks written, in slices between other work: each day anew, and after a change that
 * may call for it, such as a rule of a group.
 */
export function keepPlanned(core: CoreState, isChanged: boolean): void {
  const { care } = core
  if (!care) return
  let state = planning.get(care)
  if (!state) planning.set(care, (state = { isWaiting: false, plannedOn: '' }))
  const today = dayOf(new Date(core.nowMs()).toISOString() as Instant)
  if (state.isWaiting || (!isChanged && state.plannedOn === today)) return
  state.isWaiting = true
  setTimeout(() => planSlice(core, care, state, today), REST_MS).unref()
}

function planSlice(core: CoreState, care: CareStore, state: Planning, today: Day): void {
  state.isWaiting = false
  if (core.care !== care || core.isClosing) return
  const { done, left } = care.db.transaction(() => replanSome({ care, today }, () => performance.now())).immediate()
  state.plannedOn = left > 0 ? '' : today
  if (left > 0) keepPlanned(core, true)
  else if (done > 0) core.notify('care')
}
