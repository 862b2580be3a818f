import { never } from '../kernel/never.ts'
import { DISTRICT_ACTS, DISTRICT_AUTHOR, DirectiveEventKind, type DirectiveEvent } from './events.ts'
import type { DirectiveStage } from './schema.ts'
import { whyNot } from './whyNot.ts'

/** A reply with what the district said to it. */
export interface DirectiveReply {
  eventId: string
  at: string
  byName: string
  text: string
  documentIds: readonly string[]
  verdict: 'confirmed' | 'sent_back' | null
  verdictText: string
}

export interface DirectiveState {
  stage: DirectiveStage
  receivedAt: string | null
  receivedBy: string
  acceptedAt: string | null
  acceptedBy: string
  /** The last return, with its reason, and what the district said where it did not agree. */
  returned: { at: string; byName: string; reason: string; answer: string } | null
  replies: readonly DirectiveReply[]
  /** The matter that the street registered for it. */
  matterId: string | null
  withdrawn: { at: string; reason: string } | null
  /** Event id -> why it could not be taken, in Chinese; such events stay in the list, flagged. */
  problems: Readonly<Record<string, string>>
}

export const INITIAL_DIRECTIVE: DirectiveState = {
  stage: 'sent',
  receivedAt: null,
  receivedBy: '',
  acceptedAt: null,
  acceptedBy: '',
  returned: null,
  replies: [],
  matterId: null,
  withdrawn: null,
  problems: {},
}

/** Everybody folds in this order, in whatever order events arrived. */
export function inOrder<E extends Pick<DirectiveEvent, 'seq' | 'id'>>(events: readonly E[]): E[] {
  return [...events].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/**
 * What a directive's events add up to. Pure and total: an event that does not fit is flagged in `problems` and skipped,
 * nothing is dropped or refused here.
 */
export function foldDirective(events: readonly DirectiveEvent[]): DirectiveState {
  const seen = new Set<string>()
  let state = INITIAL_DIRECTIVE
  for (const event of inOrder(events)) {
    if (seen.has(event.id)) continue
    seen.add(event.id)
    state = applyDirectiveEvent(state, event)
  }
  return state
}

/** One step of {@link foldDirective}. */
export function applyDirectiveEvent(state: DirectiveState, event: DirectiveEvent): DirectiveState {
  const problem = problemOf(state, event)
  return problem === ''
    ? take(state, event, event.kind as DirectiveEventKind)
    : { ...state, problems: { ...state.problems, [event.id]: problem } }
}

function problemOf(state: DirectiveState, { kind, byId, matterId }: DirectiveEvent): string {
  const parsed = DirectiveEventKind.safeParse(kind)
  if (!parsed.success) return '程序不认识这条记录'
  if (DISTRICT_ACTS.includes(parsed.data) !== byId.startsWith(DISTRICT_AUTHOR))
    return DISTRICT_ACTS.includes(parsed.data) ? '这一步只能由区里作出' : '这一步只能由街道作出'
  if (parsed.data === 'linked' && !matterId) return '没有写明关联的事项'
  return whyNot(state, parsed.data)
}

function take(state: DirectiveState, event: DirectiveEvent, kind: DirectiveEventKind): DirectiveState {
  const { at, byName, text } = event
  switch (kind) {
    case 'received':
      return { ...state, stage: 'received', receivedAt: at, receivedBy: byName }
    case 'accepted':
      return { ...state, stage: 'working', acceptedAt: at, acceptedBy: byName }
    case 'returned':
      return { ...state, stage: 'returned', returned: { at, byName, reason: text, answer: '' } }
    case 'replied': {
      const reply = { eventId: event.id, at, byName, text, documentIds: event.documentIds, verdict: null }
      return { ...state, stage: 'replied', replies: [...state.replies, { ...reply, verdictText: '' }] }
    }
    case 'linked':
      return { ...state, matterId: event.matterId }
    case 'confirmed':
      return { ...state, stage: 'confirmed', replies: judge(state.replies, 'confirmed', text) }
    case 'sent_back':
      return state.stage === 'returned'
        ? { ...state, stage: 'received', returned: state.returned && { ...state.returned, answer: text } }
        : { ...state, stage: 'working', replies: judge(state.replies, 'sent_back', text) }
    case 'withdrawn':
      return { ...state, stage: 'withdrawn', withdrawn: { at, reason: text } }
    default:
      return never(kind)
  }
}

const judge = (
  replies: readonly DirectiveReply[],
  verdict: 'confirmed' | 'sent_back',
  verdictText: string,
): DirectiveReply[] => replies.map((each, at) => (at === replies.length - 1 ? { ...each, verdict, verdictText } : each))
