import { DIRECTIVE_KINDS, OPEN_DIRECTIVE_STAGES } from '../../src-shared/directive/schema.ts'
import { whyNot } from '../../src-shared/directive/whyNot.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { Sheet } from '../../src-shared/linkage/events.ts'
import { last, type LinkageRecord } from '../../src-shared/linkage/project.ts'
import { getDirective, sealedMatterOf } from '../directive/find.ts'
import { findDirective } from '../directive/repo.ts'
import type { Ctx } from '../ctx/ctx.ts'

const LONGEST_OPINION = 1_000

/**
 * What a task takes over of the directive that it comes from: its number, its last day and what it asks for.
 *
 * @param before the directive that the task named until now; it may be over by now
 * @throws AppError 'not_found' | 'not_allowed' | 'invalid'
 */
export function sheetOfDirective(ctx: Ctx, directiveId: string, before: string): Partial<Sheet> {
  const one = getDirective(ctx, directiveId)
  if (sealedMatterOf(ctx, one)) throw new AppError('not_allowed', '检举控告不能交办（信访工作条例第三十条）')
  if (directiveId !== before && !OPEN_DIRECTIVE_STAGES.includes(one.state.stage))
    throw invalidField('directiveId', `这件督办${whyNot(one.state, 'received')}`)
  const opinion = [one.title, one.text].filter(Boolean).join('\n')
  return {
    system: `区级${DIRECTIVE_KINDS[one.kind]}`,
    number: one.number,
    dueOn: one.replyBy,
    opinion: opinion.length > LONGEST_OPINION ? `${opinion.slice(0, LONGEST_OPINION - 10)}…（全文见督办）` : opinion,
  }
}

/** The directive that a task comes from, as the reader may know of it. */
export function directiveOf(ctx: Ctx, record: LinkageRecord) {
  const id = last(record, 'describe')?.directiveId
  if (!id || !findDirective(ctx.db, ctx.actor.userId, id)) return null
  const one = getDirective(ctx, id)
  const { number, title, kind, replyBy, state } = one
  return { id, number, title, kind, replyBy, stage: state.stage, canReply: whyNot(state, 'replied') === '' }
}
