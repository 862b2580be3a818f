import { addDays } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { TaskFilter } from '../../src-shared/linkage/schema.ts'
import { parseSlipCode } from '../../src-shared/linkage/slipCode.ts'
import { whyNot } from '../../src-shared/linkage/whyNot.ts'
import { openFile } from '../documents/matterFile.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { listTasks, type TaskQuery } from './listRepo.ts'
import { findBySlip, findPresentSlip } from './repo.ts'

/** As on the home page. */
const SOON_DAYS = 7

export const taskQuery = (ctx: Ctx, filter: TaskFilter, me: string): TaskQuery => ({
  me,
  filter,
  today: ctx.today,
  until: addDays(ctx.today, SOON_DAYS),
})

/**
 * The part of a task to which a code belongs, and why no answer can be recorded now; empty if one can.
 * @throws AppError 'not_found', also for a task that the caller may not know of
 */
export function slipOf(ctx: Ctx, code: string) {
  const part = findBySlip(ctx.db, code)
  if (!part) throw new AppError('not_found', `没有找到回复码 ${code}；可能是别的电脑交办、还没有同步过来`)
  const { matter, linkage } = openFile(ctx, part.matterId)
  const isLeft = part.state === 'ended' || part.state === 'answered' || part.state === 'returning'
  const newer = part.state === 'ended' ? findPresentSlip(ctx.db, part.matterId, part.unitCode) : ''
  const why = newer
    ? `这是以前的交办单；已经重新交办给这个单位，请用新交办单上的回复码 ${newer}`
    : isLeft
      ? LEFT[part.state as keyof typeof LEFT]
      : (whyNot(linkage, 'unitAnswers') ?? '')
  return {
    matterId: matter.id,
    version: matter.version,
    number: matter.number,
    summary: matter.summary,
    key: part.key,
    unit: part.unit,
    role: part.role,
    dueOn: part.dueOn,
    why,
  }
}

export const linkageListHandlers = {
  'linkage.list': (ctx, { filter, order, limit, offset }) =>
    listTasks(ctx.db, taskQuery(ctx, filter, ctx.actor.userId), order, limit, offset),

  'linkage.findSlip': (ctx, { code }) => {
    const parsed = parseSlipCode(code)
    if (!parsed) throw new AppError('invalid', '回复码不对：请照交办单右上角重新输入，最后两位是校验码')
    return slipOf(ctx, parsed)
  },
} satisfies Partial<Handlers>

const LEFT = {
  ended: '这个单位已经不在办这件任务，或者任务已经办结',
  answered: '这个单位已经答复',
  returning: '这个单位正在退回，请先处理退回',
} as const
