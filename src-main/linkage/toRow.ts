import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { extendedDueOn, termsOf, type Term } from '../../src-shared/linkage/clocks.ts'
import { rankOf, type AnyLevel } from '../../src-shared/linkage/codes.ts'
import { leadOf, stageOf, type LinkageState, type PartState } from '../../src-shared/linkage/fold.ts'
import { all, first, last, type LinkageRecord } from '../../src-shared/linkage/project.ts'
import type { MatterRecord } from '../intake/repo.ts'
import { monthOfDay } from '../ledger/periods.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { PartRecord, TaskRecord } from './repo.ts'

const OVER = ['closed', 'archived', 'filed']

/** The row that a task's events add up to. */
export function toTaskRow(
  ctx: Ctx,
  matter: MatterRecord,
  /** False for a matter that left the topic: no ledger tells of it. */
  isCounted: boolean,
  state: LinkageState,
  record: LinkageRecord,
): TaskRecord {
  const described = last(record, 'describe')
  const lead = leadOf(state)
  const term = lead && termsOf(record).findLast(({ part }) => part.key === lead.key)
  const month = (day: Day | null): Month | '' =>
    isCounted && day ? monthOfDay(ctx.db, day, ctx.settings.cutoffDay, 'linkage') : ''
  return {
    matterId: matter.id,
    linkage: described?.linkage ?? '',
    source: described?.source ?? '',
    sheetSystem: described?.sheet?.system ?? '',
    sheetNumber: described?.sheet?.number ?? '',
    directiveId: described?.directiveId ?? '',
    eventClass: described?.eventClass ?? '',
    urgency: described?.urgency ?? '',
    isUrgent: Number(state.isUrgent),
    isSecret: Number(state.isSecret),
    leadCode: lead?.unitCode ?? '',
    leadUnit: lead?.unit ?? '',
    helpers: state.parts.filter(({ endedAs, role }) => endedAs === null && role === 'helper').length,
    dispatchedOn: first(record, 'dispatch')?.on ?? null,
    dueOn: term ? extendedDueOn(record, term) : null,
    answeredOn: lead?.answeredOn ?? null,
    extendedDays: all(record, 'extendDeadline').reduce((sum, { amount }) => sum + amount, 0),
    returns: state.returns,
    conferences: all(record, 'confer').length,
    level: state.level,
    causes: JSON.stringify(all(record, 'supervise').map(({ cause }) => cause)),
    verifyFailures: all(record, 'verify').filter(({ isPassed }) => !isPassed).length,
    rating: all(record, 'verify').findLast(({ rating }) => rating)?.rating ?? '',
    closure: state.closure ?? '',
    filedOn: state.filedOn,
    closedOn: state.closedOn,
    archivedOn: state.archivedOn,
    toldOn: state.toldOn,
    reopened: state.reopened,
    place: described?.place ?? '',
    texts: searchTexts(record),
    monthReceived: month(described ? matter.receivedOn : null),
    monthClosed: month(state.closedOn),
  }
}

/**
 * One row a term: what a unit answered late stays late in its month, also where the answer did not pass its verification
 * and the work was owed anew.
 */
export function toPartRows(matter: MatterRecord, state: LinkageState, record: LinkageRecord): PartRecord[] {
  const terms = termsOf(record)
  const isOver = OVER.includes(stageOf(state))
  return state.parts.flatMap((part) => {
    const own = terms.filter((each) => each.part.key === part.key)
    return own.map((term): PartRecord => {
      const isLast = term.no === own.length
      return {
        matterId: matter.id,
        key: part.key,
        term: term.no,
        isLast: Number(isLast),
        role: part.role,
        unitCode: part.unitCode,
        unit: part.unit,
        slipCode: part.slipCode,
        dispatchedOn: term.startOn,
        dueOn: extendedDueOn(record, term),
        receivedOn: part.receivedOn,
        answeredOn: term.met?.on ?? null,
        returnedOn: isLast ? (all(record, 'unitReturns').findLast(({ key }) => key === part.key)?.on ?? null) : null,
        level: part.level,
        card: cardWithin(record, term, terms),
        failures: all(record, 'verify').filter((each) => !each.isPassed && isWithin(each, term)).length,
        state: isOver || part.endedAs || !isLast ? 'ended' : stateOf(part, state),
      }
    })
  })
}

const isWithin = ({ seq }: { seq: number }, { startSeq, endSeq }: Term): boolean => seq > startSeq && seq <= endSeq

/** The highest card that the unit was shown for this term; an order takes over what the unit had in the task before. */
function cardWithin(record: LinkageRecord, term: Term, terms: readonly Term[]): AnyLevel {
  const { part, startSeq } = term
  const before = new Set(terms.filter((each) => each.part.unitCode === part.unitCode).map((each) => each.part.key))
  return all(record, 'supervise')
    .filter((each) => {
      if (term.no === 1 && each.seq < startSeq) return before.has(each.key)
      return each.key === part.key && isWithin(each, term)
    })
    .reduce<AnyLevel>((most, { level }) => (rankOf(level) > rankOf(most) ? level : most), 'none')
}

/** What a unit that has the task owes next. */
export function stateOf(part: PartState, { pending }: LinkageState): Exclude<PartRecord['state'], 'ended'> {
  if (pending?.key === part.key) return 'returning'
  if (part.answeredOn) return 'answered'
  return part.receivedOn ? 'to_answer' : 'to_receive'
}

function searchTexts(record: LinkageRecord): string {
  const described = last(record, 'describe')
  return [
    described?.sheet?.number ?? '',
    described?.place ?? '',
    ...all(record, 'dispatch').map(({ request }) => request),
    ...all(record, 'confer').flatMap(({ minutes, decision }) => [minutes, decision]),
    ...all(record, 'note').map(({ text }) => text),
    ...all(record, 'unitAnswers').map(({ text }) => text),
    ...all(record, 'close').map(({ summary }) => summary),
  ]
    .filter((text) => text !== '')
    .join('\n')
}
