import type { DetailedCodes } from '../kernel/codeTable.ts'
import type { Day } from '../kernel/day.ts'
import type { RowId } from '../kernel/ids.ts'
import { LevelDetail } from './config.ts'
import type { DutyEvent, DutyEventKind, DutyPayload } from './events.ts'
import type { Level } from './model.ts'

type Of<K extends DutyEventKind> = DutyEvent<K>

/** The entries that were not taken back; a `void` counts, even of another seat that did not know it was void already. */
export function standing(events: readonly DutyEvent[]): DutyEvent[] {
  const gone = new Set(events.flatMap((each) => (each.kind === 'void' ? [each.payload.eventId as string] : [])))
  return events.filter(({ id, kind }) => kind !== 'void' && !gone.has(id))
}

export const ofKind = <K extends DutyEventKind>(events: readonly DutyEvent[], kind: K): Of<K>[] =>
  events.filter((each) => each.kind === kind) as Of<K>[]

/** The levels of a version of the table, the first lowest. */
export function toLevels(codes: DetailedCodes): Level[] {
  return codes.flatMap(({ code, title, detail }, rank) => {
    const parsed = LevelDetail.safeParse(detail)
    return parsed.success
      ? [{ code, title, rank, extraPeople: parsed.data.extraPeople, needsLeader: parsed.data.needsLeader }]
      : []
  })
}

/** A level from its order to the order that ends it, with both orders. */
export interface Alert {
  id: string
  start: DutyPayload<'level_start'>
  /** The day on which it ends, itself included; null while it lasts. */
  endOn: Day | null
  stop: DutyPayload<'level_stop'> | null
}

/** Every alert in order of its beginning. The first stop order counts: a second one ends nothing more. */
export function alertsOf(events: readonly DutyEvent[]): Alert[] {
  const valid = standing(events)
  const stops = ofKind(valid, 'level_stop')
  return ofKind(valid, 'level_start')
    .map(({ id, payload }) => {
      const stop = stops
        .filter((each) => each.payload.startId === id && each.payload.on >= payload.on)
        .sort((a, b) => (a.payload.on < b.payload.on || (a.payload.on === b.payload.on && a.at < b.at) ? -1 : 1))[0]
      return { id, start: payload, endOn: stop?.payload.on ?? null, stop: stop?.payload ?? null }
    })
    .sort((a, b) => (a.start.on < b.start.on ? -1 : a.start.on > b.start.on ? 1 : a.id < b.id ? -1 : 1))
}

/** The highest of the levels in force on a day; the first of the table where none was ordered. */
export function levelOn(alerts: readonly Alert[], levels: readonly Level[], on: Day): Level | undefined {
  let found = levels[0]
  for (const { start, endOn } of alerts) {
    if (start.on > on || (endOn !== null && endOn < on)) continue
    const level = levels.find(({ code }) => code === start.level)
    if (level && level.rank > (found?.rank ?? -1)) found = level
  }
  return found
}

/** Who asked for leave when, as a question about a day. */
export function awayFrom(events: readonly DutyEvent[]): (personId: string, on: Day) => boolean {
  const byPerson = new Map<string, { on: Day; toOn: Day }[]>()
  for (const { payload } of ofKind(standing(events), 'leave'))
    byPerson.set(payload.personId, [...(byPerson.get(payload.personId) ?? []), payload])
  return (personId, on) => (byPerson.get(personId) ?? []).some((each) => each.on <= on && on <= each.toOn)
}

export interface Swap {
  id: string
  at: string
  byName: string
  ask: DutyPayload<'swap_ask'>
  state: 'waiting' | 'approved' | 'refused'
  answeredBy: string
  reason: string
}

/** Swaps in the order in which they were asked for; the first answer counts. */
export function swapsOf(events: readonly DutyEvent[]): Swap[] {
  const valid = standing(events)
  const answers = ofKind(valid, 'swap_answer')
  return ofKind(valid, 'swap_ask').map(({ id, at, byName, payload }) => {
    const answer = answers
      .filter((each) => each.payload.askId === id)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))[0]
    return {
      id,
      at,
      byName,
      ask: payload,
      state: !answer ? 'waiting' : answer.payload.isApproved ? 'approved' : 'refused',
      answeredBy: answer?.byName ?? '',
      reason: answer?.payload.reason ?? '',
    }
  })
}

export interface Attendance {
  signedIn: string
  signedOut: string
  absence: string
}
/** One person's shift at a post. */
export interface PersonShift {
  postId: RowId
  on: Day
  shift: string
  personId: RowId
}
const stintKey = (one: { postId: string; on: Day; shift: string; personId: string }): string =>
  `${one.postId}/${one.on}/${one.shift}/${one.personId}`

/** Who came, went and stayed away: every person's shift of which there is an entry; of two entries the later one counts. */
export function attendances(events: readonly DutyEvent[]): (PersonShift & Attendance)[] {
  const found = new Map<string, PersonShift & Attendance>()
  const entry = ({ postId, on, shift, personId }: PersonShift): Attendance => {
    const key = stintKey({ postId, on, shift, personId })
    const there = found.get(key) ?? { postId, on, shift, personId, signedIn: '', signedOut: '', absence: '' }
    found.set(key, there)
    return there
  }
  for (const event of [...standing(events)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    if (event.kind === 'sign_in') {
      entry(event.payload).signedIn = event.payload.time
      entry(event.payload).absence = ''
    }
    if (event.kind === 'sign_out') entry(event.payload).signedOut = event.payload.time
    if (event.kind === 'absence') entry(event.payload).absence = event.payload.reason
  }
  return [...found.values()]
}

/** The same as a question about one person's shift. */
export function attendanceOf(events: readonly DutyEvent[]): (one: Parameters<typeof stintKey>[0]) => Attendance {
  const found = new Map(attendances(events).map((each) => [stintKey(each), each]))
  return (one) => {
    const { signedIn = '', signedOut = '', absence = '' } = found.get(stintKey(one)) ?? {}
    return { signedIn, signedOut, absence }
  }
}
