import type { Ctx } from '../ctx/ctx.ts'
import { moveCounters } from '../ledger/counters.ts'
import { leaveTask } from '../linkage/counters.ts'
import { findMediation, saveMediation } from '../mediation/repo.ts'
import { movePetitionShare } from '../petition/counters.ts'
import { findPetition, savePetition } from '../petition/repo.ts'
import { indexMatter } from '../search/indexMatter.ts'
import { settle } from './record.ts'
import { deleteDerived } from './refoldRepo.ts'
import { findMatter, listEvents, type MatterRecord } from './repo.ts'

/**
 * Folds a matter again of which rows came from another seat: everything that its events determine, and its search entry.
 * Gives out no number and records no event: the seat that acted did both.
 *
 * @param ctx with `isReplay`
 */
export function refold(ctx: Ctx, id: string): void {
  const matter = findMatter(ctx.db, id)
  const events = matter ? listEvents(ctx.db, id) : []
  if (!matter || events.length === 0) return // its other rows are still on their way
  settle(ctx, matter, events)
  indexMatter(ctx.db, matter.rid, id)
}

/**
 * Takes a matter's share out of every counter, before a change from outside of what it is counted by; the fold that
 * follows puts it in again.
 */
export function leaveCounters(ctx: Pick<Ctx, 'db'>, id: string): void {
  const matter = findMatter(ctx.db, id)
  if (!matter) return
  leaveMediation(ctx, matter)
  leavePetition(ctx, matter)
  leaveTask(ctx, matter)
}

/** Before a matter goes: its counters, its clocks and whatever else was made of it. */
export function forgetMatter(ctx: Pick<Ctx, 'db'>, id: string): void {
  const matter = findMatter(ctx.db, id)
  if (!matter) return
  leaveCounters(ctx, id)
  deleteDerived(ctx.db, id, matter.rid)
}

function leaveMediation({ db }: Pick<Ctx, 'db'>, { id, placeId }: MatterRecord): void {
  const row = findMediation(db, id)
  if (!row || (row.monthAccepted === '' && row.monthClosed === '')) return
  const blank = { ...row, monthAccepted: '', monthClosed: '' }
  moveCounters(db, { ...row, placeId }, { ...blank, placeId })
  saveMediation(db, blank)
}

function leavePetition(ctx: Pick<Ctx, 'db'>, matter: MatterRecord): void {
  const row = findPetition(ctx.db, matter.id)
  if (!row || (row.monthReceived === '' && row.monthMandated === '' && row.monthClosed === '')) return
  const blank = { ...row, monthReceived: '', monthMandated: '', monthClosed: '' }
  movePetitionShare(ctx, { row, card: matter }, { row: blank, card: matter })
  savePetition(ctx.db, blank)
}
