import { versionInForce, type EditableTable } from '../../src-shared/centre/codeTables.ts'
import { codesOf, pastDays, schemaOf, type JointField, type Payload } from '../../src-shared/joint/fields.ts'
import { fieldsOfAct, titleOfAct } from '../../src-shared/joint/describe.ts'
import { schemaOfAct, whyNot, type FoldedJoint, type JointEvent, type Opening } from '../../src-shared/joint/fold.ts'
import type { JointKind } from '../../src-shared/joint/kind.ts'
import { kindOf, type JointKindName } from '../../src-shared/joint/kinds.ts'
import { limitsFrom } from '../../src-shared/joint/limits.ts'
import { Standard } from '../../src-shared/joint/standards.ts'
import { INITIAL_JOINT } from '../../src-shared/joint/state.ts'
import { formatChinaTime, type Day } from '../../src-shared/kernel/day.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import { issueText } from '../../src-shared/kernel/issueText.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import type { z } from 'zod'
import { tableVersions } from '../centre/codeTables.ts'
import { listPlaces } from '../centre/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { nextJointNumber } from './number.ts'
import { findItem, insertJointEvent, listJointEvents, type JointItem } from './repo.ts'
import { foldJoint } from '../../src-shared/joint/fold.ts'
import { settleJoint } from './settle.ts'

/** A payload as its schema reads it. @throws AppError 'invalid' that names the field */
function parse(schema: z.ZodType<Payload>, payload: Payload): Payload {
  const parsed = schema.safeParse(payload)
  if (parsed.success) return parsed.data
  const fault = parsed.error.issues[0]
  throw invalidField(fault?.path.join('.') ?? '', fault ? issueText(fault) : '')
}

/** Days and times that have happened lie not ahead, codes are of the version in force, an area is one of the office's. */
function check(ctx: Ctx, fields: readonly JointField[], payload: Payload, day: Day): void {
  for (const { key, label, day: on } of pastDays(fields, payload))
    if (on > ctx.today) throw invalidField(key, `${label}不能晚于今天`)
  const now = formatChinaTime(ctx.now)
  for (const { key, label, kind } of fields)
    if (kind === 'time' && typeof payload[key] === 'string' && `${day} ${payload[key]}` > now)
      throw invalidField(key, `${label}不能晚于现在（${now.slice(11)}）`)
  for (const { key, table, code } of codesOf(fields, payload))
    if (!codesOn(ctx, table, day).some((each) => each.code === code))
      throw invalidField(key, `${day} 生效的表里没有这一项，请重新选择`)
  const area = payload['area']
  if (typeof area === 'string' && area !== '' && !listPlaces(ctx.db).some(({ id }) => id === area))
    throw invalidField('area', '没有这个居村')
}

const codesOn = (ctx: Ctx, table: EditableTable, day: Day) =>
  versionInForce(tableVersions(ctx, table), day)?.codes ?? []

/** What is frozen into a record that begins on this day. */
function terms(
  ctx: Ctx,
  name: JointKindName,
  card: Payload,
  day: Day,
): Pick<z.infer<typeof Opening>, 'limits' | 'standard'> {
  const standard =
    name === 'creation'
      ? Standard.parse(codesOn(ctx, 'joint_creation', day).find(({ code }) => code === card['type'])?.detail)
      : null
  return { limits: limitsFrom(codesOn(ctx, 'joint_limit', day)), standard }
}

/** Opens a record, in the caller's transaction. */
export function openJoint(
  ctx: Ctx,
  name: JointKindName,
  given: Payload,
): { id: RowId; version: number; number: string } {
  const kind = kindOf(name)
  const card = parse(schemaOf(kind.card), given)
  const day = card[kind.dayKey] as Day
  check(ctx, kind.card, card, day)
  const frozen = terms(ctx, name, card, day)
  const why = kind.whyCard?.(card, { ...INITIAL_JOINT, ...frozen })
  if (why) throw new AppError('invalid', why)
  const number = nextJointNumber(ctx, name)
  const id = ctx.newId<RowId>()
  write(ctx, id, 1, 'open', { kind: name, number, card, ...frozen })
  settleJoint(ctx, id)
  audit(ctx, 'changed', { kind: 'joint', id, title: number }, `登记${kind.title}`)
  return { id, version: 1, number }
}

function write(ctx: Ctx, id: string, seq: number, act: string, payload: Payload): JointEvent {
  const event = {
    id: ctx.newId<string>(),
    seq,
    act,
    actorId: ctx.actor.userId,
    actorName: ctx.actor.name,
    at: ctx.now,
    payload,
  }
  insertJointEvent(ctx.db, id, event)
  return event
}

export interface OpenedJoint {
  item: JointItem
  kind: JointKind
  folded: FoldedJoint
  events: JointEvent[]
}

/** @throws AppError 'not_found' */
export function getJoint(ctx: Pick<Ctx, 'db'>, id: string): OpenedJoint {
  const item = findItem(ctx.db, id)
  const events = item ? listJointEvents(ctx.db, id) : []
  const folded = foldJoint(events)
  if (!item || !folded) throw new AppError('not_found', '没有这条记录')
  return { item, kind: kindOf(folded.kind), folded, events }
}

/** As {@link getJoint}, at the version that the caller saw. @throws AppError 'conflict' */
export function getJointAt(ctx: Ctx, id: string, version: number): OpenedJoint {
  const opened = getJoint(ctx, id)
  if (opened.events.length !== version)
    throw new AppError('conflict', '这条记录刚刚有了新的内容，已重新读取，请核对后再办')
  return opened
}

export interface StepInput {
  id: string
  version: number
  act: string
  payload: Payload
}

/** Records one act, in the caller's transaction. */
export function recordJoint(ctx: Ctx, { id, version, act, payload: given }: StepInput): { id: RowId; version: number } {
  const { item, kind, folded, events } = getJointAt(ctx, id, version)
  const schema = schemaOfAct(kind, act)
  if (!schema || act === 'takeBack') throw new AppError('invalid', '没有这一步')
  const before = whyNot(kind, folded.state, act)
  if (before) throw new AppError('not_allowed', before)
  const payload = parse(schema, given)
  const day = act === 'amend' ? (payload[kind.dayKey] as Day) : ((payload['on'] as Day | undefined) ?? ctx.today)
  check(ctx, fieldsOfAct(kind, act), payload, day)
  if (
    act === 'amend' &&
    kind.typeKey &&
    folded.kind === 'creation' &&
    payload[kind.typeKey] !== folded.state.card[kind.typeKey]
  )
    throw invalidField(kind.typeKey, '创建类别不能改，标准不同；请作废后重新申报')
  const why = whyNot(kind, folded.state, act, payload)
  if (why) throw new AppError('not_allowed', why)
  write(ctx, id, (events.at(-1)?.seq ?? 0) + 1, act, payload)
  settleJoint(ctx, id)
  audit(ctx, 'changed', { kind: 'joint', id, title: item.number }, titleOfAct(kind, act))
  return { id: item.id, version: version + 1 }
}

/** Acts that only the head records. */
export const isHeads = (kind: JointKind, act: string): boolean => act === 'void' || kind.acts[act]?.by === 'head'

/** The newest act that stands and may be taken back; undefined where there is none. */
export function newestAct({ folded }: OpenedJoint): JointEvent | undefined {
  const newest = folded.taken.filter(({ act }) => act !== 'takeBack' && act !== 'renumber').at(-1)
  return newest && newest.act !== 'open' ? newest : undefined
}
export const mayTakeBack = (ctx: Pick<Ctx, 'actor'>, { actorId }: JointEvent): boolean =>
  actorId === ctx.actor.userId || ctx.actor.roles.includes('head')

export const recordHandlers = {
  'joint.open': (ctx, { kind, card }) => openJoint(ctx, kind, card),
  'joint.act': (ctx, input) => {
    const { kind } = getJoint(ctx, input.id)
    if (isHeads(kind, input.act)) throw new AppError('forbidden', '这一步由负责人办理')
    return recordJoint(ctx, input)
  },
  'joint.decide': (ctx, input) => {
    const { kind } = getJoint(ctx, input.id)
    if (!isHeads(kind, input.act)) throw new AppError('invalid', '这一步不需要负责人决定')
    return recordJoint(ctx, input)
  },
  'joint.takeBack': (ctx, { id, version, eventId, reason }) => {
    const opened = getJointAt(ctx, id, version)
    const newest = newestAct(opened)
    if (!newest || newest.id !== eventId) throw new AppError('not_allowed', '只能撤回最近的一步')
    if (!mayTakeBack(ctx, newest)) throw new AppError('forbidden', '只有经手人或负责人可以撤回')
    write(ctx, id, (opened.events.at(-1)?.seq ?? 0) + 1, 'takeBack', { eventId, reason })
    settleJoint(ctx, id)
    audit(
      ctx,
      'changed',
      { kind: 'joint', id, title: opened.item.number },
      `撤回${titleOfAct(opened.kind, newest.act)}：${reason}`,
    )
    return { id: opened.item.id, version: version + 1 }
  },
} satisfies Partial<Handlers>
