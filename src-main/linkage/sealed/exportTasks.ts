import { AppError, invalidField } from '../../../src-shared/kernel/errors.ts'
import { extendedDueOn, termsOf, type Term } from '../../../src-shared/linkage/clocks.ts'
import { findPart, type PartState } from '../../../src-shared/linkage/fold.ts'
import { all, last } from '../../../src-shared/linkage/project.ts'
import { TASKS_SUFFIX, type SealedTask, type TasksContent } from '../../../src-shared/linkage/sealedPackage.ts'
import { draftFromFile, draftPaper } from '../../documents/draftPaper.ts'
import { issuePaper } from '../../documents/issue.ts'
import { openFile, type MatterFile } from '../../documents/matterFile.ts'
import { claimPaperNumber } from '../../documents/numbers.ts'
import { getMatterAt, recordEvent } from '../../intake/record.ts'
import { NOBODY } from '../../intake/visible.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../../ctx/ctx.ts'
import { keyFingerprint, sealFor } from '../../store/seatKeys.ts'
import { checkSize, readPapers } from './files.ts'
import { ensureSeatKey } from './keys.ts'
import { handedOver } from './handedOver.ts'
import { enclosableOf, whyNotEnclosed, withoutIdNumbers } from './leastData.ts'
import { findUnitKey, listOwed } from './sealedRepo.ts'

const MOST_LISTED = 200

interface Asked {
  unitCode: string
  tasks: { matterId: string; version: number; key: string; documentIds: string[] }[]
  withPeople: boolean
  reason: string
}
interface Part {
  file: MatterFile
  state: PartState
  term: Term
}

/** A unit's part in a task. @throws AppError 'not_found' */
function partOf(ctx: Ctx, matterId: string, key: string): Part {
  const file = openFile(ctx, matterId)
  const state = findPart(file.linkage, key)
  const term = termsOf(file.linkageRecord).findLast((each) => each.part.key === key)
  if (!state || !term) throw new AppError('not_found', '没有这个单位的办理')
  return { file, state, term }
}

/** The order of the part, as it was issued. */
const orderOf = ({ file, state }: Part) =>
  file.documents.findLast(({ kind, ref, isVoid }) => kind === 'linkage_order' && ref === state.key && !isVoid)

/** Why a part cannot be handed over; empty if it can. */
function whyNotSealed(ctx: Ctx, part: Part): string {
  const { file, state } = part
  if (file.matter.isSealed === 1) return '检举控告不能交给别的单位（信访工作条例第三十条）'
  if (state.endedAs !== null || file.linkage.closedOn || file.linkage.filedOn) return '这个单位已经不在办这件任务'
  if (state.answeredOn) return '这个单位已经答复'
  if (file.linkage.pending?.key === state.key) return '这个单位正在退回，请先处理'
  if (!findUnitKey(ctx.db, state.unitCode)) return '这个单位没有存公钥'
  const order = orderOf(part)
  if (order) return enclosableOf(file).find(({ id }) => id === order.id)?.why ?? ''
  const { data } = draftFromFile(file, 'linkage_order', state.key)
  const why = whyNotEnclosed(file, JSON.stringify(data))
  return why && `交办单${why}：请先在登记或交办要求里去掉`
}

/** What stands on the slip of a part, with what leaders and a failed verification said; no ID number. */
function toTask({ file, state, term }: Part, withPeople: boolean): SealedTask {
  const { matter, linkageRecord: record } = file
  const clean = (text: string): string => withoutIdNumbers(file, text)
  const clock = file.deadlines.find(({ ruleId, anchor }) => ruleId === 'L-02' && anchor === term.anchor)
  const failed = all(record, 'verify')
    .filter(({ redo }) => redo.some(({ key }) => key === state.key))
    .map(({ on, by, text }) => ({ on, leader: `${by}（验证未通过，重办）`.slice(0, 40), text }))
  return {
    taskId: matter.id,
    matterNumber: matter.number,
    slipCode: state.slipCode,
    role: state.role,
    unit: state.unit,
    linkage: last(record, 'describe')?.title ?? '',
    title: clean(matter.summary),
    request: clean(term.part.request),
    instructions: [...all(record, 'instruct'), ...failed].map(({ on, leader, text }) => ({
      on,
      leader,
      text: clean(text).slice(0, 1000),
    })),
    on: state.on,
    dueOn: extendedDueOn(record, term),
    steps: clock ? (JSON.parse(clock.steps) as string[]) : [],
    isUrgent: file.linkage.isUrgent,
    people: withPeople ? file.parties.map(({ role, name, phone }) => ({ role, name, phone })) : [],
  }
}

/** Every part that was asked for, as it is now. @throws AppError 'not_allowed' that names the one that cannot go */
function partsOf(ctx: Ctx, { unitCode, tasks }: Asked): Part[] {
  return tasks.map(({ matterId, version, key }) => {
    getMatterAt(ctx, matterId, version)
    const part = partOf(ctx, matterId, key)
    const why = part.state.unitCode === unitCode ? whyNotSealed(ctx, part) : '不是这个单位的任务'
    if (why) throw new AppError('not_allowed', `${part.file.matter.number}：${why}；没有导出`)
    return part
  })
}

/** The people of a task leave only with a reason, which is a line of the audit. */
function askReason(parts: readonly Part[], { tasks, withPeople, reason }: Asked): boolean {
  const ticked = new Set(tasks.flatMap(({ documentIds }) => documentIds))
  const hasPeople =
    withPeople || parts.some(({ file }) => enclosableOf(file).some((each) => ticked.has(each.id) && each.hasPeople))
  if (hasPeople && reason.length < 2) throw invalidField('reason', '装了当事人的姓名、电话，请写明理由')
  return hasPeople
}

function contentOf(ctx: ActionCtx, asked: Asked, packageId: string): TasksContent {
  const { settings, actor, isPractice } = ctx
  const tasks = partsOf(ctx, asked).map((part, at) => {
    const order = orderOf(part)
    const ids = [...(order ? [order.id] : []), ...(asked.tasks[at]?.documentIds ?? [])]
    return { ...toTask(part, asked.withPeople), documents: readPapers(part.file, ids) }
  })
  checkSize(tasks.flatMap(({ documents }) => documents))
  return {
    packageId,
    isPractice,
    centre: { name: settings.centreName, contact: actor.name, phone: settings.centrePhone },
    tasks,
  }
}

/** All events of an export, or none; the versions are those that the content was made from. */
function recordAll(ctx: ActionCtx, asked: Asked, content: TasksContent, toKey: string, hasPeople: boolean): void {
  const { packageId, tasks } = content
  ctx.transact((tx) => {
    if (findUnitKey(tx.db, asked.unitCode)?.publicKey !== toKey)
      throw new AppError('conflict', '这个单位的公钥刚刚被换掉，没有导出，请重试')
    asked.tasks.forEach(({ matterId, version, key }, at) => {
      const task = tasks[at] as TasksContent['tasks'][number]
      const documents = task.documents.map(({ title, number }) => `${title} ${number}`.trim())
      const payload = { packageId, key, unit: task.unit, documents, withPeople: hasPeople }
      const subject = { kind: 'matter', id: matterId, title: task.matterNumber }
      recordEvent(tx, matterId, version, 'package_sealed', payload, hasPeople ? asked.reason : '')
      if (hasPeople) audit(tx, 'revealed', subject, `装进密封包：${asked.reason}`)
      audit(tx, 'exported', subject, `密封包交${task.unit}`)
    })
    tx.changed('linkage')
  })
}

export const sealedExportHandlers = {
  'linkage.sealable': (ctx, { matterId, key }) => {
    const part = partOf(ctx, matterId, key)
    const order = orderOf(part)
    const kept = findUnitKey(ctx.db, part.state.unitCode)
    return {
      unit: part.state.unit,
      unitCode: part.state.unitCode,
      fingerprint: kept ? keyFingerprint(kept.publicKey) : '',
      why: whyNotSealed(ctx, part),
      people: part.file.parties.length,
      documents: enclosableOf(part.file).filter(({ id }) => id !== order?.id),
      handedOver: handedOver(part.file.events, part.state.key),
    }
  },

  'linkage.sealableTasks': (ctx, { unitCode }) =>
    listOwed(ctx.db, NOBODY, unitCode, MOST_LISTED).map(({ matterId, key }) => {
      const part = partOf(ctx, matterId, key)
      const { matter, linkageRecord } = part.file
      return {
        matterId,
        version: matter.version,
        key,
        number: matter.number,
        summary: matter.summary,
        role: part.state.role,
        dueOn: extendedDueOn(linkageRecord, part.term),
        handedOverAt: handedOver(part.file.events, part.state.key).at(-1)?.at ?? null,
        why: whyNotSealed(ctx, part),
      }
    }),

  'linkage.exportSealed': async (ctx, asked) => {
    const parts = partsOf(ctx, asked)
    const hasPeople = askReason(parts, asked)
    for (const part of parts.filter((each) => !orderOf(each)))
      await issuePaper(
        ctx,
        (now) => draftPaper(now, part.file.matter.id, 'linkage_order', part.state.key),
        (tx, _, draft) => claimPaperNumber(tx, draft.kind, draft.number),
      )
    const own = ctx.transact(ensureSeatKey)
    const toKey = findUnitKey(ctx.db, asked.unitCode)?.publicKey ?? ''
    const content = contentOf(ctx, asked, ctx.newId<string>())
    const bytes = await sealFor(toKey, own, { kind: 'tasks', madeAt: ctx.now }, content)
    recordAll(ctx, asked, content, toKey, hasPeople)
    const { unit, slipCode } = content.tasks[0] as TasksContent['tasks'][number]
    const mark = content.tasks.length === 1 ? slipCode : `${content.tasks.length}件`
    const fileName = `一窗通密封包-${unit}-${mark}-${ctx.today}${TASKS_SUFFIX}`.replace(/[\\/:*?"<>|\s]/g, '_')
    return { fileName, base64: bytes.toString('base64'), unit, count: content.tasks.length }
  },
} satisfies Partial<Handlers>
