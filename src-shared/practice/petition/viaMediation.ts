import { fromSerial } from '../../kernel/day.ts'
import { practiceCentre } from '../centre.ts'
import type { StoryMediation, StoryPetition } from '../types.ts'
import type { Ending } from './ending.ts'
import { acceptAndAnswer } from './handling.ts'
import { MEDIATION_TEXTS } from './phrases.ts'
import { ORGANS, PETITION_REFS, type Plan } from './plan.ts'

/**
 * 转人民调解 with both sides' consent (Art. 33): a mediation of its own is opened and reports back. If it
 * fails, the street takes the petition up and answers it.
 */
export function throughMediation(plan: Plan, sortedDay: number): Ending {
  const { random, slots } = plan.scope
  const otherSide = slots['other'] as string
  const day = plan.office(sortedDay + random.int(0, 2))
  plan.add(day, 'toMediation', {
    on: plan.on(day),
    mediationId: PETITION_REFS.mediation,
    otherSide,
    citizenConsentedOn: plan.on(sortedDay),
    otherConsentedOn: plan.on(day),
    nature: 'civil_with_organisation',
  })
  const course = mediate(plan, day)
  const endDay = course.endDay
  const isSettled = course.mediation.outcome === 'oral'
  plan.add(
    endDay,
    'mediationReturns',
    { on: plan.on(endDay), result: isSettled ? 'success' : 'failure' },
    { isReportedBack: true },
  )
  const ending: Ending = isSettled
    ? { result: 'solved', doneDay: endDay, answeredDay: endDay, unit: practiceCentre().committeeName }
    : acceptAndAnswer(plan, plan.office(endDay + random.int(1, 3)))
  return { ...ending, mediation: (horizonDay) => toCase(plan, day, cut(course.mediation, horizonDay - day)) }
}

/** Accepted, both asked, one or two sessions; days count from the day of the referral. */
function mediate(plan: Plan, receivedDay: number): { mediation: StoryMediation; endDay: number } {
  const { random, slots } = plan.scope
  const day = (from: number): number => plan.office(receivedDay + from) - receivedDay
  const mediator = random.pick(['tiaojie1', 'tiaojie2', 'tiaojie3', 'tiaojie4'])
  slots['M'] = plan.staffName(mediator)
  const acceptedDay = day(random.int(0, 2))
  const heldDay = day(acceptedDay + random.int(5, 22))
  const isSettled = random.chance(0.78)
  const mediation: StoryMediation = {
    outcome: isSettled ? 'oral' : 'terminated',
    acceptedDay,
    applicantConsentDay: acceptedDay,
    respondentConsentDay: acceptedDay,
    rightsNoticeDay: acceptedDay,
    mediators: [mediator],
    sessions: [
      {
        day: heldDay,
        startsAt: '09:30',
        endsAt: '11:05',
        place: '梧桐里街道综治中心第一调解室',
        isPublic: false,
        attendees: [0, 1],
        helpers: [`${slots['committee']}${slots['helper']}`],
        record: plan.say(MEDIATION_TEXTS.record) + plan.say(MEDIATION_TEXTS[isSettled ? 'agreed' : 'failed']),
        result: isSettled ? 'agreed' : 'failed',
      },
    ],
  }
  const closedDay = day(heldDay + random.int(1, 5))
  if (isSettled)
    Object.assign(mediation, {
      agreement: {
        form: 'oral',
        day: heldDay,
        effectiveDay: heldDay,
        findings: plan.say(MEDIATION_TEXTS.findings),
        terms: [{ text: plan.say(MEDIATION_TEXTS.term), amountFen: 0 }],
        amountFen: 0,
        instalments: [],
        performance: 'at_once',
        means: '',
        dueDay: heldDay,
        copies: 1,
      },
      performance: { day: heldDay, state: 'done', note: plan.say(MEDIATION_TEXTS.performed) },
    } satisfies Partial<StoryMediation>)
  else
    mediation.termination = {
      day: heldDay,
      code: '2',
      reason: plan.say(MEDIATION_TEXTS.failed),
      remedies: [`向${practiceCentre().court}提起诉讼`, '就服务问题向主管部门反映'],
    }
  mediation.closedDay = closedDay
  mediation.archivedDay = day(closedDay + random.int(3, 15))
  return { mediation, endDay: receivedDay + heldDay }
}

/** As far as the mediation has gone on its day `horizon`. */
function cut(m: StoryMediation, horizon: number): StoryMediation {
  const isSeen = (day: number | undefined): boolean => day !== undefined && day <= horizon
  const { agreement, termination, performance, closedDay, archivedDay, acceptedDay, mediators, ...rest } = m
  const isBegun = isSeen(acceptedDay)
  return {
    ...rest,
    outcome: isSeen(m.sessions[0]?.day) ? m.outcome : 'open',
    mediators: isBegun ? mediators : [],
    sessions: m.sessions.filter(({ day }) => isSeen(day)),
    ...(isBegun ? { acceptedDay } : {}),
    ...(agreement && isSeen(agreement.day) ? { agreement } : {}),
    ...(performance && isSeen(performance.day) ? { performance } : {}),
    ...(termination && isSeen(termination.day) ? { termination } : {}),
    ...(isSeen(closedDay) ? { closedDay } : {}),
    ...(isSeen(archivedDay) ? { archivedDay } : {}),
  }
}

function toCase(plan: Plan, receivedDay: number, mediation: StoryMediation): NonNullable<StoryPetition['mediation']> {
  const { phrases, scope } = plan
  return {
    receivedDay,
    receivedOn: fromSerial(scope.receivedSerial + receivedDay),
    clerk: plan.clerk,
    facts: plan.facts,
    wish: plan.wish,
    source: 'petition',
    sourceUnit: ORGANS.office,
    clock: 'general',
    justiceClass: phrases.mediated?.justice ?? '17',
    governanceClass: phrases.mediated?.governance ?? '0201',
    difficulty: 'ordinary',
    mediation,
  }
}
