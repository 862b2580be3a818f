import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import { formatChinaTime, type Day } from '../../src-shared/kernel/day.ts'
import { whyNoCard } from '../../src-shared/linkage/cards.ts'
import { rankOf } from '../../src-shared/linkage/codes.ts'
import { CARD_LINES } from '../../src-shared/linkage/deadlineRules.ts'
import { LINKAGE_ACT_TITLES } from '../../src-shared/linkage/describe.ts'
import { LINKAGE_ACTS, Sheet, type LinkageActName } from '../../src-shared/linkage/events.ts'
import { findPart } from '../../src-shared/linkage/fold.ts'
import { all, last } from '../../src-shared/linkage/project.ts'
import type { LinkageInput } from '../../src-shared/linkage/schema.ts'
import { refusalOf } from '../../src-shared/linkage/whyNot.ts'
import { linkDirective } from '../directive/acts.ts'
import { linkageDossierProblems } from '../documents/linkageDossierCheck.ts'
import { openFile } from '../documents/matterFile.ts'
import { claimNumber } from '../documents/numbers.ts'
import { listDeadlines } from '../intake/deadlineRepo.ts'
import { deadlineId, findDeadline, supposeExtended } from '../intake/deadlines.ts'
import { getMatter, getMatterAt, recordEvent, type Recorded } from '../intake/record.ts'
import type { MatterRecord } from '../intake/repo.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { checkCode, linkageOn } from './directory.ts'
import { sheetOfDirective } from './sheetOfDirective.ts'
import { toAssignments } from './toAssignments.ts'

interface ActInput {
  matterId: string
  version: number
  act: Record<string, unknown>
}

type ActMethod = `linkage.${LinkageActName}`

/** Every act is recorded the same way; what may be done when is the fold's affair. */
const actHandlers = Object.fromEntries(
  (Object.keys(LINKAGE_ACTS) as LinkageActName[]).map((name) => [
    `linkage.${name}`,
    (ctx: Ctx, input: ActInput) => recordAct(ctx, name, input),
  ]),
) as unknown as Pick<Handlers, ActMethod>

/** Days that may lie ahead: terms, not things that happened. */
const AHEAD = new Set(['dueOn', 'lookBackOn', 'answerBy'])

/** Records one act of a task; also used where several tasks are dispatched at once. */
export function recordAct(ctx: Ctx, name: LinkageActName, { matterId, version, act: payload }: ActInput): Recorded {
  checkDays(ctx, name, matterId, payload)
  const matter = getMatterAt(ctx, matterId, version)
  if (name === 'supervise') checkCard(ctx, matter, payload as LinkageInput<'supervise'>)
  if (name === 'superviseAnswer') checkAnswered(ctx, matterId, payload as LinkageInput<'superviseAnswer'>)
  if (name === 'extendDeadline') checkExtension(ctx, matterId, payload as LinkageInput<'extendDeadline'>)
  if (typeof payload.number === 'string' && OWN_NUMBERS.has(name)) claimNumber(ctx, 'linkage', payload.number)
  const completed = complete(ctx, matter, name, payload)
  const refused = refusalOf(openFile(ctx, matterId).linkage, name, completed as never)
  if (refused?.field) throw invalidField(refused.field, refused.why)
  return recordEvent(ctx, matterId, version, `linkage.${name}`, completed)
}

/** As the event takes them. */
const MOST_GAPS = 100

/** Acts whose paper bears a number of this office's own series. */
const OWN_NUMBERS: ReadonlySet<LinkageActName> = new Set(['dispatch', 'confer', 'supervise'])

/** Adds what the command knows and the person does not say: words and limits of the version in force, codes of the orders. */
function complete(ctx: Ctx, matter: MatterRecord, name: LinkageActName, payload: Record<string, unknown>): unknown {
  switch (name) {
    case 'describe':
      return describe(ctx, matter, payload as LinkageInput<'describe'>)
    case 'dispatch':
    case 'confer':
    case 'addHelpers': {
      const given = payload as LinkageInput<'dispatch'>
      const { linkage } = openFile(ctx, matter.id)
      return { ...given, assignments: toAssignments(ctx, linkage.linkage, given.on, given.assignments) }
    }
    case 'archive':
      return {
        ...payload,
        gaps: linkageDossierProblems(openFile(ctx, matter.id))
          .slice(0, MOST_GAPS)
          .map(({ text }) => text),
      }
    default:
      return payload
  }
}

function describe(ctx: Ctx, { id, receivedOn }: MatterRecord, payload: LinkageInput<'describe'>) {
  if (payload.happenedAt && !payload.happenedOn) throw invalidField('happenedOn', '写了发生时间的，请填写发生日期')
  const { title, detail } = linkageOn(ctx, payload.linkage, receivedOn)
  if (!detail.takesTasks) throw invalidField('linkage', `“${title}”不通过任务办理`)
  checkCode(ctx, 'linkage_class', payload.eventClass, receivedOn, 'eventClass')
  return { ...payload, ...fromDirective(ctx, id, payload), title, task: detail.task }
}

/** A task that comes of a directive takes over its number, last day and text; a directive without a matter is about this one. */
function fromDirective(ctx: Ctx, matterId: string, { directiveId, source }: LinkageInput<'describe'>): object {
  if (!directiveId) return {}
  if (source !== 'directive') throw invalidField('directiveId', '来源是区级交办时才选督办')
  const before = last(openFile(ctx, matterId).linkageRecord, 'describe')?.directiveId ?? ''
  linkDirective(ctx, directiveId, matterId)
  return { sheet: Sheet.parse(sheetOfDirective(ctx, directiveId, before)) }
}

const titleOfDay = (name: LinkageActName, field: string): string =>
  field === 'happenedOn' ? '发生日期' : `${LINKAGE_ACT_TITLES[name]}的日期`

/** The times of day that acts have, with the day of each. */
const TIMES = [
  ['at', 'on', '时间'],
  ['happenedAt', 'happenedOn', '发生时间'],
] as const

/** An act is recorded when it has happened, and nothing was done about a matter before it came in. */
function checkDays(ctx: Ctx, name: LinkageActName, matterId: string, payload: Record<string, unknown>): void {
  const { receivedOn } = getMatter(ctx, matterId)
  const now = formatChinaTime(ctx.now)
  for (const [field, day, title] of TIMES) {
    const [on, time] = [payload[day], payload[field]]
    if (typeof on === 'string' && typeof time === 'string' && time !== '' && `${on} ${time}` > now && on <= ctx.today)
      throw invalidField(field, `${title}不能晚于现在（${now.slice(11)}）`)
  }
  for (const [field, value] of Object.entries(payload)) {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || AHEAD.has(field)) continue
    if (value > ctx.today) throw invalidField(field, `${titleOfDay(name, field)}不能晚于今天`)
    if (field === 'happenedOn' && value > receivedOn)
      throw invalidField(field, `发生日期晚于收到日期 ${receivedOn}；如收到日期有误，请先在“修改登记”里更正`)
    if (field === 'on' && value < receivedOn)
      throw invalidField(field, `日期早于收到日期 ${receivedOn}；如收到日期有误，请先在“修改登记”里更正`)
  }
}

/** A card is shown only past its line, which the calendar decides; the cause must be one of the office's. */
function checkCard(ctx: Ctx, matter: MatterRecord, { key, level, on, cause }: LinkageInput<'supervise'>): void {
  checkCode(ctx, 'linkage_cause', cause, on, 'cause')
  const part = findPart(openFile(ctx, matter.id).linkage, key)
  if (!part || rankOf(level) <= rankOf(part.level)) return // the fold says so
  const why = whyNoCard(level, part, cardLines(ctx, matter.id), on)
  if (why) throw invalidField('level', why)
}

/** The lines of a task's units as stored, with their arithmetic. */
export const cardLines = (ctx: Ctx, matterId: string) =>
  listDeadlines(ctx.db, matterId)
    .filter(({ ruleId }) => CARD_LINES.includes(ruleId))
    .map(({ ruleId, anchor, dueOn, state, steps }) => ({
      ruleId,
      anchor,
      dueOn,
      state,
      steps: JSON.parse(steps) as string[],
    }))

/** What a unit says to a supervision comes after it. */
function checkAnswered(ctx: Ctx, matterId: string, { superviseId, on }: LinkageInput<'superviseAnswer'>): void {
  const asked = all(openFile(ctx, matterId).linkageRecord, 'supervise').find(({ id }) => id === superviseId)
  if (asked && on < asked.on) throw invalidField('on', `早于督办日期 ${asked.on}`)
}

/** Granted within the term that it extends. */
function checkExtension(ctx: Ctx, matterId: string, payload: LinkageInput<'extendDeadline'>): void {
  const row = findDeadline(ctx, matterId, deadlineId(payload))
  if (!row) throw new AppError('not_found', '没有这个期限')
  if (row.state !== 'running') throw new AppError('not_allowed', '这个期限已经办结或终止')
  if (payload.on > row.dueOn) throw new AppError('not_allowed', '期限已过，不能再批准延长')
  if (!supposeExtended(row, payload.amount, ctx.calendar)) throw new AppError('not_allowed', '这个期限没有延长的规定')
}

export const linkageActHandlers = {
  ...actHandlers,

  'linkage.whatIfExtended': (ctx, { matterId, ruleId, anchor, amount }): { dueOn: Day; steps: string[] } => {
    getMatter(ctx, matterId)
    const row = findDeadline(ctx, matterId, deadlineId({ ruleId, anchor }))
    if (!row) throw new AppError('not_found', '没有这个期限')
    const supposed = supposeExtended(row, amount, ctx.calendar)
    if (!supposed) throw new AppError('not_allowed', '这个期限没有延长的规定')
    return { dueOn: supposed.dueOn, steps: supposed.steps.map((step) => step.text) }
  },
} satisfies Partial<Handlers>
