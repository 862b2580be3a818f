import { PURGE_REASONS } from '../../src-shared/care/codes.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import type { CareCtx, Handlers } from '../ctx/ctx.ts'
import { destroyEvents, destroying } from './destroy.ts'
import { numberOf } from './number.ts'
import { readOffice } from './office.ts'
import { listErasable } from './officeRepo.ts'
import { findClient, type ClientRecord } from './projectRepo.ts'
import { recordOffice } from './record.ts'

/** The end of a record (个人信息保护法 Art. 47): what is left says who destroyed it, when and why, and no name. */
export const purgeHandlers = {
  'care.purgeCandidates': (ctx) =>
    listErasable(ctx.care.db, ctx.today).map(({ clientId, ...rest }) => ({ clientId: clientId as ClientId, ...rest })),

  'care.purge': async (ctx, input) => {
    if (input.on > ctx.today) throw new AppError('invalid', '销毁日期不能晚于今天')
    if (input.witness.trim() === ctx.actor.name) throw new AppError('invalid', '监销人须是销毁人以外的另一个人')
    const purgeId = ctx.newId<string>()
    destroying(ctx, (tx) => {
      const records = input.clientIds.map((clientId) => {
        const { closedOn, eraseAfter } = getErasable(tx, clientId, input.why)
        destroyEvents(tx, clientId)
        return { clientId, closedOn, eraseAfter }
      })
      recordOffice(tx, 'purge', { ...input, purgeId, records })
    })
    return { purgeId }
  },

  'care.purges': (ctx) =>
    readOffice(ctx, 'purge').map(({ act, event }) => ({
      ...act,
      at: event.at,
      byName: event.actorName,
      numbers: act.clientIds.map(numberOf),
    })),
} satisfies Partial<Handlers>

/** A decision to seal a juvenile's record comes from outside and holds at any time; the other two have their day. */
function getErasable(ctx: CareCtx, clientId: string, why: keyof typeof PURGE_REASONS): ClientRecord {
  const client = findClient(ctx.care.db, clientId)
  if (!client) throw new AppError('not_found', '名单里有的记录已经不在')
  if (why === 'sealed') return client
  const found = listErasable(ctx.care.db, ctx.today).find((each) => each.clientId === clientId)
  if (!found || (found.why !== why && found.why !== 'sealed'))
    throw new AppError('not_allowed', `${client.number} 还没有到销毁的时候（${PURGE_REASONS[why]}）`)
  return client
}
