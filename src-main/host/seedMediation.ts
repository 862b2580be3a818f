import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { PartyId, RowId, UserId } from '../../src-shared/kernel/ids.ts'
import type { StoryCase } from '../../src-shared/practice/types.ts'
import type { Actor } from '../ctx/ctx.ts'
import type { Act } from './seedEvents.ts'

/** The acts of a mediation in the order of their days; `parties` are the ids of the story's parties. */
export function mediationActs(
  story: StoryCase,
  parties: readonly PartyId[],
  actor: (login: string) => Actor,
  newId: () => RowId,
): Act[] {
  const { clerk, receivedOn, mediation: m } = story
  const on = (day: number): Day => addDays(receivedOn, day)
  const acts: Act[] = []
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
        sessionId: newId(),
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
