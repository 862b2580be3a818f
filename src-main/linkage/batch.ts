import { AppError } from '../../src-shared/kernel/errors.ts'
import { findTakeBack } from '../../src-shared/intake/takeBack.ts'
import { foldMatter, TO_TRIAGE } from '../../src-shared/intake/matterFold.ts'
import type { BatchInput } from '../../src-shared/linkage/schema.ts'
import { SOURCES, type Source } from '../../src-shared/linkage/codes.ts'
import { openFile } from '../documents/matterFile.ts'
import { findMatter, listEvents, type MatterRecord } from '../intake/repo.ts'
import { getMatter, getMatterAt, recordEvent, TOPIC_FOLDS } from '../intake/record.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { recordAct } from './acts.ts'
import { linkageOn, unitOn } from './directory.ts'
import { listBatch } from './repo.ts'

/** Why a matter cannot be dispatched with the others; empty if it can. */
function whyNotBatch(ctx: Ctx, matter: MatterRecord, { on }: BatchInput): string {
  if (matter.isSealed === 1) return '检举控告不能交办（信访工作条例第三十条）'
  const { state, linkage } = openFile(ctx, matter.id)
  const isFree = state.kind === 'linkage' ? linkage.parts.length === 0 : state.kind === 'open'
  if (!isFree || !TO_TRIAGE.includes(state.stage)) return '已经分流办理'
  return on < matter.receivedOn ? '交办日期早于收到日期' : ''
}

/** What holds for all of them is asked once. @throws AppError 'invalid' */
function checkBatch(ctx: Ctx, batch: BatchInput): void {
  linkageOn(ctx, batch.linkage, batch.on)
  batch.assignments.forEach(({ unitCode }, no) => unitOn(ctx, unitCode, batch.on, `assignments.${no}.unitCode`))
}

/** Triage where it is still open, description where there is none, then the order itself. */
function dispatchOne(ctx: Ctx, matter: MatterRecord, batch: BatchInput, batchId: string): void {
  const { id: matterId } = matter
  const { state, linkage } = openFile(ctx, matterId)
  let { version } = matter
  const go = (step: { version: number }): void => void (version = step.version)
  if (state.kind !== 'linkage')
    go(recordEvent(ctx, matterId, version, 'triaged', { route: 'linkage', answer: '', remedies: [] }, '批量交办'))
  if (!linkage.isDescribed)
    go(
      recordAct(ctx, 'describe', {
        matterId,
        version,
        act: { linkage: batch.linkage, eventClass: batch.eventClass, ...sourceOf(matter) },
      }),
    )
  const { on, request, approver, assignments } = batch
  recordAct(ctx, 'dispatch', { matterId, version, act: { on, request, approver, assignments, number: '', batchId } })
}

/** What the card says of where it came from. */
function sourceOf({ channel, sourceUnit, sourceNumber }: MatterRecord): { source: Source; sheet: object | null } {
  if (channel !== 'transfer' || sourceNumber === '')
    return { source: channel === 'outreach' ? 'patrol' : 'window', sheet: null }
  const source: Source = sourceUnit.includes('12345') ? 'hotline' : 'system'
  return { source, sheet: { system: sourceUnit || SOURCES[source], number: sourceNumber } }
}

export const linkageBatchHandlers = {
  'linkage.previewBatch': (ctx, batch) => {
    checkBatch(ctx, batch)
    return {
      rows: batch.matterIds.map((matterId) => {
        const matter = getMatter(ctx, matterId)
        return {
          matterId: matter.id,
          version: matter.version,
          number: matter.number,
          summary: matter.summary,
          why: whyNotBatch(ctx, matter, batch),
        }
      }),
    }
  },

  'linkage.dispatchBatch': (ctx, batch) => {
    checkBatch(ctx, batch)
    const batchId = ctx.newId<string>()
    for (const { matterId, version } of batch.tasks) {
      const matter = getMatterAt(ctx, matterId, version)
      const why = whyNotBatch(ctx, matter, batch)
      if (why) throw new AppError('not_allowed', `${matter.number}：${why}；没有交办任何一件`)
      dispatchOne(ctx, matter, batch, batchId)
    }
    return { batchId, count: batch.tasks.length }
  },

  'linkage.undoBatch': (ctx, { batchId }) => {
    const dispatched = listBatch(ctx.db, batchId)
    const kept: string[] = []
    for (const { matterId, eventId, actorId } of dispatched) {
      const matter = findMatter(ctx.db, matterId)
      if (!matter) continue
      const events = listEvents(ctx.db, matterId)
      const isNewest = findTakeBack(events, foldMatter(events, TOPIC_FOLDS))?.id === eventId
      const isOwn = actorId === ctx.actor.userId || ctx.actor.roles.includes('head')
      if (isNewest && isOwn) recordEvent(ctx, matterId, matter.version, 'taken_back', { eventId }, '撤回批量交办')
      else kept.push(matter.number)
    }
    return { undone: dispatched.length - kept.length, kept }
  },
} satisfies Partial<Handlers>
