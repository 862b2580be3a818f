import { dayOf, type Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { loadCalendar } from '../centre/holidays.ts'
import { loadSettings } from '../centre/settings.ts'
import type { ActionCtx, Actor, CareActionCtx, CareCtx, CareStore, Ctx, Topic } from '../ctx/ctx.ts'
import type { CoreState, OpenStore } from './coreState.ts'
import { goFirst } from './turns.ts'

export interface FlushableCtx extends Ctx {
  /** Tells listeners what changed; called after the commit. */
  flushChanged(): void
}

/** @throws AppError 'not_logged_in' if the store is closed or nobody is logged in */
export function createCtx(core: CoreState, callerId: string): FlushableCtx {
  const session = core.sessions.get(callerId)
  if (!core.open || !session) throw new AppError('not_logged_in', '请先登录')
  return ctxFor(core, core.open, { userId: session.userId, name: session.name, roles: session.roles })
}

export function ctxFor(core: CoreState, open: OpenStore, actor: Actor): FlushableCtx {
  const now = new Date(core.nowMs()).toISOString() as Instant
  const topics = new Set<Topic>()
  return {
    db: open.db,
    now,
    today: dayOf(now),
    actor,
    get settings() {
      return open.settings
    },
    get calendar() {
      return open.calendar
    },
    isPractice: core.isPractice,
    newId: <T extends string>() => core.newId() as T,
    changed: (topic) => void topics.add(topic),
    flushChanged: () => {
      if (topics.has('centre')) {
        open.settings = loadSettings(open.db)
        open.calendar = loadCalendar(open.db)
      }
      topics.forEach((topic) => core.notify(topic))
      if (topics.size > 0) core.syncing?.poke()
    },
  }
}

/** @throws AppError 'not_allowed' while the care records are closed for the caller */
export function createCareCtx(core: CoreState, callerId: string): FlushableCtx & CareCtx {
  return Object.assign(createCtx(core, callerId), { care: careOf(core, callerId) })
}

/** @throws AppError 'not_allowed' */
export function careOf(core: CoreState, callerId: string): CareStore {
  const session = core.sessions.get(callerId)
  if (!core.care || !session?.hasCare || session.isLocked)
    throw new AppError('not_allowed', '走访帮扶记录没有打开：这个登录还没有领到钥匙，请联系帮扶负责人', {
      care: 'closed',
    })
  return core.care
}

/**
 * One transaction over both stores. The common store commits last: what the records hold without a box there is boxed
 * at the next opening (`care/reconcile.ts`), and nothing was acknowledged.
 */
export function transactBoth<T>(core: CoreState, ctx: CareCtx, work: () => T): T {
  return goFirst(core, () => ctx.db.transaction(() => ctx.care.db.transaction(work).immediate()).immediate())
}

export function careActionCtx(core: CoreState, callerId: string): CareActionCtx {
  const transactCare = <T>(work: (ctx: CareCtx) => T): T => {
    refuseWhileBusy(core)
    const ctx = createCareCtx(core, callerId)
    const value = transactBoth(core, ctx, () => work(ctx))
    ctx.flushChanged()
    return value
  }
  return Object.assign(actionCtx(core, callerId), { care: careOf(core, callerId), transactCare })
}

/** For actions. Before log-in only `services` and the clock may be used; the rest throws. */
export function actionCtx(core: CoreState, callerId: string): ActionCtx {
  const base = core.open && core.sessions.get(callerId) ? createCtx(core, callerId) : undefined
  const own = { services: core.services, transact: <T>(work: (ctx: Ctx) => T): T => transact(core, callerId, work) }
  return Object.assign((base ?? {}) as FlushableCtx, own)
}

/** @throws AppError 'in_use' while the writing thread has the store: a second writer would only wait and fail */
export function refuseWhileBusy(core: CoreState): void {
  if (core.busyWith) throw new AppError('in_use', `${core.busyWith}，请稍候再试`)
}

function transact<T>(core: CoreState, callerId: string, work: (ctx: Ctx) => T): T {
  refuseWhileBusy(core)
  const ctx = createCtx(core, callerId)
  const value = goFirst(core, () => ctx.db.transaction(() => work(ctx)).immediate())
  ctx.flushChanged()
  return value
}
