import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Handlers } from '../ctx/ctx.ts'
import { recordEvent } from './record.ts'

export const triageHandlers = {
  'intake.triage': (ctx, { matterId, version, route, reason, answer, remedies }) => {
    if (route === 'refused' && reason.length < 2) throw new AppError('invalid', '不予受理请写明原因')
    if (route === 'refused' && remedies.length === 0) throw new AppError('invalid', '不予受理请告知其他途径')
    if (route === 'answered' && answer.length < 2) throw new AppError('invalid', '当场答复请写下答复内容')
    return recordEvent(ctx, matterId, version, 'triaged', { route, answer, remedies }, reason)
  },
} satisfies Partial<Handlers>
