import { type DeadlineRule, ruleInForce } from '../calendar/deadlineRule.ts'
import type { Channel } from '../intake/schema.ts'
import { type Day, daysBetween } from '../kernel/day.ts'
import { PETITION_DEADLINE_RULES } from './deadlineRules.ts'
import { all, first, last, opinionOf, type PetitionRecord, servedOf } from './project.ts'

/** What a street sets where the regulation has no number. */
export type PetitionClockSettings = {
  supervisionDays?: number
  /** Working days within which an opinion reaches the citizen. */
  serviceDays?: number
  /** Working days to decide on a simple case; 0 = not counted (unverified). */
  simpleDecisionDays?: number
  /** Count the shorter local limits beside the national ones. */
  hasLocalLimits?: boolean
}

/** A running or finished clock. Several of one rule are told apart by `anchor`, the event that started it. */
export type PetitionClock = {
  rule: DeadlineRule
  anchor: string
  startOn: Day
  /** The day of the act that the clock waits for, or null while it runs. */
  metOn: Day | null
  /** The day on which it lost its object (withdrawn, returned, led elsewhere), or null. */
  stoppedOn: Day | null
}

type Ends = { metOn?: Day | null | undefined; stoppedOn?: Day | null | undefined }

/**
 * The clocks of one petition that have started, in the version in force on their start day. Acts
 * only ever add clocks or end them: none goes away and none moves nearer (property-tested), because
 * the days of Arts. 22-36 are the citizen's.
 */
export function petitionClocks(
  record: PetitionRecord,
  matter: { receivedOn: Day; channel: Channel },
  settings: PetitionClockSettings = {},
  rules: readonly DeadlineRule[] = PETITION_DEADLINE_RULES,
): PetitionClock[] {
  const { supervisionDays, serviceDays, simpleDecisionDays = 0, hasLocalLimits = false } = settings
  const { receivedOn } = matter
  const clocks: PetitionClock[] = []
  const start = (id: string, startOn: Day | null | undefined, ends: Ends, anchor = '', amount?: number): void => {
    const rule = startOn ? ruleInForce(rules, id, startOn) : undefined
    if (!startOn || !rule) return
    const metOn = ends.metOn ?? null
    clocks.push({
      rule: amount === undefined ? rule : { ...rule, amount },
      anchor,
      startOn,
      metOn,
      stoppedOn: metOn ? null : (ends.stoppedOn ?? null),
    })
  }

  const withdrawnOn = last(record, 'withdraw')?.on
  const sortedOn = firstSortingDay(record)
  const described = last(record, 'describe')
  const toldOn = firstToldDay(record)
  start('B-02', receivedOn, { metOn: sortedOn, stoppedOn: withdrawnOn })
  for (const objection of all(record, 'unitObjects').filter((each) => each.isAgreed))
    start(
      'B-02',
      objection.materialsBackOn ?? objection.on,
      { metOn: firstSortingDay(record, objection.seq), stoppedOn: withdrawnOn },
      objection.id,
    )

  const unclearOn = described?.isContactUnclear ? receivedOn : null
  const cameFromOthers = matter.channel === 'transfer'
  start(cameFromOthers ? 'B-04' : 'B-03', receivedOn, { metOn: toldOn, stoppedOn: unclearOn ?? withdrawnOn })
  if (cameFromOthers)
    start('B-05', receivedOn, { metOn: first(record, 'objectToSender')?.on, stoppedOn: sortedOn ?? withdrawnOn })
  if (simpleDecisionDays > 0)
    start('B-15A', receivedOn, { metOn: sortedOn, stoppedOn: withdrawnOn }, '', simpleDecisionDays)
  if (hasLocalLimits) start('B-16A', receivedOn, { metOn: toldOn ?? sortedOn, stoppedOn: unclearOn ?? withdrawnOn })

  transferClocks(record, start, withdrawnOn)
  handlingClocks(record, start, hasLocalLimits)
  reviewClocks(record, start)
  serviceClocks(record, start, serviceDays)
  elsewhereClocks(record, start)
  promiseClocks(record, start, supervisionDays)
  return clocks
}

type Start = (id: string, startOn: Day | null | undefined, ends: Ends, anchor?: string, amount?: number) => void

/** Clocks of the units that a matter was passed to; they run from the day the unit signed for it. */
function transferClocks(record: PetitionRecord, start: Start, withdrawnOn: Day | undefined): void {
  for (const transfer of all(record, 'transfer')) {
    const { id } = transfer
    const here = <T extends { transferId: string }>(list: T[]): T[] => list.filter((each) => each.transferId === id)
    const receivedOn = transfer.receivedOn ?? here(all(record, 'recordUnitReceipt')).at(-1)?.on
    const returned = here(all(record, 'unitObjects')).find((each) => each.isAgreed)
    const accepted = here(all(record, 'unitAccepts')).at(-1)
    const reportedOn = here(all(record, 'unitReports'))[0]?.on
    const goneOn = returned?.on ?? withdrawnOn
    start('B-04U', receivedOn, { metOn: accepted?.toldOn, stoppedOn: goneOn }, id)
    start(
      'B-05',
      receivedOn,
      { metOn: here(all(record, 'unitObjects'))[0]?.on, stoppedOn: accepted?.acceptedOn ?? withdrawnOn },
      id,
    )
    if (transfer.mode === 'assign' && transfer.reportBy && transfer.reportBy > transfer.on)
      start(
        'B-07',
        transfer.on,
        { metOn: reportedOn, stoppedOn: goneOn },
        id,
        daysBetween(transfer.on, transfer.reportBy),
      )
  }
}

/** Art. 34: sixty days from acceptance, by whichever unit accepted; only for Art. 31 (6). */
function handlingClocks(record: PetitionRecord, start: Start, hasLocalLimits: boolean): void {
  const ends: Ends = {
    metOn: earliest(
      all(record, 'issueOpinion').find((each) => each.level === 'handling')?.on,
      first(record, 'settle')?.on,
      all(record, 'mediationReturns').find((each) => each.result === 'success')?.on,
    ),
    stoppedOn: earliest(last(record, 'withdraw')?.on, last(record, 'leadToProcedure')?.on),
  }
  const taken = [
    ...all(record, 'accept').map(({ acceptedOn, item, isSimple }) => ({ acceptedOn, item, isSimple, anchor: '' })),
    ...all(record, 'unitAccepts').map(({ acceptedOn, item, transferId }) => ({
      acceptedOn,
      item,
      isSimple: false,
      anchor: transferId,
    })),
  ]
  for (const { acceptedOn, item, isSimple, anchor } of taken) {
    if (item !== '31-6') continue
    start('B-06', acceptedOn, ends, anchor)
    if (isSimple) start('B-15', acceptedOn, ends, anchor)
    if (hasLocalLimits) start('B-16B', acceptedOn, ends, anchor)
  }
}

/** Arts. 35, 36: each runs from the day that the answer before it was served, or the request came in. */
function reviewClocks(record: PetitionRecord, start: Start): void {
  const asked = (level: 'review' | 'recheck') => all(record, 'applyReview').find((each) => each.level === level)
  start('B-08', servedOf(record, 'handling')?.on, { metOn: asked('review')?.on })
  start('B-09', asked('review')?.receivedOn, { metOn: opinionOf(record, 'review')?.on })
  start('B-10', servedOf(record, 'review')?.on, { metOn: asked('recheck')?.on })
  start('B-11', asked('recheck')?.receivedOn, { metOn: opinionOf(record, 'recheck')?.on })
}

/** An opinion that is written and lies in a drawer is no answer: each has until it is served, by a day that the office set. */
function serviceClocks(record: PetitionRecord, start: Start, serviceDays: number | undefined): void {
  const withdrawn = all(record, 'withdraw')
  for (const { id, seq, level, on } of all(record, 'issueOpinion')) {
    const served = all(record, 'serve').find((each) => each.seq > seq && each.what === level)
    const stoppedOn = withdrawn.find((each) => each.seq > seq)?.on
    start('G-04', on, { metOn: served?.on, stoppedOn }, id, serviceDays)
  }
}

/** Rules of the ways that have clocks of their own: for applying, and for the organ's decision. */
export const ELSEWHERE: Record<string, { apply: string; decide: string }> = {
  reconsideration: { apply: 'P-01', decide: 'P-02' },
  labour_arbitration: { apply: 'P-03', decide: 'P-04' },
}

/** The clocks of the way that the citizen was led to. */
function elsewhereClocks(record: PetitionRecord, start: Start): void {
  const led = last(record, 'leadToProcedure')
  const rules = led && ELSEWHERE[led.procedure]
  if (!led || !rules) return
  const begun = first(record, 'procedureBegins')?.on
  start(rules.apply, led.knownOn, { metOn: begun }, led.id)
  start(rules.decide, begun, { metOn: first(record, 'procedureEnds')?.on }, led.id)
}

/** Days that people set: supervision, what a meeting decided, the agent's next step, the mandate's end. */
function promiseClocks(record: PetitionRecord, start: Start, supervisionDays: number | undefined): void {
  for (const { id, on } of all(record, 'supervise'))
    start(
      'B-14',
      on,
      { metOn: all(record, 'superviseAnswer').find((each) => each.superviseId === id)?.on },
      id,
      supervisionDays,
    )
  for (const { id, on, actions } of all(record, 'meet'))
    for (const { no, byOn } of actions) {
      const done = all(record, 'finishAction').find((each) => each.meetId === id && each.no === no)
      if (byOn && byOn > on) start('G-01', on, { metOn: done?.on }, `${id}:${no}`, daysBetween(on, byOn))
    }
  const steps = [...all(record, 'runErrand'), ...all(record, 'submit'), ...all(record, 'feedBack')]
  const ends = [
    ...all(record, 'revokeMandate'),
    ...all(record, 'endMandate'),
    ...all(record, 'recuseAgent').filter(({ isGranted }) => isGranted),
    ...all(record, 'close'),
  ].sort((a, b) => a.seq - b.seq)
  /** The end of the mandate in which something stands; a later mandate begins afresh. */
  const endedAfter = (after: number): Day | undefined => ends.find(({ seq }) => seq > after)?.on
  for (const { id, seq, on, nextOn } of all(record, 'runErrand'))
    if (nextOn && nextOn > on) {
      const next = steps.find((each) => each.seq > seq)
      start('G-02', on, { metOn: next?.on, stoppedOn: endedAfter(seq) }, id, daysBetween(on, nextOn))
    }
  for (const { id, seq, fromOn, toOn } of all(record, 'mandate'))
    if (toOn > fromOn) start('G-03', fromOn, { stoppedOn: endedAfter(seq) }, id, daysBetween(fromOn, toOn))
}

/** The first act by which the matter got its way, after event number `afterSeq` if given. */
export function firstSortingDay(record: PetitionRecord, afterSeq = 0): Day | undefined {
  const day = <T extends { seq: number; on: Day }>(list: T[]): Day | undefined =>
    list.find((each) => each.seq > afterSeq)?.on
  return earliest(
    all(record, 'accept').find((each) => each.seq > afterSeq)?.acceptedOn,
    day(all(record, 'transfer')),
    day(all(record, 'guide')),
    day(all(record, 'leadToProcedure')),
    day(all(record, 'handReport')),
    day(all(record, 'refuse')),
    day(all(record, 'reply')),
    day(all(record, 'toMediation')),
    day(all(record, 'settle')),
  )
}

/** The first day on which the citizen was told what becomes of the matter (Art. 23). */
export function firstToldDay(record: PetitionRecord): Day | undefined {
  return earliest(
    first(record, 'tellAcceptance')?.on,
    first(record, 'tellDirection')?.on,
    all(record, 'transfer').find((each) => each.toldOn)?.toldOn,
    first(record, 'guide')?.on,
    first(record, 'leadToProcedure')?.on,
    first(record, 'refuse')?.on,
    first(record, 'reply')?.on,
    first(record, 'toMediation')?.on,
  )
}

/** Extensions and spans that do not count, in the form the arithmetic takes. */
export function petitionClockOptions(record: PetitionRecord, ruleId: string, anchor: string) {
  const extensions = all(record, 'extendDeadline')
    .filter((each) => each.ruleId === ruleId && each.anchor === anchor)
    .map(({ amount, approver, reason }) => ({ amount, approver, reason }))
  const pauses =
    ruleId === 'B-11'
      ? all(record, 'hear')
          .filter((each) => each.of === 'recheck')
          .map(({ fromOn, toOn }) => ({ fromOn, toOn, reason: '听证' }))
      : []
  return { extensions, pauses }
}

function earliest(...days: (Day | null | undefined)[]): Day | undefined {
  return days.filter((day): day is Day => !!day).sort()[0]
}
