import type { DirectiveEvent } from '../../src-shared/directive/events.ts'
import { type DirectiveState, foldDirective } from '../../src-shared/directive/fold.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { findMatter, type MatterRecord } from '../intake/repo.ts'
import { mayKnow } from '../intake/visible.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { findDirective, listDirectiveEvents, type DirectiveRecord } from './repo.ts'

export interface Directive extends DirectiveRecord {
  events: DirectiveEvent[]
  state: DirectiveState
  /** The greatest `seq` of its events. */
  seen: number
}

export function withEvents(ctx: Pick<Ctx, 'db'>, record: DirectiveRecord): Directive {
  const events = listDirectiveEvents(ctx.db, record.id)
  return { ...record, events, state: foldDirective(events), seen: events.at(-1)?.seq ?? 0 }
}

/** @throws AppError 'not_found', also where its matter is sealed against the caller */
export function getDirective(ctx: Ctx, id: string): Directive {
  const record = findDirective(ctx.db, ctx.actor.userId, id)
  if (!record) throw new AppError('not_found', '没有这件督办、交办')
  return withEvents(ctx, record)
}

/** The matter it is about here: the one that was linked, else the one that the district named; none that is not here. */
export function matterOf(ctx: Ctx, { state, matterId }: Directive): MatterRecord | undefined {
  const id = state.matterId ?? matterId
  const matter = id ? findMatter(ctx.db, id) : undefined
  return matter && mayKnow(ctx, matter) ? matter : undefined
}

/** Whether any matter that it is about is sealed. */
export const sealedMatterOf = (ctx: Ctx, { state, matterId }: Directive): boolean =>
  [state.matterId, matterId].some((id) => id && findMatter(ctx.db, id)?.isSealed === 1)
