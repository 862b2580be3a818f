import type { z } from 'zod'
import type { VisitFindings, VisitFollows, VisitHead } from '../../src-shared/care/inputs.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { CareCtx, Handlers } from '../ctx/ctx.ts'
import { toAct } from './acts.ts'
import { numberOf } from './number.ts'
import { getClient, recordActs, type Act, type Recorded } from './record.ts'

/** A visit may be entered before it, never more than this; a clock that is a little slow is no mistake. */
const AHEAD_MS = 10 * 60_000

interface Written {
  head: z.output<typeof VisitHead>
  findings: z.output<typeof VisitFindings>
  follows: z.output<typeof VisitFollows>
}

/** A visit fits whatever a colleague wrote meanwhile, so no version is asked for: two visits of a day are two visits. */
function recordVisit(
  ctx: CareCtx,
  clientId: string,
  roundId: string | null,
  { head, findings, follows }: Written,
): Recorded & { visitId: string } {
  if (Date.parse(head.at) > Date.parse(ctx.now) + AHEAD_MS) throw new AppError('invalid', '走访时间不能晚于现在')
  getClient(ctx, clientId)
  const visitId = ctx.newId()
  const acts: Act[] = [
    { kind: 'visit', payload: { ...head, ...findings, visitId, roundId } },
    ...follows.promises.map((promise) => toAct(ctx, 'promise', { ...promise, visitId })),
    ...(follows.response ? [toAct(ctx, 'raise', { ...follows.response, visitId, at: head.at })] : []),
  ]
  return { ...recordActs(ctx, clientId, acts), visitId }
}

/** Of several on one form the refusal says whose it is, by number: a refusal is no place for a name. */
function sayingWhose<T>(clientId: string, at: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, `第 ${at + 1} 位（${numberOf(clientId)}）：${error.message}`, error.details)
  }
}

export const visitHandlers = {
  'care.visit': (ctx, { clientId, visit, follows }) =>
    recordVisit(ctx, clientId, null, { head: visit, findings: visit, follows }),
  'care.round': (ctx, { head, visits }) => {
    if (new Set(visits.map(({ clientId }) => clientId)).size < visits.length)
      throw new AppError('invalid', '同一个人在名单里出现了两次')
    const roundId = ctx.newId()
    return {
      roundId,
      visits: visits.map(({ clientId, findings, follows }, at) =>
        sayingWhose(clientId, at, () => recordVisit(ctx, clientId, roundId, { head, findings, follows })),
      ),
    }
  },
} satisfies Partial<Handlers>
