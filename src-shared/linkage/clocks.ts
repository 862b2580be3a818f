import { type DeadlineRule, ruleInForce } from '../calendar/deadlineRule.ts'
import { addDays, daysBetween, type Day } from '../kernel/day.ts'
import { LINKAGE_DEADLINE_RULES, ruleOfClock } from './deadlineRules.ts'
import { all, assignmentsOf, first, last, type GivenPart, type LinkageRecord } from './project.ts'

/** A running or finished clock. Several of one rule are told apart by `anchor`: a unit's term, a supervision, a return. */
export type LinkageClock = {
  rule: DeadlineRule
  anchor: string
  startOn: Day
  /** The day of the act that the clock waits for, or null while it runs. */
  metOn: Day | null
  /** The day on which it lost its object (returned, released), or null. */
  stoppedOn: Day | null
}
type Ends = { metOn?: Day | null | undefined; stoppedOn?: Day | null | undefined }
type Start = (id: string, startOn: Day | undefined, ends: Ends, anchor?: string, amount?: number) => void

/**
 * The clocks of one task that have started. Acts only ever add clocks, end them or, by an extension, move a unit's
 * last day away; none goes and none moves nearer (property-tested).
 */
export function linkageClocks(record: LinkageRecord, matter: { receivedOn: Day }): LinkageClock[] {
  const clocks: LinkageClock[] = []
  const start: Start = (id, startOn, ends, anchor = '', amount) => {
    const inForce = startOn ? ruleInForce(LINKAGE_DEADLINE_RULES, id, startOn) : undefined
    if (!startOn || !inForce) return
    const rule = ruleOfClock(inForce, anchor)
    const metOn = ends.metOn ?? null
    clocks.push({
      rule: amount === undefined ? rule : { ...rule, amount },
      anchor,
      startOn,
      metOn,
      stoppedOn: metOn ? null : (ends.stoppedOn ?? null),
    })
  }
  taskClocks(record, matter.receivedOn, start)
  for (const term of termsOf(record)) termClocks(record, term, start)
  for (const { id, on, answerBy } of all(record, 'supervise'))
    start(
      'L-07',
      on,
      { metOn: all(record, 'superviseAnswer').find((each) => each.superviseId === id)?.on },
      id,
      daysBetween(on, answerBy),
    )
  return clocks
}

function taskClocks(record: LinkageRecord, receivedOn: Day, start: Start): void {
  const described = last(record, 'describe')
  const task = described?.task
  const filedOn = first(record, 'file')?.on
  start('L-01', receivedOn, { metOn: first(record, 'dispatch')?.on ?? filedOn }, '', task?.dispatchDays)
  const sheetDueOn = described?.sheet?.dueOn
  if (sheetDueOn && sheetDueOn >= receivedOn)
    start('L-10', receivedOn, { metOn: first(record, 'feedBack')?.on }, '', daysBetween(receivedOn, sheetDueOn))
  for (const returned of conferences(record)) {
    const decided = all(record, 'confer').find((each) => each.seq > returned.seq)
    start('L-08', returned.on, { metOn: decided?.on }, returned.id, task?.conferDays)
  }
  for (const closed of all(record, 'close')) {
    if (!closed.lookBackOn) continue
    const after = [...all(record, 'lookBack'), ...all(record, 'reopen')].find((each) => each.seq > closed.seq)
    start('L-11', closed.on, { metOn: after?.on }, closed.id, daysBetween(closed.on, closed.lookBackOn))
  }
  for (const answered of allAnswered(record)) {
    const ends = {
      metOn: all(record, 'verify').find((each) => each.seq > answered.seq)?.on,
      stoppedOn: all(record, 'addHelpers').find((each) => each.seq > answered.seq)?.on,
    }
    start('L-09', answered.on, ends, answered.id, task?.verifyDays)
  }
  for (const { id, seq, on } of reopenings(record)) {
    const given = [...all(record, 'dispatch'), ...all(record, 'addHelpers')].find((each) => each.seq > seq)
    const verified = all(record, 'verify').find((each) => each.seq > seq)
    const isGivenFirst = given !== undefined && (verified === undefined || given.seq < verified.seq)
    start('L-09', on, isGivenFirst ? { stoppedOn: given.on } : { metOn: verified?.on }, id, task?.verifyDays)
  }
}

/** Closed and opened again with its units' answers in hand: to be verified anew, or given to units once more. */
function reopenings(record: LinkageRecord) {
  return all(record, 'reopen').filter(({ seq }) => {
    const ends = [...all(record, 'close'), ...all(record, 'file')].filter((each) => each.seq < seq)
    return all(record, 'close').some((each) => each.seq === Math.max(...ends.map((end) => end.seq)))
  })
}

/** Returns that a conference decides: the one of the ordinal that the task's terms name, and every later one. */
function conferences(record: LinkageRecord) {
  const from = last(record, 'describe')?.task.returnsToConfer ?? Number.POSITIVE_INFINITY
  return all(record, 'unitReturns').filter((_, index) => index + 1 >= from)
}

/** The acts after which no unit that had the task owed an answer any more, each with the day of the latest answer. */
function allAnswered(record: LinkageRecord) {
  const terms = termsOf(record)
  const ends = [...all(record, 'unitAnswers'), ...all(record, 'releaseHelper'), ...all(record, 'unitReturns')]
  return ends.flatMap(({ id, seq, on }) => {
    const had = terms.filter((term) => term.startSeq < seq && !(term.stopped && term.stopped.seq <= seq))
    if (had.length === 0 || !had.every(({ met }) => met && met.seq <= seq)) return []
    // what was written down last need not be what was answered last
    const days = [on, ...had.flatMap(({ met }) => met?.on ?? [])]
    return [{ id, seq, on: days.sort().at(-1) as Day }]
  })
}

/** One span in which a unit owes an answer: from its order, or anew from a verification that did not pass. */
export interface Term {
  part: GivenPart
  /** 1 for the order, 2 for the first time that the work was owed anew, and so on. */
  no: number
  /** The part's key, with the verification before it where it is a second term. */
  anchor: string
  startOn: Day
  startSeq: number
  /** What happened after this concerns the next term, or another unit; infinite for a term that lasts. */
  endSeq: number
  dueOn: Day
  receivedOn: Day | undefined
  met: { on: Day; seq: number } | undefined
  /** The unit gave it back, was released, or somebody else took its place. */
  stopped: { on: Day; seq: number } | undefined
}

export function termsOf(record: LinkageRecord): Term[] {
  return assignmentsOf(record).flatMap((part) => {
    const of = <T extends { key: string }>(list: T[]): T[] => list.filter(({ key }) => key === part.key)
    const answers = of(all(record, 'unitAnswers'))
    const ended = endOf(record, part)
    const receivedOn = of(all(record, 'unitReceives'))[0]?.on
    const redone = all(record, 'verify').flatMap(({ id, seq, on, redo }) =>
      redo.filter(({ key }) => key === part.key).map(({ dueOn }) => ({ id, seq, on, dueOn })),
    )
    const spans = [
      { anchor: part.key, seq: part.seq, on: part.on, dueOn: part.dueOn },
      ...redone.map(({ id, ...each }) => ({ ...each, anchor: `${id}/${part.key}` })),
    ]
    return spans.map(({ anchor, seq, on, dueOn }, at) => {
      const met = answers.find((each) => each.seq > seq)
      const endSeq = spans[at + 1]?.seq ?? ended?.seq ?? Number.POSITIVE_INFINITY
      const span = { no: at + 1, anchor, startOn: on, startSeq: seq, endSeq, dueOn }
      return { part, ...span, receivedOn, met, stopped: met ? undefined : ended }
    })
  })
}

/** The act by which a unit stopped having the task, if there was one. */
export function endOf(record: LinkageRecord, part: GivenPart): { on: Day; seq: number } | undefined {
  const released = all(record, 'releaseHelper').find(({ key }) => key === part.key)
  const returned = all(record, 'unitReturns').find(({ key }) => key === part.key)
  const replaced = assignmentsOf(record).find(
    (each) =>
      each.seq > part.seq && (each.unitCode === part.unitCode || (each.role === 'lead' && part.role === 'lead')),
  )
  return released ?? (part.role === 'helper' ? returned : undefined) ?? replaced
}

/** A unit's own clocks: its last day, and the lines past which it is shown a card. */
function termClocks(record: LinkageRecord, term: Term, start: Start): void {
  const { part, anchor, startOn, receivedOn } = term
  const { limits } = part
  const [metOn, stoppedOn] = [term.met?.on, term.stopped?.on]
  if (anchor === part.key) {
    const ends = { metOn: receivedOn ?? metOn, stoppedOn }
    start('L-03', startOn, ends, anchor, limits.receiveYellow)
    start('L-04', startOn, ends, anchor, limits.receiveRed)
  }
  start('L-02', startOn, { metOn, stoppedOn }, anchor, daysBetween(startOn, term.dueOn))
  const dueOn = extendedDueOn(record, term)
  start('L-05', dueOn, { metOn, stoppedOn }, anchor, limits.handleYellow)
  start('L-06', dueOn, { metOn, stoppedOn }, anchor, limits.handleRed)
}

/** The last day of a term with what was granted; natural days, so no calendar moves it. */
export function extendedDueOn(record: LinkageRecord, { anchor, dueOn }: Pick<Term, 'anchor' | 'dueOn'>): Day {
  const { extensions } = linkageClockOptions(record, 'L-02', anchor)
  return addDays(
    dueOn,
    extensions.reduce((sum, { amount }) => sum + amount, 0),
  )
}

/** Extensions in the form that the arithmetic takes. */
export function linkageClockOptions(record: LinkageRecord, ruleId: string, anchor: string) {
  const extensions = all(record, 'extendDeadline')
    .filter((each) => each.ruleId === ruleId && each.anchor === anchor)
    .map(({ amount, approver, reason }) => ({ amount, approver, reason }))
  return { extensions }
}
