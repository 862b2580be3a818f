import { practiceCentre } from '../centre.ts'
import type { StoryRoute } from '../types.ts'
import type { Ending } from './ending.ts'
import { ERRAND_TEXTS, FEEDBACKS, HAND_OVERS, MEETINGS, REVOCATIONS } from './phrases.ts'
import { ORGANS, PETITION_REFS, type Plan } from './plan.ts'

const AGENTS = ['shegong1', 'shegong2', 'shegong3']

/**
 * 信访代理 beside the way that the matter takes: mandate, submission with its receipt, errands, a meeting
 * now and then, feedback each time; until the matter has its answer.
 */
export function workAsAgent(plan: Plan, fromDay: number, route: StoryRoute, way: Ending): void {
  const { random, slots } = plan.scope
  const told = way.answeredDay ?? way.doneDay
  const lastDay = plan.acts.find(({ act }) => ANSWERS.has(act))?.day ?? told
  const unit = way.unit === ORGANS.street ? ORGANS.office : way.unit
  const agent = chooseAgent(plan)
  slots['agent'] = agent.agentName
  slots['unit'] = unit
  const isWide = mandate(plan, fromDay, agent)
  const day = (from: number): number => Math.min(plan.office(from), lastDay)
  const more = { login: agent.login }
  if (random.chance(0.6)) errand(plan, fromDay, 'write', unit, more)

  const submittedDay = day(fromDay + random.int(0, 3))
  const submitId = plan.add(
    submittedDay,
    'submit',
    { on: plan.on(submittedDay), unit, how: random.pick(['in_person', 'in_person', 'internal', 'online']) },
    more,
  )
  const receiptDay = day(submittedDay + random.int(0, 4))
  if (random.chance(0.92))
    plan.add(
      receiptDay,
      'recordReceipt',
      { submitId, on: plan.on(receiptDay), number: `回〔${plan.year(receiptDay)}〕${random.int(11, 899)}号` },
      more,
    )
  feedBack(plan, receiptDay, FEEDBACKS.submitted, more)

  const isLong = lastDay - receiptDay > 12
  if (isLong) {
    const enquiredDay = day(receiptDay + random.int(5, 10))
    const kinds = isWide ? (['enquire', 'visit', 'accompany'] as const) : (['enquire', 'visit', 'enquire'] as const)
    errand(plan, enquiredDay, random.pick(kinds), unit, more)
    if (random.chance(0.3)) meet(plan, day(enquiredDay + random.int(2, 12)), day, unit, more)
    feedBack(plan, day(enquiredDay + random.int(0, 14)), plan.phrases.progress, more)
  }
  if (isLong && random.chance(0.05)) return revoke(plan, day(receiptDay + 12))
  const last = isLong && random.chance(0.05) ? handOver(plan, day(receiptDay + 11), agent.login) : more
  feedBack(plan, told, FEEDBACKS[route === 'lead' || route === 'guide' ? 'elsewhere' : 'answered'], last)
}

/** After these there is nothing to run errands or hold meetings for. */
const ANSWERS = new Set<string>([
  'issueOpinion',
  'unitReports',
  'reply',
  'settle',
  'withdraw',
  'leadToProcedure',
  'guide',
])

type More = { login: string }

function chooseAgent({ scope: { random, slots }, problemPlace }: Plan) {
  if (random.chance(0.7)) {
    const login = random.pick(AGENTS)
    const name = practiceCentre().staff.find((each) => each.login === login)?.name ?? login
    return {
      login,
      userId: PETITION_REFS.user(login),
      agentName: name,
      agentUnit: practiceCentre().centreName,
      cardNumber: `梧代〔练习〕${String(AGENTS.indexOf(login) + 1).padStart(3, '0')}`,
      agentPhone: practiceCentre().centrePhone,
    }
  }
  return {
    login: 'shegong1',
    userId: null,
    agentName: slots['helper'] as string,
    agentUnit: slots['committee'] as string,
    cardNumber: `梧代〔练习〕居${problemPlace.length}${(slots['helper'] as string).length}`,
    agentPhone: '',
  }
}

/** Whether the citizen gave every authority. */
function mandate(plan: Plan, day: number, { login, ...agent }: ReturnType<typeof chooseAgent>): boolean {
  const { random } = plan.scope
  const isWide = random.chance(0.6)
  plan.add(
    day,
    'mandate',
    {
      on: plan.on(day),
      ...agent,
      source: plan.channel === 'outreach' ? 'outreach' : agent.userId ? 'window' : 'community',
      level: agent.userId ? 'street' : 'community',
      subject: `${plan.summary}。${plan.wish}。`,
      scopes: isWide
        ? ['write', 'submit', 'enquire', 'collect', 'accompany', 'coordinate']
        : ['write', 'submit', 'enquire'],
      fromOn: plan.on(day),
      toOn: plan.on(day + 180),
      signedByCitizenOn: plan.on(day),
      signedByAgentOn: plan.on(day),
      consents: { processing: true, sensitive: true, provide: true },
    },
    { login },
  )
  return isWide
}

function errand(plan: Plan, day: number, kind: keyof typeof ERRAND_TEXTS, unit: string, more: More): void {
  const next = plan.scope.random.int(5, 12)
  plan.add(
    day,
    'runErrand',
    {
      on: plan.on(day),
      kind,
      unit: kind === 'write' ? '' : unit,
      text: plan.say(ERRAND_TEXTS[kind]),
      nextOn: kind === 'write' ? null : plan.on(plan.office(day + next)),
    },
    more,
  )
}

function meet(plan: Plan, day: number, later: (from: number) => number, unit: string, more: More): void {
  const { random, slots } = plan.scope
  const byDay = plan.office(day + random.int(7, 15))
  const units = [unit, slots['committee'] as string, slots['pm'] as string]
  const meetId = plan.add(
    day,
    'meet',
    {
      on: plan.on(day),
      place: random.pick(['梧桐里街道综治中心会议室', `${slots['committee']}会议室`]),
      chair: plan.staffName('fuzeren'),
      units,
      citizenPresent: random.chance(0.7),
      minutes: plan.say(MEETINGS.opening) + plan.say(plan.phrases.minutes) + plan.say(MEETINGS.closing),
      actions: [
        { no: 1, unit, what: plan.say(plan.phrases.actions), byOn: plan.on(byDay) },
        { no: 2, unit: units[1] as string, what: plan.say(MEETINGS.committee), byOn: plan.on(byDay) },
      ],
    },
    more,
  )
  for (const no of [1, 2]) {
    const doneDay = later(day + random.int(4, 16))
    if (random.chance(0.9))
      plan.add(doneDay, 'finishAction', { meetId, no, on: plan.on(doneDay), text: plan.say(MEETINGS.done) }, more)
  }
}

function feedBack(plan: Plan, day: number, wordings: readonly string[], more: More): void {
  const isFace = plan.scope.random.chance(0.35)
  plan.add(
    day,
    'feedBack',
    { on: plan.on(day), how: isFace ? 'face' : 'phone', text: plan.say(wordings), isSigned: isFace },
    more,
  )
}

function revoke(plan: Plan, day: number): void {
  plan.add(day, 'revokeMandate', { on: plan.on(day), reason: plan.say(REVOCATIONS) })
}

function handOver(plan: Plan, day: number, from: string): More {
  const login = AGENTS.find((each) => each !== from) as string
  plan.add(day, 'handOverAgency', {
    on: plan.on(day),
    userId: PETITION_REFS.user(login),
    agentName: plan.staffName(login),
    agentUnit: practiceCentre().centreName,
    citizenAgreedOn: plan.on(day),
    reason: plan.say(HAND_OVERS),
  })
  return { login }
}
