import type { Ctx } from '../ctx/ctx.ts'
import { hasAccess, listHidden } from './sealRepo.ts'

export { HIDDEN, SEALED, VISIBLE } from './visibleSql.ts'

/** In the place of a person's id for what leaves the office or hangs in it: sees no sealed matter at all. */
export const NOBODY = ''

/** False for a sealed matter that the caller may not know of; for him it does not exist. */
export function mayKnow(ctx: Pick<Ctx, 'db' | 'actor'>, matter: { id: string; isSealed: number }): boolean {
  return matter.isSealed === 0 || hasAccess(ctx.db, matter.id, ctx.actor.userId)
}

/** Ids of all matters that the caller may not know of: few, or none. */
export function listHiddenMatters(ctx: Pick<Ctx, 'db' | 'actor'>): Set<string> {
  return new Set(listHidden(ctx.db, ctx.actor.userId))
}
