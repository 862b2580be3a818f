import type { Day } from '../kernel/day.ts'

/** What happened to a row since its month was signed; the payload as it was written. */
export interface RowEvent {
  id: string
  kind: string
  payload: unknown
}

/** Acts on what was written before: whatever day they name, what was signed is not what is meant. */
const RESTATES = ['correct', 'describe', 'amend', 'reopen', 'void', 'open', 'renumber']
/** Events of a matter itself that no ledger tells of. */
const UNTOLD = new Set(['handed_over', 'linked', 'unlinked', 'reported_up', 'report_up_withdrawn', 'left_step_settled'])
/** Where an act keeps the day on which it was done; the first that it has. */
const DAY_KEYS = ['on', 'acceptedOn', 'refusedOn', 'heldOn', 'reachedOn', 'startedOn', 'fromOn', 'closedOn']

/**
 * Whether a row was only handled further: every act was done after the last day of the signed period, and none restates
 * what was there. An act that was taken back again counts as none. Without events nothing is known, and it is false.
 */
export function isHandledFurther(events: readonly RowEvent[], to: Day): boolean {
  const known = new Set(events.map(({ id }) => id))
  const struck = new Set<string>()
  for (const { id, kind, payload } of events) {
    const eventId = kind === 'taken_back' ? valueOf(payload, 'eventId') : ''
    if (known.has(eventId)) struck.add(eventId).add(id)
  }
  const left = events.filter(({ id, kind }) => !struck.has(id) && !UNTOLD.has(kind) && !kind.startsWith('package_'))
  return left.length > 0 && left.every((event) => isFurther(event, to))
}

function isFurther({ kind, payload }: RowEvent, to: Day): boolean {
  const [topic, act] = kind.split('.', 2)
  if (!topic || !act || RESTATES.includes(act)) return false
  const day = DAY_KEYS.map((key) => valueOf(payload, key)).find((text) => text !== '')
  return day !== undefined && day > to
}

function valueOf(payload: unknown, key: string): string {
  const value = (payload as Readonly<Record<string, unknown>> | null)?.[key]
  return typeof value === 'string' ? value : ''
}
