import type { Day, Instant } from '../kernel/day.ts'
import type { GroupId } from './codes.ts'
import { CLIENT_ACTS, type CareEvent, type ClientAct, type ClientActName } from './events.ts'
import { applyClientAct } from './steps.ts'
import { whyNot } from './whyNot.ts'

export interface Enrolment {
  id: string
  group: GroupId
  basis: ClientAct<'enrol'>['basis']
  basisNote: string
  purpose: string
  toldOn: Day | null
  consentOn: Day | null
  consentBy: string
  startOn: Day
  endOn: Day | null
  /** Oldest first; the first is from the start. */
  tracks: { track: string; on: Day; reason: string }[]
  reported: { on: Day; note: string } | null
  /** 中止; `to` is the day on which it goes on, null while it lasts. */
  suspensions: { from: Day; to: Day | null; reason: string }[]
  consentWithdrawnOn: Day | null
  closed: { on: Day; reason: ClientAct<'close'>['reason']; note: string } | null
  settled: { on: Day; way: string; note: string } | null
}

/** Who wrote an entry, and when. */
export interface Written {
  eventId: string
  writtenAt: Instant
  byId: string
  byName: string
}

export type Visit = ClientAct<'visit'> &
  Written & { corrections: (Omit<ClientAct<'correctVisit'>, 'visitId'> & Written)[] }
/** Without its picture, which is read only to be looked at. */
export type Photo = Omit<ClientAct<'photo'>, 'jpeg'> & Written
export type RemovedPhoto = ClientAct<'removePhoto'> & Written
export type Skip = ClientAct<'skipVisit'> & Written
export type CarePromise = ClientAct<'promise'> &
  Written & { kept: { on: Day; note: string } | null; dropped: { on: Day; reason: string } | null }
export type Response = ClientAct<'raise'> &
  Written & {
    signed: Omit<ClientAct<'signFor'>, 'responseId'> | null
    answered: Omit<ClientAct<'respond'>, 'responseId'> | null
  }
export type Measure = ClientAct<'help'> & Written
export type Referral = ClientAct<'refer'> &
  Written & { answers: (Omit<ClientAct<'answerReferral'>, 'referralId'> & Written)[] }
export type Review = ClientAct<'review'> & Written
export type CarePaper = ClientAct<'issuePaper'> & Written

/** What the events of one client add up to. */
export interface ClientState {
  person: ClientAct<'register'> | null
  enrolments: Enrolment[]
  assigned: ClientAct<'assign'> | null
  /** The first day on which somebody looked after the client. */
  pairedOn: Day | null
  plan: ClientAct<'plan'> | null
  /** Of the first plan. */
  plannedOn: Day | null
  visits: Visit[]
  photos: Photo[]
  removedPhotos: RemovedPhoto[]
  skips: Skip[]
  promises: CarePromise[]
  responses: Response[]
  measures: Measure[]
  referrals: Referral[]
  reviews: Review[]
  attended: ClientAct<'attend'>[]
  papers: CarePaper[]
  /** Ids of events that were taken back. */
  takenBack: string[]
  /** Events that could not be taken, each with why: they stay on the timeline, flagged. */
  problems: Record<string, string>
}

export const newClientState = (): ClientState => ({
  person: null,
  enrolments: [],
  assigned: null,
  pairedOn: null,
  plan: null,
  plannedOn: null,
  visits: [],
  photos: [],
  removedPhotos: [],
  skips: [],
  promises: [],
  responses: [],
  measures: [],
  referrals: [],
  reviews: [],
  attended: [],
  papers: [],
  takenBack: [],
  problems: {},
})

/** A copy in the one order on which all seats agree, whatever order events arrived in: by time, then by id. */
export function inOrder<E extends Pick<CareEvent, 'at' | 'id'>>(events: readonly E[]): E[] {
  return [...events].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id))
}

/** The state of a client. Never throws: an event that cannot be taken is flagged in `problems`. */
export function foldClient(events: readonly CareEvent[]): ClientState {
  const state = newClientState()
  const ordered = inOrder(events)
  const struck = struckBy(ordered)
  state.takenBack = [...struck].sort()
  for (const event of ordered) {
    if (event.kind === 'takeBack' || struck.has(event.id)) continue
    const problem = take(state, event)
    if (problem !== undefined) state.problems[event.id] = problem
  }
  return state
}

/** What acts of taking back strike; such an act itself cannot be taken back. */
function struckBy(events: readonly CareEvent[]): Set<string> {
  const kinds = new Map(events.map(({ id, kind }) => [id, kind]))
  const struck = new Set<string>()
  for (const { kind, payload } of events) {
    if (kind !== 'takeBack') continue
    const parsed = CLIENT_ACTS.takeBack.safeParse(payload)
    const kindOf = parsed.success ? kinds.get(parsed.data.eventId) : undefined
    if (parsed.success && kindOf !== undefined && kindOf !== 'takeBack') struck.add(parsed.data.eventId)
  }
  return struck
}

function take(state: ClientState, event: CareEvent): string | undefined {
  if (!isClientAct(event.kind)) return '程序不认识这条记录'
  const parsed = CLIENT_ACTS[event.kind].safeParse(event.payload)
  if (!parsed.success) return '记录内容不完整'
  const problem = whyNot(state, event.kind, parsed.data as never)
  if (problem !== undefined) return problem
  applyClientAct(state, event.kind, parsed.data as never, event)
  return undefined
}

export const isClientAct = (text: string): text is ClientActName => Object.hasOwn(CLIENT_ACTS, text)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
