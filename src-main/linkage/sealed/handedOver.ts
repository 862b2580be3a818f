import { MATTER_EVENTS } from '../../../src-shared/intake/events.ts'
import type { Instant } from '../../../src-shared/kernel/day.ts'
import type { EventRow } from '../../intake/repo.ts'

export interface HandedOver {
  at: Instant
  by: string
  documents: string[]
  withPeople: boolean
}

/** Sealed packages that left with a unit's part of a task, oldest first. */
export function handedOver(events: readonly EventRow[], key: string): HandedOver[] {
  return events.flatMap(({ kind, payload, at, actorName }) => {
    if (kind !== 'package_sealed') return []
    const sealed = MATTER_EVENTS.package_sealed.safeParse(payload).data
    if (sealed?.key !== key) return []
    return [{ at, by: actorName, documents: sealed.documents, withPeople: sealed.withPeople }]
  })
}
