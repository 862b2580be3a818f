import { formatNumber } from '../../src-shared/centre/numbering.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { firstSortingDay, firstToldDay } from '../../src-shared/petition/clocks.ts'
import { formOfChannel, originOfChannel } from '../../src-shared/petition/codes.ts'
import { currentTransfer, type PetitionState } from '../../src-shared/petition/fold.ts'
import {
  agentOf,
  all,
  first,
  last,
  opinionOf,
  servedOf,
  type PetitionRecord,
} from '../../src-shared/petition/project.ts'
import type { DeadlineRow } from '../intake/deadlineRepo.ts'
import type { MatterRecord } from '../intake/repo.ts'
import { monthOfDay } from '../ledger/periods.ts'
import { takeNext } from '../store/series.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { isAgencyNumberTaken, type PetitionRow } from './repo.ts'

/** The row that a petition's events and clocks add up to; numbers once taken stay. */
export function toRow(
  ctx: Ctx,
  matter: MatterRecord,
  /** False for a matter that left the topic, and for a sealed one: no ledger tells of a report. */
  isCounted: boolean,
  state: PetitionState,
  record: PetitionRecord,
  clocks: readonly DeadlineRow[],
  before: PetitionRow | undefined,
): PetitionRow {
  const described = last(record, 'describe')
  const form = described?.form ?? formOfChannel(matter.channel)
  const transfer = currentTransfer(state)
  const mandated = first(record, 'mandate')
  const answer = opinionOf(record, 'handling')
  const due = (...ids: string[]): Day | null => clocks.find((clock) => ids.includes(clock.ruleId))?.dueOn ?? null
  const answeredOn =
    answer?.on ?? first(record, 'settle')?.on ?? first(record, 'reply')?.on ?? first(record, 'unitReports')?.on ?? null
  const agencyNumber = before?.agencyNumber ?? (mandated && !ctx.isReplay ? nextAgencyNumber(ctx, mandated.on) : null)
  const month = (day: Day | null | undefined, ledger: 'petition' | 'petition_agency' = 'petition'): Month | '' =>
    isCounted && day ? monthOfDay(ctx.db, day, ctx.settings.cutoffDay, ledger) : ''
  return {
    matterId: matter.id,
    form,
    purpose: described?.purpose ?? '',
    contentClass: described?.contentClass ?? '',
    problemPlace: described?.problemPlace ?? '',
    againstUnit: described?.againstUnit ?? '',
    requests: JSON.stringify(described?.requests ?? []),
    isGroup: Number(described?.isGroup ?? false),
    isJointLetter: Number(described?.isJointLetter ?? false),
    isJudicial: Number(described?.isJudicial ?? false),
    isUrgent: Number(described?.isUrgent ?? false),
    isSimple: Number(state.isSimple),
    wishesSecrecy: Number(described?.wishesSecrecy ?? false),
    mayPublish: Number(described?.mayPublish ?? false),
    publishedOn: state.publishedOn,
    origin: form === 'letter' ? described?.origin || originOfChannel(matter.channel) : '',
    visitPlace: form === 'visit' ? (described?.visitPlace ?? '') : '',
    repeatOf: described?.repeatOf ?? null,
    peopleCount: Math.max(1, matter.peopleCount),
    route: routeOf(record),
    unit: transfer?.unit ?? last(record, 'submit')?.unit ?? '',
    helpers: JSON.stringify(last(record, 'transfer')?.helpers ?? last(record, 'submit')?.helpers ?? []),
    toldDueOn: due('B-03', 'B-04'),
    toldOn: firstToldDay(record) ?? null,
    toldNumber: first(record, 'tellAcceptance')?.number ?? first(record, 'unitAccepts')?.number ?? '',
    sortedOn: firstSortingDay(record) ?? null,
    acceptedOn: state.acceptedOn,
    answerDueOn: due('B-06'),
    answeredOn,
    conclusion: answer?.conclusion ?? '',
    extendedDays: all(record, 'extendDeadline')
      .filter((each) => each.ruleId === 'B-06')
      .reduce((sum, each) => sum + each.amount, 0),
    servedOn: servedOf(record, 'handling')?.on ?? null,
    reviewOn: opinionOf(record, 'review')?.on ?? null,
    reviewResult: opinionOf(record, 'review')?.reviewResult ?? '',
    recheckOn: opinionOf(record, 'recheck')?.on ?? null,
    recheckResult: opinionOf(record, 'recheck')?.reviewResult ?? '',
    wasContacted: Number(all(record, 'contact').length + all(record, 'feedBack').length > 0),
    mediationId: last(record, 'toMediation')?.mediationId ?? null,
    agencyNumber,
    mandatedOn: mandated?.on ?? null,
    agentName: agentOf(record).agentName,
    submittedOn: first(record, 'submit')?.on ?? null,
    result: state.result ?? '',
    ratedUnit: ratingOf(record, 'unit'),
    ratedAgency: ratingOf(record, 'agency'),
    closedOn: state.closedOn,
    archivedOn: state.stage === 'archived' ? (last(record, 'archive')?.on ?? null) : null,
    archiveNumber: state.stage === 'archived' ? (agencyNumber ?? matter.number) : '',
    retention: last(record, 'archive')?.retention ?? '',
    texts: searchTexts(record),
    monthReceived: month(matter.receivedOn),
    monthMandated: month(mandated?.on, 'petition_agency'),
    monthClosed: month(state.closedOn),
  }
}

const ratingOf = (record: PetitionRecord, of: 'unit' | 'agency') =>
  all(record, 'rate').findLast((each) => each.of === of)?.rating ?? ''

/** Which way the matter took last (去向). */
function routeOf(record: PetitionRecord): string {
  const acts = [
    'accept',
    'transfer',
    'guide',
    'leadToProcedure',
    'handReport',
    'refuse',
    'reply',
    'toMediation',
  ] as const
  const taken = acts.flatMap((act) => all(record, act).map(({ seq }) => ({ act, seq })))
  const newest = taken.sort((a, b) => b.seq - a.seq)[0]
  if (newest?.act === 'transfer') return last(record, 'transfer')?.mode ?? 'forward'
  return newest?.act ?? ''
}

function searchTexts(record: PetitionRecord): string {
  const described = last(record, 'describe')
  return [
    ...(described ? [...described.requests, described.facts, described.againstUnit, described.problemPlace] : []),
    ...all(record, 'issueOpinion').flatMap((each) => [
      each.number,
      each.factsFound,
      ...each.items.map((item) => item.reply),
    ]),
    ...all(record, 'meet').map((each) => each.minutes),
    ...all(record, 'feedBack').map((each) => each.text),
    ...all(record, 'reply').map((each) => each.text),
  ]
    .filter((text) => text !== '')
    .join('\n')
}

/** 代理编号, taken with the first mandate (B2.4); one that came from another copy of this computer is passed over. */
function nextAgencyNumber(ctx: Ctx, on: Day): string {
  const { settings } = ctx
  const year = Number(on.slice(0, 4))
  for (;;) {
    const number = formatNumber(settings.agencyPattern, {
      year,
      seat: settings.seatLetter,
      seq: takeNext(ctx.db, 'agency', year, settings.seatLetter),
      committee: settings.committeeShortName,
      street: settings.streetName,
    })
    if (!isAgencyNumberTaken(ctx.db, number)) return number
  }
}
