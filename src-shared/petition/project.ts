import type { PetitionAct, PetitionActName } from './events.ts'

/** An event of this petition that the fold took. */
export interface TakenEvent {
  id: string
  seq: number
  kind: string
  payload: unknown
}

export type Recorded<N extends PetitionActName> = PetitionAct<N> & { id: string; seq: number }

/** Everything that a petition's events say, act by act in order. A pure function of the events. */
export type PetitionRecord = { [N in PetitionActName]?: Recorded<N>[] }

const PREFIX = 'petition.'

/** Reads the events in order. */
export function projectPetition(events: readonly TakenEvent[]): PetitionRecord {
  const record: Record<string, unknown[]> = {}
  for (const { id, seq, kind, payload } of events) {
    if (!kind.startsWith(PREFIX)) continue
    ;(record[kind.slice(PREFIX.length)] ??= []).push({ ...(payload as object), id, seq })
  }
  return record as PetitionRecord
}

export function all<N extends PetitionActName>(record: PetitionRecord, act: N): Recorded<N>[] {
  return (record[act] as Recorded<N>[] | undefined) ?? []
}

export function first<N extends PetitionActName>(record: PetitionRecord, act: N): Recorded<N> | undefined {
  return all(record, act)[0]
}

export function last<N extends PetitionActName>(record: PetitionRecord, act: N): Recorded<N> | undefined {
  return all(record, act).at(-1)
}

export function opinionOf(
  record: PetitionRecord,
  level: 'handling' | 'review' | 'recheck',
): Recorded<'issueOpinion'> | undefined {
  return all(record, 'issueOpinion').findLast((each) => each.level === level)
}

export function servedOf(
  record: PetitionRecord,
  level: 'handling' | 'review' | 'recheck',
): Recorded<'serve'> | undefined {
  return all(record, 'serve').findLast((each) => each.what === level)
}

/** Who acts for the citizen now or did last: the mandate with the newest hand-over laid over it. */
export function agentOf(record: PetitionRecord) {
  const mandate = last(record, 'mandate')
  const handOver = all(record, 'handOverAgency').findLast((each) => mandate !== undefined && each.seq > mandate.seq)
  const { userId = null, agentName = '', agentUnit = '', cardNumber = '', agentPhone = '' } = handOver ?? mandate ?? {}
  return { userId, agentName, agentUnit, cardNumber, agentPhone }
}
