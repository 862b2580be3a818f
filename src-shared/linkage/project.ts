import type { LinkageAct, LinkageActName } from './events.ts'

/** An event of this task that the fold took. */
export interface TakenEvent {
  id: string
  seq: number
  kind: string
  payload: unknown
}

export type Recorded<N extends LinkageActName> = LinkageAct<N> & { id: string; seq: number }

/** Everything that a task's events say, act by act in order. A pure function of the events. */
export type LinkageRecord = { [N in LinkageActName]?: Recorded<N>[] }

const PREFIX = 'linkage.'

/** Reads the events in order. */
export function projectLinkage(events: readonly TakenEvent[]): LinkageRecord {
  const record: Record<string, unknown[]> = {}
  for (const { id, seq, kind, payload } of events) {
    if (!kind.startsWith(PREFIX)) continue
    ;(record[kind.slice(PREFIX.length)] ??= []).push({ ...(payload as object), id, seq })
  }
  return record as LinkageRecord
}

export const all = <N extends LinkageActName>(record: LinkageRecord, act: N): Recorded<N>[] =>
  (record[act] as Recorded<N>[] | undefined) ?? []
export const first = <N extends LinkageActName>(record: LinkageRecord, act: N): Recorded<N> | undefined =>
  all(record, act)[0]
export const last = <N extends LinkageActName>(record: LinkageRecord, act: N): Recorded<N> | undefined =>
  all(record, act).at(-1)

/** Acts that give units their parts. */
const GIVING = ['dispatch', 'confer', 'addHelpers'] as const

/** Every part that was ever given to a unit, in order, under the key by which later acts name it. */
export function assignmentsOf(record: LinkageRecord) {
  return GIVING.flatMap((act) => all(record, act))
    .sort((a, b) => a.seq - b.seq)
    .flatMap(({ id, seq, on, assignments, ...act }) =>
      assignments.map((each, no) => ({
        ...each,
        key: partKey(id, no),
        seq,
        on,
        request: 'request' in act ? act.request : act.decision,
      })),
    )
}
export type GivenPart = ReturnType<typeof assignmentsOf>[number]

/** How a unit's part is named: the event that gave it and its place there. */
export const partKey = (eventId: string, no: number): string => `${eventId}:${no}`
