import { formatNumber } from '../../src-shared/centre/numbering.ts'
import { isOption } from '../../src-shared/deadlineRules.ts'
import type { MatterState } from '../../src-shared/intake/matterFold.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import { clocksFor } from '../../src-shared/mediation/clocks.ts'
import { INITIAL_MEDIATION, type MediationState } from '../../src-shared/mediation/fold.ts'
import { clockFacts, projectMediation, type MediationRecord } from '../../src-shared/mediation/project.ts'
import { toDeadlineRow } from '../intake/deadlines.ts'
import { replaceDeadlines } from '../intake/deadlineRepo.ts'
import { listParties } from '../intake/partyRepo.ts'
import type { EventRow, MatterRecord } from '../intake/repo.ts'
import { moveCounters } from '../ledger/counters.ts'
import { monthOfDay } from '../ledger/periods.ts'
import { indexMatter } from '../search/indexMatter.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { takeNext } from '../store/series.ts'
import {
  findMediation,
  isDossierTaken,
  replaceAgreement,
  replaceSessions,
  saveMediation,
  type MediationRow,
} from './repo.ts'

/** Acts that change what a search finds. */
const TEXT_ACTS = new Set(['accept', 'correct', 'recordSession', 'reachAgreement'])

/**
 * Writes what a mediation's events determine: its row, sessions and agreement, its clocks, and its
 * share of the month's counters. The same function serves every act, a taken-back one, and a recount.
 *
 * @returns the earliest day by which somebody must act, or null
 */
export function afterMediationEvent(
  ctx: Ctx,
  matter: MatterRecord,
  state: MatterState,
  events: EventRow[],
): Day | null {
  const before = findMediation(ctx.db, matter.id)
  const isHere = state.kind === 'mediation' && state.stage !== 'merged' && state.stage !== 'void'
  const mediation = isHere ? (state.topic as MediationState) : INITIAL_MEDIATION
  const record = projectMediation(isHere ? events : [])
  const wasImported = events.some((event) => event.kind === 'mediation.imported')
  const row = {
    ...toRow(ctx, matter, mediation, record, before),
    ...(wasImported && !isHere ? { dossierNumber: null } : {}),
    ...(state.seal ? { monthAccepted: '', monthClosed: '' } : {}), // no ledger tells of a report
  } // its number may be imported again
  saveMediation(ctx.db, row)
  replaceSessions(ctx.db, matter.id, record.sessions)
  replaceAgreement(ctx.db, matter.id, record.agreement, record.instalments)
  moveCounters(ctx.db, before && { ...before, placeId: matter.placeId }, { ...row, placeId: matter.placeId })
  const newest = events.at(-1)?.kind.split('.')[1] ?? ''
  if (TEXT_ACTS.has(newest) || before?.sessions !== row.sessions || before?.agreementForm !== row.agreementForm)
    indexMatter(ctx.db, matter.rid, matter.id)
  ctx.changed('mediation')
  return isHere ? writeClocks(ctx, matter, mediation, record) : (replaceDeadlines(ctx.db, matter.id, []), null)
}

function writeClocks(ctx: Ctx, matter: MatterRecord, state: MediationState, record: MediationRecord): Day | null {
  const { settings, calendar } = ctx
  if (record.imported && state.closedOn) return (replaceDeadlines(ctx.db, matter.id, []), null) // its clocks ran elsewhere
  const clocks = clocksFor(clockFacts(state, record, matter.receivedOn), {
    returnVisitDays: settings.returnVisitDays,
    answerWorkingDays: settings.promiseWorkingDays,
  })
  const archivedOn = record.archived?.on ?? null // what nobody did before the file went to the archive is not owed any more
  const rows = clocks.map((clock) =>
    toDeadlineRow(
      matter.id,
      {
        ...clock,
        stoppedOn: clock.stoppedOn ?? archivedOn,
        options: optionsOf(clock.rule.id, record, settings.rollsWhereSilent),
      },
      calendar,
    ),
  )
  replaceDeadlines(ctx.db, matter.id, rows)
  const running = rows.filter((row) => row.state === 'running' && !isOption(row.ruleId)).map((row) => row.dueOn)
  const instalments =
    state.stage === 'performing' ? record.instalments.filter((each) => !each.paidOn).map((each) => each.dueOn) : []
  return [...running, ...instalments].sort()[0] ?? null
}

/** Extensions and pauses of one clock, in the form the arithmetic takes. */
function optionsOf(ruleId: string, record: MediationRecord, rollsOnHoliday: boolean) {
  return {
    rollsOnHoliday,
    extensions: record.extensions
      .filter((each) => each.ruleId === ruleId)
      .map(({ amount, approver, reason }) => ({ amount, approver, reason })),
    pauses: record.pauses
      .filter((each) => each.ruleId === ruleId)
      .map(({ fromOn, toOn, reason }) => ({ fromOn, toOn, reason })),
  }
}

/** A card whose place was changed takes its case's share along; call it before the case is settled again. */
export function moveToPlace(ctx: Ctx, matterId: string, from: PlaceId | null, to: PlaceId | null): void {
  const row = from === to ? undefined : findMediation(ctx.db, matterId)
  if (row) moveCounters(ctx.db, { ...row, placeId: from }, { ...row, placeId: to })
}

export function toRow(
  ctx: Ctx,
  matter: Pick<MatterRecord, 'id' | 'peopleCount'>,
  state: MediationState,
  r: MediationRecord,
  before: MediationRow | undefined,
  monthOf = (day: Day): Month => monthOfDay(ctx.db, day, ctx.settings.cutoffDay),
): MediationRow {
  const { accepted, agreement, imported } = r
  const dossierNumber = imported
    ? imported.dossierNumber || null
    : (before?.dossierNumber ?? (accepted && !ctx.isReplay ? nextDossierNumber(ctx, accepted.acceptedOn) : null))
  const resultOn = state.agreement?.reachedOn ?? state.closedOn // as `listMonthDays` reads it from the rows
  return {
    matterId: matter.id,
    dossierNumber,
    acceptedOn: state.acceptedOn,
    source: accepted?.source ?? 'applied',
    referralUnit: accepted?.referralUnit ?? '',
    referralNumber: accepted?.referralNumber ?? '',
    clock: accepted?.clock ?? 'general',
    justiceClass: accepted?.justiceClass ?? '',
    governanceClass: accepted?.governanceClass ?? '',
    scale: accepted?.scale ?? '01',
    difficulty: accepted?.difficulty ?? 'ordinary',
    facts: accepted?.facts ?? '',
    requests: JSON.stringify(accepted?.requests ?? []),
    mediators: JSON.stringify(r.mediators),
    sessions: r.sessions.length + (imported?.sessions ?? 0),
    result: state.result,
    agreementForm: agreement?.form ?? imported?.agreementForm ?? null,
    agreementNumber: agreement ? (dossierNumber ?? '') : (imported?.agreementNumber ?? ''), // 协议书编号与卷号一致 (A2.2)
    amountFen: agreement?.amountFen ?? imported?.amountFen ?? 0,
    performBy: agreement ? (agreement.performBy ?? r.instalments.at(-1)?.dueOn ?? null) : (imported?.performBy ?? null),
    effectiveOn: state.agreement?.effectiveOn ?? null,
    conclusion: state.conclusion ?? '',
    confirmation: state.confirmation,
    confirmationCourt: r.confirmationApplied?.court ?? '',
    confirmationNumber: r.confirmationDecided?.caseNumber ?? imported?.confirmationNumber ?? '',
    returnVisitOn: r.returnVisit?.on ?? imported?.returnVisitOn ?? null,
    satisfaction: r.returnVisit?.satisfaction ?? imported?.satisfaction ?? '',
    closedOn: state.stage === 'refused' ? null : state.closedOn,
    archivedOn: r.archived?.on ?? imported?.archivedOn ?? null,
    retention: r.archived?.retention ?? '',
    filedBy: r.archived?.filedBy ?? '',
    grade: r.archived?.grade ?? imported?.grade ?? '',
    subsidyFen: r.archived?.subsidyFen ?? imported?.subsidyFen ?? 0,
    note: imported?.note ?? '',
    peopleCount: Math.max(
      matter.peopleCount,
      imported?.peopleCount ?? 0,
      imported ? 0 : countPrincipals(ctx, matter.id),
    ),
    monthAccepted: state.acceptedOn ? monthOf(state.acceptedOn) : '',
    monthClosed: state.acceptedOn && resultOn && state.result ? monthOf(resultOn) : '',
  }
}

/** Parties themselves, without those who act for them. */
function countPrincipals(ctx: Ctx, matterId: string): number {
  return listParties(ctx.db, matterId).filter((party) =>
    ['applicant', 'respondent', 'third_party', 'visitor'].includes(party.role),
  ).length
}

/** The next number of the committee's series, in the year of acceptance; one that an imported ledger brought is passed over. */
function nextDossierNumber(ctx: Ctx, acceptedOn: Day): string {
  const { settings } = ctx
  const year = Number(acceptedOn.slice(0, 4))
  for (;;) {
    const number = formatNumber(settings.dossierPattern, {
      year,
      seat: settings.seatLetter,
      seq: takeNext(ctx.db, 'dossier', year, settings.seatLetter),
      committee: settings.committeeShortName,
      street: settings.streetName,
    })
    if (!isDossierTaken(ctx.db, number)) return number
  }
}
