import type { z } from 'zod'
import { MATTER_EVENTS } from './events.ts'
import type { MatterKind, Reported, Stage } from './schema.ts'

/** An event as stored; `payload` is checked when it is folded, because it may come from elsewhere. */
export interface StoredEvent {
  id: string
  seq: number
  kind: string
  payload: unknown
}

/** How a topic takes part: its events carry its prefix, its state decides the stage. */
export interface TopicFold<S = unknown> {
  initial: S
  /** The next state, or why the event cannot be taken, in Chinese. */
  apply(state: S, kind: string, payload: unknown, eventId: string): { state: S } | { problem: string }
  stageOf(state: S): Stage
  /** Whether the window's promise of a first answer still waits; without it the topic has clocks of its own for that. */
  owesFirstAnswer?(state: S): boolean
}
export type TopicFolds = Partial<Record<MatterKind, TopicFold>>

export interface MatterState {
  kind: MatterKind
  stage: Stage
  /** State of the topic that works the matter, if it has one. */
  topic: unknown
  /** Where an unmerge leads back to. */
  beforeMerge: { stage: Stage; intoId: string } | null
  /** Event id -> why it could not be taken; such events stay on the timeline, flagged. */
  problems: Record<string, string>
  takenBack: string[]
  /** Of those in `problems`: the ones that somebody has dealt with. */
  settledSteps: string[]
  /** Set while the matter is sealed: who it is about, and who is let in besides those in charge. */
  seal: { reported: Reported[]; allowed: string[] } | null
  /** The street asked the district to look at it and did not take that back. */
  isReportedUp: boolean
}

const INITIAL: MatterState = {
  kind: 'open',
  stage: 'registered',
  topic: null,
  beforeMerge: null,
  problems: {},
  takenBack: [],
  settledSteps: [],
  seal: null,
  isReportedUp: false,
}

/** Every route but petition work: a report is neither answered nor refused at the window, and no other unit takes part. */
export const CLOSED_TO_REPORTS: readonly string[] = ['mediation', 'linkage', 'care', 'answered', 'refused']
export const REPORT_ROUTE_PROBLEM =
  '检举控告由有权机关依规办理，只能分流到信访代理再按管理权限转送，不能在窗口答复、不予受理或转其他业务（信访工作条例第二十二条、第三十条）'

/** Nobody has begun to work it: another way may still be chosen. */
export const TO_TRIAGE: readonly Stage[] = ['registered', 'listed', 'to_describe', 'to_dispatch']

/** Stages that still wait for somebody. */
export const OPEN_STAGES: readonly Stage[] = [
  'registered',
  'listed',
  'to_accept',
  'mediating',
  'agreed',
  'performing',
  'performed',
  'terminated',
  'to_sort',
  'handling',
  'transferred',
  'in_mediation',
  'settled',
  'opinion',
  'served',
  'reviewing',
  'rechecking',
  'to_describe',
  'to_dispatch',
  'to_receive',
  'returned',
  'to_confer',
  'to_verify',
  'verified',
]

/** Whether the first answer that the window promised is still owed: nobody took the matter up, or its topic says so. */
export function owesFirstAnswer({ stage, kind, topic }: MatterState, topics: TopicFolds): boolean {
  if (stage === 'registered') return true
  return OPEN_STAGES.includes(stage) && topic !== null && topics[kind]?.owesFirstAnswer?.(topic) === true
}

/**
 * What a matter's events add up to. Pure and total: an event that does not fit is kept, flagged in
 * `problems` and skipped; nothing is ever dropped or refused here.
 */
export function foldMatter(events: readonly StoredEvent[], topics: TopicFolds): MatterState {
  const { takenBack, problems } = findStruck(events)
  let state: MatterState = { ...INITIAL, problems, takenBack: [...takenBack] }
  for (const event of events) {
    if (takenBack.has(event.id) || event.kind === 'taken_back') continue
    const next = applyEvent(state, event, topics)
    state = 'problem' in next ? { ...state, problems: { ...state.problems, [event.id]: next.problem } } : next.state
  }
  return state
}

/** A seal is opened and a report to the district taken back, each by an event of its own; what left in a file is out. */
const UNSTRIKABLE: ReadonlySet<string> = new Set([
  'registered',
  'sealed',
  'unsealed',
  'reported_up',
  'report_up_withdrawn',
  'left_step_settled',
  'package_sealed',
  'package_taken',
  'package_answered',
])

/** Which events are struck; a taking back that names no earlier act is flagged like any event that does not fit. */
function findStruck(events: readonly StoredEvent[]): { takenBack: Set<string>; problems: Record<string, string> } {
  const earlier = new Set<string>()
  const takenBack = new Set<string>()
  const problems: Record<string, string> = {}
  for (const { id, kind, payload } of events) {
    if (UNSTRIKABLE.has(kind)) continue
    if (kind !== 'taken_back') {
      earlier.add(id)
      continue
    }
    const named = MATTER_EVENTS.taken_back.safeParse(payload).data?.eventId
    if (named !== undefined && earlier.has(named)) takenBack.add(named)
    else problems[id] = '没有可以撤回的记录'
  }
  return { takenBack, problems }
}

/** One step of {@link foldMatter}; commands use it to ask before they record. */
export function applyEvent(
  state: MatterState,
  event: Pick<StoredEvent, 'kind' | 'payload'> & { id?: string },
  topics: TopicFolds,
): { state: MatterState } | { problem: string } {
  const prefix = event.kind.split('.', 1)[0] as MatterKind
  if (event.kind.includes('.')) return applyTopicEvent(state, prefix, event, topics)
  const parsed = own<z.ZodType>(MATTER_EVENTS, event.kind)?.safeParse(event.payload)
  if (!parsed?.success) return { problem: '程序不认识这条记录' }
  const payload = parsed.data as {
    kind: MatterKind
    route: string
    intoId: string
    reported: Reported[]
    allowedUserIds: string[]
    eventId: string
  }
  switch (event.kind) {
    case 'registered':
      if (state.kind !== 'open' || state.stage !== 'registered') return { problem: '已经登记过' }
      return {
        state: enter({ ...state, stage: 'registered' }, payload.kind, topics),
      }
    case 'triaged':
      return triage(state, payload, topics)
    case 'merged':
      if (state.stage === 'merged' || state.stage === 'void') return { problem: '已并入或已作废' }
      return {
        state: {
          ...state,
          stage: 'merged',
          beforeMerge: { stage: state.stage, intoId: payload.intoId },
        },
      }
    case 'unmerged':
      if (!state.beforeMerge || state.stage !== 'merged') return { problem: '没有并入其他事项' }
      return { state: { ...state, stage: state.beforeMerge.stage, beforeMerge: null } }
    case 'voided':
      return state.stage === 'void' ? { problem: '已经作废' } : { state: { ...state, stage: 'void' } }
    case 'sealed':
      return { state: { ...state, seal: { reported: payload.reported, allowed: payload.allowedUserIds } } }
    case 'unsealed':
      return state.seal ? { state: { ...state, seal: null } } : { problem: '没有密封' }
    // The district reads these two by themselves, so nothing but the other one speaks against either.
    case 'reported_up':
      return state.isReportedUp ? { problem: '已经上报区里' } : { state: { ...state, isReportedUp: true } }
    case 'report_up_withdrawn':
      return state.isReportedUp ? { state: { ...state, isReportedUp: false } } : { problem: '没有上报区里' }
    case 'unlinked':
    case 'package_sealed': // it happened, wherever the matter stands
    case 'package_taken':
    case 'package_answered':
      return { state }
    case 'left_step_settled': // by two people at once it is settled all the same
      return { state: { ...state, settledSteps: [...state.settledSteps, payload.eventId] } }
    default: // amended, linked, handed_over: on the timeline, without effect on the stage
      return state.stage === 'merged' || state.stage === 'void' ? { problem: '已并入或已作废' } : { state }
  }
}

function triage(
  state: MatterState,
  { route }: { route: string },
  topics: TopicFolds,
): { state: MatterState } | { problem: string } {
  if (!TO_TRIAGE.includes(state.stage)) return { problem: '已经分流办理，不能重新分流' }
  if (state.seal && CLOSED_TO_REPORTS.includes(route)) return { problem: REPORT_ROUTE_PROBLEM }
  if (route === 'answered' || route === 'refused') return { state: { ...state, stage: route } }
  return { state: enter(state, route as MatterKind, topics) }
}

/** The matter starts in a topic: worked where the topic has a fold, listed for later where it has none. */
function enter(state: MatterState, kind: MatterKind, topics: TopicFolds): MatterState {
  if (kind === 'open') return { ...state, kind }
  const topic = topics[kind]
  return topic
    ? { ...state, kind, topic: topic.initial, stage: topic.stageOf(topic.initial) }
    : { ...state, kind, topic: null, stage: 'listed' }
}

function applyTopicEvent(
  state: MatterState,
  kind: MatterKind,
  event: Pick<StoredEvent, 'kind' | 'payload'> & { id?: string },
  topics: TopicFolds,
): { state: MatterState } | { problem: string } {
  const topic = own(topics, kind)
  if (!topic) return { problem: '程序不认识这条记录' }
  if (state.kind !== kind) return { problem: '这件事项没有分流到这个业务' }
  if (state.stage === 'merged' || state.stage === 'void') return { problem: '已并入或已作废' }
  const next = topic.apply(state.topic, event.kind.slice(kind.length + 1), event.payload, event.id ?? '')
  return 'problem' in next ? next : { state: { ...state, topic: next.state, stage: topic.stageOf(next.state) } }
}

/** Kinds may come from elsewhere: one named like a property that every object has is unknown, too. */
function own<V>(table: Partial<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
