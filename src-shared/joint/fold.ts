import { z } from 'zod'
import type { Day } from '../kernel/day.ts'
import { schemaOf, type Payload } from './fields.ts'
import type { JointAct, JointKind } from './kind.ts'
import { JointKindName, kindOf } from './kinds.ts'
import { JointLimits } from './limits.ts'
import { Standard } from './standards.ts'
import { INITIAL_JOINT, type JointState } from './state.ts'

/** One event of a record as it is stored. */
export interface JointEvent {
  id: string
  seq: number
  /** `open`, `amend`, `void`, `takeBack`, `renumber`, or an act of the record's kind. */
  act: string
  actorId: string
  actorName: string
  at: string
  payload: Payload
}

/** How a record begins: its kind, its number, its card, and what of the office's tables is frozen into it. */
export const Opening = z.object({
  kind: JointKindName,
  number: z.string().min(1).max(60),
  card: z.record(z.string(), z.unknown()),
  limits: JointLimits,
  standard: Standard.nullable().default(null),
})
export const TakeBack = z.object({ eventId: z.string().max(40), reason: z.string().max(300) })
/** What a copied disk had given out twice; made by the sync, never by hand. */
export const Renumbering = Opening.pick({ number: true }).extend({ was: z.string() })
export const Voiding = z.object({ reason: z.string().trim().min(2, '请写明原因').max(300) })

export const COMMON_TITLES: Readonly<Record<string, string>> = {
  open: '登记',
  amend: '修改登记',
  void: '作废',
  takeBack: '撤回',
  renumber: '换发编号',
}

export interface FoldedJoint {
  kind: JointKindName
  number: string
  state: JointState
  /** Events that took effect, in order. */
  taken: JointEvent[]
  /** Kept and shown, but without effect: why. */
  refused: ReadonlyMap<string, string>
  undone: ReadonlySet<string>
}

/**
 * What a record's events add up to; undefined while its first one is not here. An event that is not possible is kept
 * and named, never dropped: two seats may have acted without knowing of each other.
 */
export function foldJoint(events: readonly JointEvent[]): FoldedJoint | undefined {
  const ordered = [...events].sort((a, b) => a.seq - b.seq || a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
  const first = ordered.find(({ act }) => act === 'open')
  const opened = first && Opening.safeParse(first.payload)
  if (!first || !opened?.success) return undefined
  const { kind: name, limits, standard } = opened.data
  let { number } = opened.data
  const kind = kindOf(name)
  const refused = new Map<string, string>()
  const undone = new Set(
    ordered.flatMap(({ act, payload }) => (act === 'takeBack' ? [String(payload['eventId'])] : [])),
  )
  undone.delete(first.id)
  const card = schemaOf(kind.card).safeParse(opened.data.card)
  let state = writeCard(kind, { ...INITIAL_JOINT, stage: kind.begins, limits, standard }, card.data ?? opened.data.card)
  state = { ...state, tally: { ...state.tally, opened: 1 } }
  const taken = [first]
  for (const event of ordered) {
    if (event === first || undone.has(event.id)) continue
    if (event.act === 'takeBack') {
      taken.push(event)
      continue
    }
    const renumbered = event.act === 'renumber' ? Renumbering.safeParse(event.payload) : undefined
    if (renumbered?.success) {
      number = renumbered.data.number
      taken.push(event)
      continue
    }
    const step = stepOf(kind, state, event)
    if ('why' in step) refused.set(event.id, step.why)
    else {
      state = step.state
      taken.push(event)
    }
  }
  return { kind: name, number, state, taken, refused, undone }
}

function stepOf(
  kind: JointKind,
  state: JointState,
  { id, act: name, payload }: JointEvent,
): { state: JointState } | { why: string } {
  const schema = schemaOfAct(kind, name)
  const parsed = schema?.safeParse(payload)
  if (!parsed) return { why: '程序不认识这条记录' }
  if (!parsed.success) return { why: '记录内容不完整' }
  const why = whyNot(kind, state, name, parsed.data)
  return why ? { why } : { state: applyJoint(kind, state, name, parsed.data, id) }
}

const ACTS_ON_ALL: Readonly<Record<string, z.ZodType<Payload>>> = {
  void: Voiding as unknown as z.ZodType<Payload>,
  takeBack: TakeBack as unknown as z.ZodType<Payload>,
}

/** What the payload of an act must be; undefined for an act that the kind does not have. */
export function schemaOfAct(kind: JointKind, name: string): z.ZodType<Payload> | undefined {
  if (name === 'amend') return schemaOf(kind.card)
  return ACTS_ON_ALL[name] ?? (kind.acts[name] && schemaOf(kind.acts[name].fields))
}

/** Why an act is not possible, in Chinese, or undefined if it is; without a payload: whatever is said. */
export function whyNot(kind: JointKind, state: JointState, name: string, payload?: Payload): string | undefined {
  if (state.isVoid) return '已经作废'
  if (name === 'void') return undefined
  const isOver = kind.over.includes(state.stage)
  if (name === 'amend')
    return isOver
      ? `${kind.stages[state.stage] ?? ''}，登记内容不再改；确有错误的请作废重记`
      : payload && kind.whyCard?.(payload, state)
  const found: JointAct | undefined = kind.acts[name]
  if (!found) return '没有这一步'
  if (!found.from.includes(state.stage)) return `现在是“${kind.stages[state.stage] ?? state.stage}”，不能${found.title}`
  const on = payload?.['on']
  if (typeof on === 'string' && state.movedOn && on < state.movedOn) return `日期早于上一步的 ${state.movedOn}`
  return (
    found.why(state, payload) ??
    (typeof on === 'string' ? found.whyOn?.(state, on as Day) : undefined) ??
    (payload && whyBehind(found, state, payload))
  )
}

/** What moves a record on cannot have happened before what is already written down of it. */
function whyBehind({ apply }: JointAct, state: JointState, payload: Payload): string | undefined {
  const latest = Object.values(state.last).sort().at(-1)
  const { stage } = apply(state, payload, '')
  const moves = stage !== undefined && stage !== state.stage
  return moves && latest && String(payload['on']) < latest ? `日期早于已经记下的 ${latest}` : undefined
}

/** The state after one act. Call {@link whyNot} first. */
export function applyJoint(
  kind: JointKind,
  state: JointState,
  name: string,
  payload: Payload,
  eventId: string,
): JointState {
  if (name === 'void') return { ...state, isVoid: true }
  if (name === 'amend') return writeCard(kind, state, payload)
  const found = kind.acts[name]
  if (!found) return state
  const change = found.apply(state, payload, eventId)
  const on = payload['on'] as Day | undefined
  const moves = change.stage !== undefined && change.stage !== state.stage
  return {
    ...state,
    ...change,
    movedOn: on && (moves || state.movedOn === null) ? on : state.movedOn,
    last: on ? { ...state.last, [name]: on } : state.last,
    lastAt: typeof payload['at'] === 'string' ? { ...state.lastAt, [name]: payload['at'] } : state.lastAt,
  }
}

/** The card as it is written now; a plan's first day does not bind what comes before it. */
function writeCard(kind: JointKind, state: JointState, card: Payload): JointState {
  const startedOn = card[kind.dayKey] as Day
  const isPlan = kind.card.some((field) => field.key === kind.dayKey && field.kind === 'day' && field.isAhead)
  const next = { ...state, card: { ...state.card, ...card }, startedOn }
  if (Object.keys(state.last).length === 0) next.movedOn = isPlan ? null : startedOn
  return { ...next, ...kind.fromCard?.(card, next) }
}
