import { addDays, dayOf, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import { idCheckDigit } from '../../src-shared/intake/identity.ts'
import { PartyInput, type MatterPartyInput } from '../../src-shared/intake/schema.ts'
import type { MatterId, PartyId, PlaceId, RowId, UserId } from '../../src-shared/kernel/ids.ts'
import { foldMatter } from '../../src-shared/intake/matterFold.ts'
import type { Story, StoryParty } from '../../src-shared/practice/types.ts'
import { listParties } from '../intake/partyRepo.ts'
import { getMatter, settle, TOPIC_FOLDS } from '../intake/record.ts'
import { registerMatter } from '../intake/register.ts'
import { insertEvent, listEvents, type EventRow } from '../intake/repo.ts'
import type { Actor, Ctx } from '../ctx/ctx.ts'

export interface SeedCentre {
  /** Place ids by index of the practice centre's places, each with its grids. */
  places: { id: PlaceId; grids: PlaceId[] }[]
  actors: Map<string, Actor>
}

type Act = [day: number, kind: string, payload: unknown, login: string, reason?: string]

/**
 * Writes one story as if it had been worked day by day: the card through the normal register, then
 * its acts as events under the day and person of each, folded once at the end.
 *
 * @throws Error if an act of the story is against the rules: a fault of the generator
 */
export function seedStory(ctx: Ctx, story: Story, centre: SeedCentre): void {
  const clerk = centre.actors.get(story.clerk) as Actor
  const at = (day: number, minute: number): Instant => instantOn(addDays(story.receivedOn, day), minute)
  const registering = withClock(ctx, story.enteredAt, clerk)
  const { matterId } = registerMatter(registering, {
    receivedOn: story.receivedOn,
    channel: story.channel,
    summary: story.summary,
    facts: story.facts,
    wish: story.wish,
    placeId: centre.places[story.placeIndex]?.grids[story.gridIndex] ?? centre.places[story.placeIndex]?.id ?? null,
    placeDetail: story.location,
    sourceUnit: story.sourceUnit ?? '',
    sourceNumber: story.sourceNumber ?? '',
    peopleCount: 0,
    isAnonymous: false,
    parties: story.parties.map((party) => toParty(party, story.parties)),
  })
  const parties = listParties(ctx.db, matterId).map((party) => party.partyId)
  const acts = actsOf(story, parties, (login) => centre.actors.get(login) as Actor, ctx)
  const done = acts.filter(([day]) => addDays(story.receivedOn, day) <= ctx.today)
  done.forEach(([day, kind, payload, login, reason], index) => {
    const actor = centre.actors.get(login) ?? clerk
    const event: EventRow = {
      id: ctx.newId(),
      seq: index + 2,
      kind,
      actorId: actor.userId,
      actorName: actor.name,
      at: at(day, 540 + index * 7),
      reason: reason ?? '',
      payload,
    }
    insertEvent(ctx.db, matterId, event)
  })
  if (done.length > 0) finish(withClock(ctx, at(done.at(-1)?.[0] ?? 0, 1000), clerk), matterId, story)
}

function finish(ctx: Ctx, matterId: MatterId, story: Story): void {
  const events = listEvents(ctx.db, matterId)
  const { problems } = foldMatter(events, TOPIC_FOLDS)
  const [broken] = Object.entries(problems)
  if (broken)
    throw new Error(
      `Story ${story.index} (${story.family}): ${events.find((event) => event.id === broken[0])?.kind} ${broken[1]}`,
    )
  settle(ctx, getMatter(ctx, matterId), events)
}

function withClock(ctx: Ctx, now: Instant, actor: Actor): Ctx {
  return Object.create(ctx, { now: { value: now }, today: { value: dayOf(now) }, actor: { value: actor } }) as Ctx
}

/** Minutes after midnight in China. */
function instantOn(day: Day, minute: number): Instant {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000).toISOString() as Instant
}

const BLANK = PartyInput.parse({})

function toParty(p: StoryParty, all: readonly StoryParty[]): MatterPartyInput {
  return {
    role: p.role,
    partyId: null,
    actsFor: p.agentFor === undefined ? '' : (all[p.agentFor]?.name ?? ''),
    authority: [p.relation, p.authority].filter(Boolean).join('，'),
    party: {
      ...BLANK,
      kind: p.kind,
      name: p.name,
      sex: p.sex === '男' ? '1' : p.sex === '女' ? '2' : '0',
      birthOn: p.birthOn ?? null,
      phone: p.phone ?? '',
      address: p.address ?? '',
      occupation: p.occupation ?? '',
      idType: p.idNumber ? '111' : '',
      idNumber: p.idNumber ? practiceId(p.idNumber) : '',
      legalRepresentative: p.legalRepresentative ?? '',
      legalRepresentativeTitle: p.legalRepresentativeTitle ?? '',
    },
  }
}

/** The generator's region does not exist; this one exists and is given to nobody, so that forms accept it. */
function practiceId(idNumber: string): string {
  const digits = `310000${idNumber.slice(6, 17)}`
  return digits + idCheckDigit(digits)
}

function actsOf(story: Story, parties: PartyId[], actor: (login: string) => Actor, ctx: Ctx): Act[] {
  const { clerk, receivedOn, mediation: m } = story
  const on = (day: number): Day => addDays(receivedOn, day)
  if (story.triagedDay === undefined) return []
  const acts: Act[] = [
    [story.triagedDay, 'triaged', { route: story.kind, answer: story.answer ?? '', remedies: [] }, clerk],
  ]
  if (!m) return acts
  const add = (day: number | undefined, kind: string, payload: unknown, login: string, reason = '') => {
    if (day !== undefined) acts.push([day, `mediation.${kind}`, payload, login, reason])
  }
  const principals = parties.filter((_, index) => story.parties[index]?.role !== 'agent')
  const [applicant, respondent] = [
    parties[story.parties.findIndex((p) => p.role === 'applicant')],
    parties[story.parties.findIndex((p) => p.role === 'respondent')],
  ]
  const mediator = m.mediators[0] ?? clerk
  if (m.refusal)
    add(
      m.refusal.day,
      'refuse',
      {
        refusedOn: on(m.refusal.day),
        reason: `${m.refusal.reason}（${m.refusal.clause}）`,
        remedies: m.refusal.remedies,
      },
      clerk,
    )
  if (m.acceptedDay === undefined) return acts
  add(
    m.acceptedDay,
    'accept',
    {
      acceptedOn: on(m.acceptedDay),
      source: story.source,
      referralUnit: story.sourceUnit ?? '',
      referralNumber: story.sourceNumber ?? '',
      clock: story.clock ?? 'general',
      justiceClass: story.justiceClass,
      governanceClass: story.governanceClass,
      scale: '01',
      difficulty: story.difficulty ?? 'ordinary',
      facts: story.facts,
      requests: [story.wish],
    },
    clerk,
  )
  add(
    m.applicantConsentDay,
    'recordConsent',
    { partyId: applicant, isGiven: true, on: on(m.applicantConsentDay ?? 0), how: 'written' },
    clerk,
  )
  add(
    m.respondentConsentDay,
    'recordConsent',
    { partyId: respondent, isGiven: true, on: on(m.respondentConsentDay ?? 0), how: 'phone' },
    clerk,
  )
  add(
    m.respondentRefusedDay,
    'recordConsent',
    { partyId: respondent, isGiven: false, on: on(m.respondentRefusedDay ?? 0), how: 'phone' },
    clerk,
  )
  add(m.rightsNoticeDay, 'tellRights', { partyIds: principals, on: on(m.rightsNoticeDay ?? 0), how: 'written' }, clerk)
  add(
    m.acceptedDay,
    'assignMediators',
    {
      mediators: m.mediators.map((login, index) => ({
        userId: actor(login).userId as UserId,
        name: actor(login).name,
        isLead: index === 0,
      })),
      chosenBy: 'committee',
      on: on(m.acceptedDay),
    },
    clerk,
  )
  for (const s of m.sessions) {
    add(
      s.day,
      'recordSession',
      {
        sessionId: ctx.newId<RowId>(),
        heldOn: on(s.day),
        startsAt: s.startsAt,
        endsAt: s.endsAt,
        place: s.place,
        presentPartyIds: s.attendees.map((index) => parties[index]),
        participants: s.helpers.join('、'),
        recorder: actor(clerk).name,
        isRightsTold: true,
        isPublic: s.isPublic,
        record: s.record,
        result: s.result,
      },
      mediator,
    )
  }
  if (m.agreement) addAgreement(m.agreement)
  if (m.termination)
    add(
      m.termination.day,
      'terminate',
      {
        on: on(m.termination.day),
        reasonCode: m.termination.code,
        reason: m.termination.reason,
        remedies: m.termination.remedies,
        undisputedFacts: '',
      },
      mediator,
    )
  if (m.performance)
    add(
      m.performance.day,
      'concludePerformance',
      { conclusion: m.performance.state, on: on(m.performance.day), note: m.performance.note },
      mediator,
    )
  if (m.confirmation) {
    add(
      m.confirmation.appliedDay,
      'applyConfirmation',
      { on: on(m.confirmation.appliedDay), court: m.confirmation.court },
      mediator,
    )
    add(
      m.confirmation.decidedDay,
      'decideConfirmation',
      { on: on(m.confirmation.decidedDay ?? 0), caseNumber: m.confirmation.caseNumber, result: 'valid' },
      mediator,
    )
  }
  if (m.returnVisit) {
    const { day, how, text, conclusion, satisfaction } = m.returnVisit
    add(
      day,
      'visitReturn',
      { partyId: applicant, on: on(day), how, text, conclusion, satisfaction, visitor: actor(mediator).name },
      mediator,
    )
  }
  add(m.closedDay, 'close', { on: on(m.closedDay ?? 0), note: '' }, mediator)
  add(
    m.archivedDay,
    'archive',
    { on: on(m.archivedDay ?? 0), retention: '长期', filedBy: actor(clerk).name, grade: '', subsidyFen: 0 },
    clerk,
  )
  return acts
    .map((act, index) => ({ act, index }))
    .sort((a, b) => a.act[0] - b.act[0] || a.index - b.index)
    .map(({ act }) => act)

  function addAgreement(a: NonNullable<typeof m>['agreement'] & object): void {
    const isInstalments = a.performance === 'instalments'
    add(
      a.day,
      'reachAgreement',
      {
        form: a.form,
        reachedOn: on(a.day),
        disputedFacts: a.findings,
        terms: a.terms.map((term) => term.text),
        amountFen: a.amountFen,
        performance: a.performance,
        performanceMeans: a.means,
        performancePlace: '',
        performBy: on(a.dueDay),
        copies: a.copies,
        instalments: isInstalments
          ? a.instalments.map((each) => ({ no: each.no, dueOn: on(each.dueDay), amountFen: each.amountFen, what: '' }))
          : [],
        signatories: principals.map((partyId, index) => ({
          partyId,
          name: story.parties.filter((p) => p.role !== 'agent')[index]?.name ?? '',
        })),
      },
      mediator,
    )
    if (a.form === 'written') {
      if (a.partiesSignedDay !== undefined)
        for (const partyId of principals)
          add(a.partiesSignedDay, 'signAsParty', { partyId, on: on(a.partiesSignedDay), how: 'signature' }, clerk)
      add(
        a.mediatorSignedDay,
        'signAsMediator',
        { name: actor(mediator).name, on: on(a.mediatorSignedDay ?? 0) },
        mediator,
      )
      add(a.sealedDay, 'sealByCommittee', { on: on(a.sealedDay ?? 0) }, clerk)
    }
    if (isInstalments)
      for (const each of a.instalments)
        add(
          each.paidDay,
          'performInstalment',
          { no: each.no, on: on(each.paidDay ?? 0), amountFen: each.amountFen, note: '' },
          mediator,
        )
  }
}
