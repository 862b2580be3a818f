import { DIRECTIVE_EVENTS, isDirectiveEventKind, type DirectiveEvent } from './events.ts'
import { type DirectiveState, inOrder } from './fold.ts'
import type { DirectiveStep } from './schema.ts'
import type { Instant } from '../kernel/day.ts'

/** The steps of a directive for people, flagged ones among them. */
export function describeSteps(events: readonly DirectiveEvent[], { problems }: DirectiveState): DirectiveStep[] {
  return inOrder(events).map((event) => ({
    id: event.id,
    at: event.at as Instant,
    kind: event.kind,
    title: isDirectiveEventKind(event.kind) ? DIRECTIVE_EVENTS[event.kind] : event.kind,
    who: event.byName,
    text: event.text,
    problem: problems[event.id] ?? '',
  }))
}
