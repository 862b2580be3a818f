import { settleAllSeals } from '../intake/seal.ts'
import { TOPIC_FOLDS } from '../intake/record.ts'
import { forgetMatter, leaveCounters, refold } from '../intake/refold.ts'
import { listMisplaced } from '../intake/refoldRepo.ts'
import { loadCalendar } from '../centre/holidays.ts'
import { loadSettings, saveSeatLetter } from '../centre/settings.ts'
import { dayOf, type Instant } from '../../src-shared/kernel/day.ts'
import type { Actor, Ctx } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import type { SyncPorts } from '../sync/ports.ts'
import { findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { renumberGridEvents } from '../grid/events.ts'
import { renumberJoint } from '../joint/renumber.ts'
import { isJoint, settleJoint } from '../joint/settle.ts'
import { recountMonths } from '../ledger/recount.ts'
import { loadState, saveState } from '../sync/state.ts'
import { clearUnsettled, countUnsettled, listNeverSent, listUnsettled } from '../sync/rowRepo.ts'

/** In whose name what came from outside is folded again. */
export const SYNC_ACTOR: Actor = { userId: '' as Actor['userId'], name: '同步', roles: [] }

/** A transaction is left once it has taken this long, so that the window's own never waits noticeably. */
const SLICE_MS = 8
const MOST_AT_ONCE = 200

/** A use-case's view of the store in which nobody acts. */
function replayCtx(db: Db, nowMs: number): Ctx {
  const now = new Date(nowMs).toISOString() as Instant
  return {
    db,
    now,
    today: dayOf(now),
    actor: SYNC_ACTOR,
    settings: loadSettings(db),
    calendar: loadCalendar(db),
    isPractice: false,
    isReplay: true,
    newId: () => {
      throw new Error('Folding again makes no records')
    },
    changed: () => {},
  }
}

/**
 * Matters that an older program left elsewhere, as listed before the program had their topic, or as tasks to dispatch that
 * nobody has described; at opening they take the place that their events give them. None is left for the next opening, so that this is
 * done once and looks for nothing after that.
 *
 * @param failed told of a matter that could not be folded; it stays as it was, and the store opens all the same
 * @returns how many took their place
 */
export function refoldMisplaced(db: Db, nowMs: number, failed: (error: unknown) => void): number {
  const ids = listMisplaced(db, Object.keys(TOPIC_FOLDS))
  if (ids.length === 0) return 0
  const ctx = replayCtx(db, nowMs)
  let done = 0
  for (const id of ids)
    try {
      db.transaction(() => refold(ctx, id)).immediate()
      done += 1
    } catch (error) {
      failed(error)
    }
  return done
}

/** What topics do for the engine, which knows none of them. */
export function topicPorts(nowMs: () => number): Pick<SyncPorts, 'settle' | 'forget' | 'leaveCounters' | 'takeLetter'> {
  const ctxOf = (db: Db): Ctx => replayCtx(db, nowMs())
  return {
    settle: (db) => settleSome(db, ctxOf(db)),
    forget: (db, id) => forgetMatter({ db }, id),
    leaveCounters: (db, id) => leaveCounters({ db }, id),
    takeLetter: (db, letter) => {
      saveSeatLetter(db, letter, new Date(nowMs()).toISOString())
      renumberUnsent(ctxOf(db))
    },
  }
}

/** What a copy of this computer may have given out as well. A matter, whose number stands on a slip, is left to a person. */
function renumberUnsent(ctx: Ctx): void {
  const unsent = (name: string): string[] => listNeverSent(ctx.db, (findSynced(name) as SyncedTable).no)
  renumberGridEvents(ctx, unsent('grid_event'))
  renumberJoint(ctx, unsent('joint_event'))
}

function settleSome(db: Db, ctx: Ctx): number {
  return db
    .transaction(() => {
      const startedMs = performance.now()
      for (const id of listUnsettled(db, MOST_AT_ONCE)) {
        if (isJoint(ctx, id)) settleJoint(ctx, id)
        else refold(ctx, id)
        clearUnsettled(db, id)
        if (performance.now() - startedMs > SLICE_MS) break
      }
      const left = countUnsettled(db)
      if (left > 0) return left
      settleAllSeals(db)
      if (loadState(db).recount) {
        recountMonths(ctx, ctx.settings.cutoffDay)
        saveState(db, { recount: 0 })
      }
      return left
    })
    .immediate()
}
