import { OFFICE_ACTS, type CareEvent, type OfficeAct, type OfficeActName } from '../../src-shared/care/events.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import { addDays, startOfDay } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { CareCtx, Handlers } from '../ctx/ctx.ts'
import { officeFingerprint, wrapForOffice } from '../store/careOffice.ts'
import { workerName } from './acts.ts'
import { listOfficeEvents, type OfficeFilter } from './eventRepo.ts'
import { saveKeyRow } from './keyRepo.ts'
import { numberOf } from './number.ts'
import { countAttendance, findWorkerName } from './officeRepo.ts'
import { findClient } from './projectRepo.ts'
import { recordActs, recordOffice } from './record.ts'

type Read<N extends OfficeActName> = { act: OfficeAct<N>; event: CareEvent }

/** Acts of the office of care by kind, newest first; what a newer program wrote is left out. */
export function readOffice<N extends OfficeActName>(
  ctx: CareCtx,
  kind: N,
  filter: Omit<OfficeFilter, 'kind'> = {},
): Read<N>[] {
  return listOfficeEvents(ctx.care.db, { ...filter, kind }).flatMap((event) => {
    const parsed = OFFICE_ACTS[kind].safeParse(event.payload)
    return parsed.success ? [{ act: parsed.data as OfficeAct<N>, event }] : []
  })
}

/** Of several acts about one thing the newest. */
function newestBy<N extends OfficeActName>(
  ctx: CareCtx,
  kind: N,
  keyOf: (act: OfficeAct<N>) => string,
): OfficeAct<N>[] {
  const found = new Map<string, OfficeAct<N>>()
  for (const { act } of readOffice(ctx, kind)) if (!found.has(keyOf(act))) found.set(keyOf(act), act)
  return [...found.values()]
}

export const officeHandlers = {
  'care.helps': (ctx) => newestBy(ctx, 'listHelp', ({ helpId }) => helpId).filter(({ isGone }) => !isGone),
  'care.listHelp': (ctx, input) => {
    if (input.checkedOn > ctx.today) throw new AppError('invalid', '核对日期不能晚于今天')
    const helpId = input.helpId ?? ctx.newId()
    recordOffice(ctx, 'listHelp', { ...input, helpId })
    return { helpId }
  },

  'care.projects': (ctx) => {
    const sessions = newestBy(ctx, 'session', ({ sessionId }) => sessionId)
    return newestBy(ctx, 'project', ({ projectId }) => projectId).map((project) => ({
      ...project,
      sessions: sessions
        .filter(({ projectId }) => projectId === project.projectId)
        .map((session) => ({ ...session, ...countAttendance(ctx.care.db, session.sessionId) })),
    }))
  },
  'care.saveProject': (ctx, input) => {
    const projectId = input.projectId ?? ctx.newId()
    recordOffice(ctx, 'project', { ...input, projectId })
    return { projectId }
  },
  'care.saveSession': (ctx, { attendance, ...input }) => {
    if (!readOffice(ctx, 'project').some(({ act }) => act.projectId === input.projectId))
      throw new AppError('not_found', '没有这个项目')
    if (input.on > ctx.today && attendance.some(({ isPresent }) => isPresent))
      throw new AppError('invalid', '活动还没有到日子，参加的人到时再记')
    const sessionId = input.sessionId ?? ctx.newId<string>()
    recordOffice(ctx, 'session', { ...input, sessionId })
    for (const { clientId, isPresent } of attendance)
      recordActs(ctx, clientId, [{ kind: 'attend', payload: { projectId: input.projectId, sessionId, isPresent } }])
    return { sessionId }
  },

  'care.handOver': (ctx, input) => {
    if (input.fromId === input.toId) throw new AppError('invalid', '移交人和接收人不能是同一人')
    if (input.on > ctx.today) throw new AppError('invalid', '移交日期不能晚于今天，移交当时生效')
    const names = { fromName: formerName(ctx, input.fromId), toName: workerName(ctx, input.toId) }
    const handOverId = ctx.newId()
    recordOffice(ctx, 'handOver', { ...input, ...names, handOverId })
    for (const clientId of input.clientIds) {
      const client = findClient(ctx.care.db, clientId)
      if (!client) throw new AppError('not_found', '名单里有的记录已经不在')
      if (client.workerId !== input.fromId)
        throw new AppError('conflict', '名单里有的对象已经不由移交人负责，请重新选择')
      const assign = { workerId: input.toId, workerName: names.toName, helpers: [], on: input.on }
      recordActs(ctx, clientId, [{ kind: 'assign', payload: assign }])
    }
    return { handOverId, count: input.clientIds.length }
  },
  'care.handOvers': (ctx) =>
    readOffice(ctx, 'handOver').map(({ act, event }) => ({ ...act, at: event.at, byName: event.actorName })),

  'care.looks': (ctx, { from, to, before, limit }) => {
    const found = readOffice(ctx, 'look', {
      ...(from && { from: startOfDay(from) }),
      ...(to && { to: startOfDay(addDays(to, 1)) }),
      ...(before !== null && { before }),
      limit: limit + 1,
    })
    const lines = found.slice(0, limit)
    const last = lines.at(-1)?.event
    return {
      lines: lines.map(({ act, event }) => ({
        eventId: event.id,
        at: event.at,
        byName: event.actorName,
        what: act.what,
        purpose: act.purpose,
        number: act.clientId === null ? '' : numberOf(act.clientId),
        clientId: act.clientId as ClientId | null,
        count: act.count,
      })),
      next: found.length > limit && last ? `${last.at}|${last.id}` : null,
    }
  },

  'care.officeFingerprint': (_ctx, { publicKey }) => ({ fingerprint: officeFingerprint(publicKey) }),
  'care.trustOffice': (ctx, { publicKey, fingerprint }) => {
    const right = officeFingerprint(publicKey)
    const signs = (text: string): string => text.toUpperCase().replace(/[^0-9A-F]/g, '')
    if (signs(fingerprint) !== signs(right)) throw new AppError('invalid', '指纹与公钥不一致，请与区里再次核对')
    const { keys } = ctx.care
    saveKeyRow(ctx.db, {
      id: `office ${keys.fingerprint}`,
      kind: 'office',
      fingerprint: keys.fingerprint,
      holder: publicKey.replace(/\s/g, ''),
      wrap: JSON.stringify(wrapForOffice(publicKey, keys.care)),
      madeAt: ctx.now,
      madeBy: ctx.actor.name,
    })
    ctx.changed('care')
    return {}
  },
} satisfies Partial<Handlers>

/** Who hands over may have left: his name is as it was written with his clients. */
function formerName(ctx: CareCtx, userId: string): string {
  const found = findWorkerName(ctx.care.db, userId)
  if (found === undefined) throw new AppError('not_found', '移交人名下没有对象')
  return found
}
