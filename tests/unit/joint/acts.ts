import fc from 'fast-check'
import { schemaOf, type JointField, type Payload } from '../../../src-shared/joint/fields.ts'
import { foldJoint, whyNot, type FoldedJoint, type JointEvent } from '../../../src-shared/joint/fold.ts'
import { JOINT_KINDS, kindOf, type JointKindName } from '../../../src-shared/joint/kinds.ts'
import { SHIPPED_LIMITS } from '../../../src-shared/joint/limits.ts'
import { CREATIONS } from '../../../src-shared/joint/standards.ts'
import { addDays, type Day } from '../../../src-shared/kernel/day.ts'

export const START = '2026-03-02' as Day
const STANDARD = CREATIONS.codes[0]!.detail

/** Any value that a field may have, near the truth: most acts of a course are possible ones. */
function valueOf(field: JointField, dayOffset: number, folded: FoldedJoint | undefined, seed: number): unknown {
  switch (field.kind) {
    case 'day':
      return field.isAhead ? addDays(START, dayOffset + 1 + (seed % 400)) : addDays(START, dayOffset)
    case 'int':
      return seed % 7
    case 'choice':
      return Object.keys(field.options)[seed % Object.keys(field.options).length]
    case 'code':
      return '01'
    case 'month':
      return '2026-02'
    case 'time':
      return `${String(8 + (seed % 10)).padStart(2, '0')}:30`
    case 'part': {
      const open = folded?.state.parts.filter(({ list, doneOn }) => list === field.list && !doneOn) ?? []
      return open[seed % Math.max(1, open.length)]?.key ?? 'nothing:0'
    }
    case 'scores':
      return STANDARD.criteria.map(({ points }, at) => ({
        score: (seed + at) % 3 === 0 ? Math.floor(points / 2) : points,
        note: '',
      }))
    case 'rows':
      return Array.from({ length: 1 + (seed % 2) }, (_, at) => payloadOf(field.fields, dayOffset, folded, seed + at))
    case 'area':
      return ''
    default:
      return `示例${field.label}`
  }
}
export const payloadOf = (
  fields: readonly JointField[],
  dayOffset: number,
  folded: FoldedJoint | undefined,
  seed: number,
): Payload => Object.fromEntries(fields.map((field) => [field.key, valueOf(field, dayOffset, folded, seed)]))

let lastId = 0
export function event(act: string, payload: Payload, seq: number): JointEvent {
  lastId += 1
  return {
    id: `e${String(lastId).padStart(8, '0')}`,
    seq,
    act,
    actorId: 'u',
    actorName: '示例甲',
    at: `2026-03-02T00:00:00.${String(seq % 1000).padStart(3, '0')}Z`,
    payload,
  }
}
export function opening(kind: JointKindName, card: Payload): JointEvent {
  return event(
    'open',
    { kind, number: 'T1', card, limits: SHIPPED_LIMITS, standard: kind === 'creation' ? STANDARD : null },
    1,
  )
}

/** The first day of every card is the start; spans end later. */
export function cardOf(kind: JointKindName): Payload {
  const rules = kindOf(kind)
  const card = payloadOf(rules.card, 0, undefined, 3)
  card[rules.dayKey] = START
  if ('toOn' in card) card['toOn'] = addDays(START, 300)
  if (kind === 'project')
    card['milestones'] = [
      { what: '示例节点', dueOn: addDays(START, 30) },
      { what: '示例节点二', dueOn: addDays(START, 90) },
    ]
  const parsed = schemaOf(rules.card).safeParse(card)
  if (!parsed.success) throw new Error(`${kind}: ${parsed.error.message}`)
  return parsed.data
}

export interface Course {
  kind: JointKindName
  /** The record after each act that was possible, the opening first. */
  states: FoldedJoint[]
  events: JointEvent[]
  /** Acts that were possible, in order. */
  acts: { act: string; payload: Payload }[]
}

/** A course of acts as a person could click it: what is not possible is not recorded. */
export function course(kind: JointKindName, steps: readonly { pick: number; days: number; seed: number }[]): Course {
  const rules = kindOf(kind)
  const names = Object.keys(rules.acts)
  const events = [opening(kind, cardOf(kind))]
  const states = [foldJoint(events)!]
  const acts: Course['acts'] = []
  let day = 0
  for (const { pick, days, seed } of steps) {
    day += days
    const folded = states.at(-1)!
    const possible = names.filter((name) => whyNot(rules, folded.state, name) === undefined)
    const act = possible[pick % Math.max(1, possible.length)]
    if (!act) continue
    const payload = payloadOf(rules.acts[act]!.fields, day, folded, seed)
    if (whyNot(rules, folded.state, act, payload) !== undefined) continue
    events.push(event(act, payload, events.length + 1))
    states.push(foldJoint(events)!)
    acts.push({ act, payload })
  }
  return { kind, states, events, acts }
}

export const steps = fc.array(
  fc.record({
    pick: fc.nat(11),
    days: fc.oneof(
      { weight: 24, arbitrary: fc.integer({ min: 0, max: 40 }) },
      { weight: 1, arbitrary: fc.constant(800) },
    ),
    seed: fc.nat(500),
  }),
  { maxLength: 30 },
)
export const anyKind = fc.constantFrom(...(Object.keys(JOINT_KINDS) as JointKindName[]))
