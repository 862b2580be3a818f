import type { Day } from '../../src-shared/kernel/day.ts'
import { cardLimitsOf } from '../../src-shared/linkage/config.ts'
import type { Assignment, AssignmentInput } from '../../src-shared/linkage/events.ts'
import { toSlipCode } from '../../src-shared/linkage/slipCode.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { takeNext } from '../store/series.ts'
import { linkageOn, unitOn } from './directory.ts'
import { isSlipTaken } from './repo.ts'

/**
 * Units as chosen, with what is true of them on the day: their name, their contact where none was given, the limits
 * that are frozen into the record, and a code of their own for the paper.
 */
export function toAssignments(ctx: Ctx, linkage: string, on: Day, given: readonly AssignmentInput[]): Assignment[] {
  const { detail } = linkageOn(ctx, linkage, on)
  return given.map((each, no) => {
    const unit = unitOn(ctx, each.unitCode, on, `assignments.${no}.unitCode`)
    return {
      ...each,
      unit: unit.title,
      kind: unit.detail.kind,
      contact: each.contact || unit.detail.contact,
      phone: each.phone || unit.detail.phone,
      slipCode: nextSlipCode(ctx, Number(on.slice(0, 4))),
      limits: cardLimitsOf(detail, unit.detail.kind),
    }
  })
}

/** Unique without any contact: the seat's letter and its own counter; one that came from another copy of this computer is passed over. */
function nextSlipCode(ctx: Ctx, year: number): string {
  const { seatLetter } = ctx.settings
  for (;;) {
    const code = toSlipCode(seatLetter, year, takeNext(ctx.db, 'linkage_slip', year, seatLetter))
    if (!isSlipTaken(ctx.db, code)) return code
  }
}
