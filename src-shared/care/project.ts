import { addDays, addMonths, dayOf, type Day, type Instant } from '../kernel/day.ts'
import type { GroupId, PurgeReason } from './codes.ts'
import type { ClientState, Enrolment, Response } from './fold.ts'
import { groupOn, ruleOf, type GroupConfig } from './groups.ts'
import { enrolmentFacts, responseFacts, type EnrolmentFacts, type ResponseFacts } from './ledgerFacts.ts'
import { occasionText, type Occasion } from './occasions.ts'
import { responseEnds } from './responseLimits.ts'
import type { VisitRule } from './rules.ts'
import { unfold, type DueVisit, type VisitHistory } from './unfold.ts'
import { matchVisits, type AnsweredDue } from './unfoldMatch.ts'
import { mergeVisits } from './unfoldMerge.ts'

/** One thing that waits for somebody. */
export interface Todo {
  kind: 'visit' | 'next' | 'promise' | 'sign' | 'answer' | 'referral' | 'term' | 'erase'
  ref: string
  group: GroupId | null
  fromOn: Day | null
  dueOn: Day
  /** The red limit of a response; the last day on which a due visit can be made good. */
  lastOn: Day | null
  /** The limits of a response where they are counted in hours. */
  dueAt?: Instant | null
  lastAt?: Instant | null
  what: string
}

export interface PlannedDue extends AnsweredDue {
  graceOn: Day
  lateOn: Day
}

export interface Retention {
  after: Day
  why: PurgeReason
}

/** What lists, ledgers and the page of due visits read of a client; made of the events, and nothing of it hangs on today. */
export interface ClientProjection {
  isOpen: boolean
  openedOn: Day | null
  closedOn: Day | null
  lastVisitOn: Day | null
  due: PlannedDue[]
  todos: Todo[]
  retention: Retention | null
  enrolmentFacts: EnrolmentFacts[]
  responseFacts: ResponseFacts[]
}

/** So long before the end of a term it is on the list. */
const TERM_DAYS = 30
/** A day before all others: what is unanswered stays open, and the reader decides by the day of reading. */
const NEVER = '1970-01-01' as Day

/**
 * @param versions the groups as configured, all versions
 * @param until due visits are made up to this day
 * @param occasions as announced for any group
 */
export function projectClientState(
  state: ClientState,
  versions: readonly GroupConfig[],
  until: Day,
  occasions: readonly Occasion[] = [],
): ClientProjection {
  const due = plannedDue(state, versions, until, occasions)
  const open = state.enrolments.filter(({ closed }) => !closed)
  const closings = state.enrolments.flatMap(({ closed }) => (closed ? [closed.on] : []))
  const retention = retentionOf(state, versions)
  return {
    isOpen: open.length > 0,
    openedOn: least(state.enrolments.map(({ startOn }) => startOn)),
    closedOn: open.length > 0 ? null : greatest(closings),
    lastVisitOn: greatest(state.visits.filter(({ isMet }) => isMet).map(({ at }) => dayOf(at))),
    due,
    todos: [
      ...visitTodos(state, due),
      ...nextTodo(state, open.length > 0),
      ...promiseTodos(state),
      ...state.responses.flatMap((response) => responseTodo(state, response, versions)),
      ...referralTodos(state),
      ...open.flatMap(termTodo),
      ...eraseTodo(retention),
    ],
    retention,
    enrolmentFacts: state.enrolments.map((enrolment) => enrolmentFacts(state, enrolment, versions)),
    responseFacts: responseFacts(state),
  }
}

export const historyOf = (
  { responses }: ClientState,
  enrolment: Enrolment,
  occasions: readonly Occasion[],
): VisitHistory => ({
  enrolmentId: enrolment.id,
  group: enrolment.group,
  track: enrolment.tracks[0]?.track ?? '',
  tracks: enrolment.tracks.slice(1),
  startOn: enrolment.startOn,
  reportedOn: enrolment.reported?.on ?? null,
  endOn: enrolment.endOn,
  closedOn: enrolment.closed?.on ?? null,
  pauses: enrolment.suspensions,
  raised: responses.map(({ at }) => at),
  occasions: occasions
    .filter(({ groups }) => groups.includes(enrolment.group))
    .map((one) => ({ from: one.from, to: one.to, text: occasionText(one) })),
})

/** Due visits from the start of each service, so that one visit is never counted for two months. */
function plannedDue(
  state: ClientState,
  versions: readonly GroupConfig[],
  until: Day,
  occasions: readonly Occasion[],
): PlannedDue[] {
  const from = least(state.enrolments.map(({ startOn }) => startOn))
  if (from === null) return []
  const due = unfold(
    state.enrolments.map((enrolment) => historyOf(state, enrolment, occasions)),
    versions,
    { from, to: until },
  )
  const ruleOfDue = (each: DueVisit): VisitRule => {
    const rule = ruleOf(versions, each)
    if (!rule) throw new Error('A due visit without its rule')
    return rule
  }
  const visits = state.visits.map(({ visitId, at, how, isMet }) => ({ id: visitId, at, how, isMet }))
  const answered = matchVisits(due, visits, state.skips, ruleOfDue, {
    today: NEVER,
    mergesVisits: state.plan?.mergesVisits ?? true,
  })
  return answered.map((each) => {
    const { graceDays, lateDays } = ruleOfDue(each.due)
    return { ...each, graceOn: addDays(each.due.dueOn, graceDays), lateOn: addDays(each.due.dueOn, lateDays) }
  })
}

/**
 * Of visits that one visit can do, one line, if the person agreed to that. Once the service has ended nobody is sent there
 * any more, least of all to somebody who died; what was not done is in the ledgers.
 */
function visitTodos(state: ClientState, due: readonly PlannedDue[]): Todo[] {
  const ended = new Set(state.enrolments.filter(({ closed }) => closed).map(({ id }) => id))
  const waits = (each: PlannedDue): boolean => each.state === 'open' && !ended.has(each.due.enrolmentId)
  const open = new Map(due.filter(waits).map((each) => [each.due.id, each]))
  const dues = [...open.values()].map((each) => each.due)
  const joint =
    (state.plan?.mergesVisits ?? true)
      ? mergeVisits(dues)
      : dues.map((each) => ({ from: each.from, dueOn: each.dueOn, visits: [each] }))
  return joint.flatMap(({ from, dueOn, visits }) => {
    const [first] = visits
    if (!first) return []
    const lastOn = greatest(visits.flatMap(({ id }) => open.get(id)?.lateOn ?? []))
    return [{ kind: 'visit', ref: first.id, group: first.group, fromOn: from, dueOn, lastOn, what: whyNow(visits) }]
  })
}

/** For which weather or festival; '' for a visit by the course of time. */
const whyNow = (visits: readonly DueVisit[]): string =>
  [...new Set(visits.flatMap(({ occasion }) => occasion ?? []))].join('、')

/** What the last visit agreed on: a day that somebody was told, whatever the rules ask. The next visit settles it. */
function nextTodo({ visits }: ClientState, isOpen: boolean): Todo[] {
  const last = visits.reduce<ClientState['visits'][number] | undefined>(
    (newest, each) => (newest === undefined || each.at >= newest.at ? each : newest),
    undefined,
  )
  if (!isOpen || !last || last.nextOn === null) return []
  const fromOn = dayOf(last.at)
  return [{ kind: 'next', ref: last.visitId, group: null, fromOn, dueOn: last.nextOn, lastOn: null, what: '' }]
}

const promiseTodos = ({ promises }: ClientState): Todo[] =>
  promises
    .filter(({ kept, dropped }) => !kept && !dropped)
    .map(({ promiseId, what, byOn, writtenAt }) => ({
      kind: 'promise',
      ref: promiseId,
      group: null,
      fromOn: dayOf(writtenAt),
      dueOn: byOn,
      lastOn: null,
      what,
    }))

function responseTodo(state: ClientState, response: Response, versions: readonly GroupConfig[]): Todo[] {
  const { responseId, at, what } = response
  const [enrolment] = state.enrolments
  const ends = enrolment && responseEnds(response, groupOn(versions, enrolment.group, dayOf(at)).response)
  if (!ends) return []
  return [
    {
      kind: ends.kind,
      ref: responseId,
      group: enrolment.group,
      fromOn: dayOf(ends.from),
      dueOn: ends.yellow.on,
      lastOn: ends.red.on,
      dueAt: ends.yellow.at,
      lastAt: ends.red.at,
      what,
    },
  ]
}

const referralTodos = ({ referrals }: ClientState): Todo[] =>
  referrals.flatMap(({ referralId, answerBy, what, on, answers }) => {
    const last = answers.at(-1)
    const isOver = last !== undefined && last.result !== 'waiting'
    if (isOver || answerBy === null) return []
    return [{ kind: 'referral', ref: referralId, group: null, fromOn: on, dueOn: answerBy, lastOn: null, what }]
  })

const termTodo = ({ id, group, endOn }: Enrolment): Todo[] =>
  endOn === null
    ? []
    : [{ kind: 'term', ref: id, group, fromOn: addDays(endOn, -TERM_DAYS), dueOn: endOn, lastOn: null, what: '' }]

const eraseTodo = (retention: Retention | null): Todo[] =>
  retention?.why !== 'withdrawn'
    ? []
    : [{ kind: 'erase', ref: '', group: null, fromOn: null, dueOn: retention.after, lastOn: null, what: '' }]

/**
 * From when a record may be kept no longer (个人信息保护法 Arts. 19, 47), null while any service runs. Withdrawn consent that
 * alone carried the record ends it at once (Art. 15); so does the end for somebody who was a juvenile, where the group's
 * records are sealed (预防未成年人犯罪法 Art. 59).
 */
export function retentionOf(state: ClientState, versions: readonly GroupConfig[]): Retention | null {
  const { enrolments, person } = state
  if (enrolments.length === 0 || enrolments.some(({ closed }) => !closed)) return null
  const ends = enrolments.map((enrolment) => {
    const on = enrolment.closed?.on ?? enrolment.startOn
    return { enrolment, on, retention: groupOn(versions, enrolment.group, on).retention }
  })
  const last = greatest(ends.map(({ on }) => on)) as Day
  if (ends.every(({ enrolment }) => enrolment.consentWithdrawnOn !== null)) return { after: last, why: 'withdrawn' }
  const { birthOn = null } = person ?? {}
  if (ends.every(({ enrolment, retention }) => retention.sealsJuveniles && wasJuvenile(birthOn, enrolment.startOn)))
    return { after: last, why: 'sealed' }
  return { after: greatest(ends.map(({ on, retention }) => addMonths(on, retention.months))) as Day, why: 'retention' }
}

/** 未成年人: below 18 (未成年人保护法 Art. 2). */
const ADULT_MONTHS = 18 * 12
export const wasJuvenile = (birthOn: Day | null, on: Day): boolean =>
  birthOn !== null && addMonths(birthOn, ADULT_MONTHS) > on

const least = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((a, b) => (a === null || b < a ? b : a), null)
const greatest = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((a, b) => (a === null || b > a ? b : a), null)
