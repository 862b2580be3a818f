import type { z } from 'zod'
import { IntakeCard, type Stage } from '../../../src-shared/intake/schema.ts'
import { AppError } from '../../../src-shared/kernel/errors.ts'
import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import { ROLES_OF_UNIT } from '../../../src-shared/linkage/codes.ts'
import type { sealedContract, TakenTask } from '../../../src-shared/linkage/sealedContract.ts'
import type { SealedTask, TasksContent } from '../../../src-shared/linkage/sealedPackage.ts'
import { bareName, mayBeOf } from '../../../src-shared/linkage/sheetSource.ts'
import { openFile } from '../../documents/matterFile.ts'
import { getMatter, recordEvent } from '../../intake/record.ts'
import { registerMatter } from '../../intake/register.ts'
import { audit, type Ctx, type Handlers } from '../../ctx/ctx.ts'
import { keyFingerprint } from '../../store/seatKeys.ts'
import { listKnownSheets, listSources } from '../sheetRepo.ts'
import { keepDocuments } from './files.ts'
import { enclosableOf } from './leastData.ts'
import { openUnitFile, type Opened } from './openFile.ts'
import { findTaken, insertTaken, listCentres, listTaken, listTakenOf, type TakenRow } from './sealedRepo.ts'

const MOST_LISTED = 200
const LONGEST_FACTS = 5000
const LONGEST_WISH = 1000

type Tasks = Extract<Opened, { kind: 'tasks' }>
type OpenedTasks = Extract<z.infer<(typeof sealedContract)['linkage.openSealed']['output']>, { kind: 'tasks' }>
type Place = Pick<OpenedTasks['tasks'][number], 'becomes' | 'matter'>

/** Where one task of a file belongs here: to the matter that it became before, or that somebody typed in by its number. */
function placeOf(ctx: Ctx, { header, content }: Tasks, task: SealedTask): Place {
  const before = listTakenOf(ctx.db, ctx.actor.userId, header.from, task.taskId).at(-1)
  if (before) return { becomes: 'update', matter: toMatter(getMatter(ctx, before.matterId)) }
  const systems = listSources(ctx.db).map(({ name }) => name)
  const typed = listKnownSheets(ctx.db, ctx.actor.userId, [task.matterNumber]).find(
    ({ unit }) => bareName(unit) !== '' && mayBeOf(unit, content.centre.name, systems),
  )
  return typed
    ? { becomes: 'known', matter: { id: typed.matterId, number: typed.ours, stage: typed.stage } }
    : { becomes: 'new', matter: null }
}
const toMatter = ({ id, number, stage }: { id: MatterId; number: string; stage: Stage }) => ({ id, number, stage })

/** Why a file cannot be taken in; empty if it can. What the caller may not know of (检举控告) speaks against nothing. */
function whyNotTaken(ctx: Ctx, { header, content }: Tasks): string {
  for (const { taskId, matterNumber } of content.tasks) {
    const before = listTakenOf(ctx.db, ctx.actor.userId, header.from, taskId)
    const matterId = before.at(-1)?.matterId
    const ours = matterId ? `，本机编号 ${getMatter(ctx, matterId).number}` : ''
    const same = before.find(({ packageId }) => packageId === content.packageId)
    if (same) return `这个密封包已经收过：${matterNumber}${ours}`
    if (before.some(({ madeAt }) => madeAt >= header.madeAt)) return `${matterNumber} 已经收过更新的一份${ours}`
  }
  return ''
}

/** Whether the centre's key is the one that its files had before. */
function standingOf(ctx: Ctx, key: string, name: string): OpenedTasks['centre']['standing'] {
  const centres = listCentres(ctx.db)
  if (centres.some((each) => each.key === key)) return 'known'
  return centres.some((each) => bareName(each.name) === bareName(name)) ? 'other' : 'first'
}

export function viewTasks(ctx: Ctx, opened: Tasks): OpenedTasks {
  const { header, content } = opened
  const why = whyNotTaken(ctx, opened)
  return {
    kind: 'tasks',
    madeAt: header.madeAt,
    centre: {
      ...content.centre,
      fingerprint: keyFingerprint(header.from),
      standing: standingOf(ctx, header.from, content.centre.name),
    },
    tasks: content.tasks.map((each) => {
      const { taskId: _, documents, ...task } = each
      const place: Place = why === '' ? placeOf(ctx, opened, each) : { becomes: 'new', matter: null }
      const enclosed = documents.map(({ title, number, pages }) => ({ title, number, pages }))
      return { task, documents: enclosed, ...place }
    }),
    why,
  }
}

/** What the task says, for the card: a matter can be worked without the file. */
function factsOf(task: SealedTask): string {
  const lines = [
    `${ROLES_OF_UNIT[task.role]}，${task.on} 交办，${task.dueOn} 前答复，回复码 ${task.slipCode}${task.isUrgent ? '，加急' : ''}`,
    `交办要求：${task.request}`,
    ...task.instructions.map(({ on, leader, text }) => `${on} ${leader}：${text}`),
    ...(task.steps.length > 0 ? [`期限怎么算：${task.steps.join('；')}`] : []),
  ]
  return lines.join('\n').slice(0, LONGEST_FACTS)
}

const cardOf = (ctx: Ctx, centre: string, task: SealedTask): IntakeCard =>
  IntakeCard.parse({
    receivedOn: ctx.today,
    channel: 'transfer',
    summary: task.title.length >= 2 ? task.title : `${task.title}（${task.matterNumber}）`,
    facts: factsOf(task),
    wish: task.request.slice(0, LONGEST_WISH),
    sourceUnit: centre,
    sourceNumber: task.matterNumber,
    parties: task.people
      .filter(({ name }) => name !== '')
      .map(({ role, name, phone }) => ({ role, party: { name, phone } })),
  })

function takeOne(ctx: Ctx, opened: Tasks, { documents, ...task }: TasksContent['tasks'][number]) {
  const { header, content } = opened
  const { name } = content.centre
  const { matter, becomes } = placeOf(ctx, opened, task)
  const matterId = matter?.id ?? registerMatter(ctx, cardOf(ctx, name, task), { isPromised: false }).matterId
  const { version, number } = getMatter(ctx, matterId)
  recordEvent(ctx, matterId, version, 'package_taken', {
    packageId: content.packageId,
    centre: name,
    number: task.matterNumber,
    slipCode: task.slipCode,
    request: task.request,
    dueOn: task.dueOn,
    documents: documents.map((each) => each.title),
  })
  keepDocuments(ctx, matterId, documents, { kind: 'received_file', ref: content.packageId, by: name })
  insertTaken(ctx.db, {
    packageId: content.packageId,
    taskId: task.taskId,
    matterId,
    centreKey: header.from,
    centreName: name,
    madeAt: header.madeAt,
    takenAt: ctx.now,
    takenBy: ctx.actor.name,
    task,
  })
  audit(ctx, 'imported', { kind: 'matter', id: matterId, title: number }, `收下${name}的密封包`)
  return { matterId, number, isNew: becomes === 'new' }
}

function toTakenTask(row: TakenRow, matter: { number: string; stage: Stage; version: number }): TakenTask {
  const { taskId: _, ...task } = row.task
  const { matterId, centreName, centreKey, takenAt, takenBy, answeredAt } = row
  const { number, stage, version } = matter
  const fingerprint = keyFingerprint(centreKey)
  return { matterId, number, stage, version, centre: centreName, fingerprint, task, takenAt, takenBy, answeredAt }
}

export const sealedTakeHandlers = {
  'linkage.takeTasks': async (ctx, { base64 }) => {
    const opened = await openUnitFile(ctx, base64)
    if (opened.kind !== 'tasks') throw new AppError('invalid', '这是回复包，不是密封包')
    return ctx.transact((tx) => {
      const why = whyNotTaken(tx, opened)
      if (why) throw new AppError('not_allowed', why)
      const taken = opened.content.tasks.map((task) => takeOne(tx, opened, task))
      tx.changed('linkage')
      return taken
    })
  },

  'linkage.takenTasks': (ctx) => listTaken(ctx.db, ctx.actor.userId, MOST_LISTED).map((row) => toTakenTask(row, row)),

  'linkage.takenTask': (ctx, { matterId }) => {
    const matter = getMatter(ctx, matterId)
    const row = findTaken(ctx.db, matterId)
    return row ? { ...toTakenTask(row, matter), documents: enclosableOf(openFile(ctx, matterId)) } : null
  },
} satisfies Partial<Handlers>
