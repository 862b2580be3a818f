import { kindOf, type JointKindName } from '../../src-shared/joint/kinds.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { takeNext } from '../store/series.ts'

/** `LZ2026-A0001`: of the kind, the year of today, the seat. Final without any contact. */
export function nextJointNumber(ctx: Ctx, name: JointKindName): string {
  const { prefix } = kindOf(name)
  const { seatLetter } = ctx.settings
  const year = Number(ctx.today.slice(0, 4))
  const seq = takeNext(ctx.db, `joint_${prefix}`, year, seatLetter)
  return `${prefix}${year}-${seatLetter}${String(seq).padStart(4, '0')}`
}
