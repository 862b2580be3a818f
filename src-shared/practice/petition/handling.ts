import type { Ending } from './ending.ts'
import {
  BASIS_TAIL,
  NOT_AS_SAID,
  EXTENSIONS,
  HEARINGS,
  ITEM_IN_WRITING,
  REVIEWS,
  SETTLED,
  ASKED_IN_WRITING,
} from './phrases.ts'
import { ORGANS, type Conclusion, type Plan, type Result, type ReviewResult } from './plan.ts'

/** 本单位受理: told, looked into, answered by the street itself. */
export function acceptAndAnswer(plan: Plan, sortedDay: number): Ending {
  const { random } = plan.scope
  const isIdea = plan.family.purpose === '意见建议'
  const isSimple = !isIdea && !plan.isRepeat && !plan.isGroup && random.chance(0.18)
  plan.add(sortedDay, 'accept', {
    acceptedOn: plan.on(sortedDay),
    item: isIdea ? '29' : '31-6',
    isSimple,
    handler: plan.unitName(plan.family.unit),
  })
  const toldDay = plan.office(sortedDay + (random.chance(0.06) ? random.int(10, 14) : random.int(0, 3)))
  plan.add(toldDay, 'tellAcceptance', {
    on: plan.on(toldDay),
    how: delivery(plan),
    number: `梧信告字〔${plan.year(toldDay)}〕${plan.index + 1}号`,
  })
  return answer(plan, { acceptedDay: sortedDay, toldDay, unit: ORGANS.street, anchor: '', isSimple })
}

interface Handling {
  acceptedDay: number
  toldDay: number
  /** Who answers, and the anchor of the clock of sixty days. */
  unit: string
  anchor: string
  isSimple: boolean
}

/** From acceptance, by whichever unit, to an answer in the citizen's hands and what he makes of it. */
export function answer(plan: Plan, handling: Handling): Ending {
  const { random } = plan.scope
  const { acceptedDay, toldDay, unit, isSimple } = handling
  if (random.chance(0.5)) contact(plan, plan.office(toldDay + random.int(0, 5)))
  const days = isSimple ? random.int(3, 12) : random.int(14, 56)
  const isExtended = !isSimple && random.chance(0.07)
  const isLate = !isExtended && random.chance(0.03)
  if (isExtended) extend(plan, handling)
  const wanted = plan.office(acceptedDay + (isExtended ? random.int(62, 88) : isLate ? random.int(61, 75) : days))
  const answeredDay = Math.max(wanted, toldDay)
  plan.scope.slots['unit'] = unit
  if (unit === ORGANS.street && random.chance(0.03)) hear(plan, plan.office(acceptedDay + 1), answeredDay)
  if (plan.family.purpose === '求决' && random.chance(0.04)) return agree(plan, answeredDay, unit)
  const conclusion = random.weighted(plan.phrases.conclusions ?? CONCLUSIONS)
  if (conclusion === 'reject') plan.scope.slots['found'] = plan.say(NOT_AS_SAID)
  issue(plan, answeredDay, conclusion, unit)
  const servedDay = serve(plan, 'handling', answeredDay)
  const reviewed = random.chance((conclusion === 'support' ? 0.01 : 0.16) * (plan.isRecent ? 4 : 1))
    ? review(plan, servedDay, conclusion)
    : undefined
  const doneDay = reviewed?.doneDay ?? servedDay
  return { result: reviewed?.result ?? resultOf(plan, conclusion), doneDay, answeredDay: servedDay, unit }
}

const CONCLUSIONS: readonly (readonly [Conclusion, number])[] = [
  ['support', 58],
  ['explain', 30],
  ['reject', 12],
]

function resultOf({ scope: { random } }: Plan, conclusion: Conclusion): Result {
  if (conclusion !== 'support') return 'explained'
  return random.chance(0.8) ? 'solved' : 'partly'
}

export function contact(plan: Plan, day: number): void {
  plan.add(day, 'contact', {
    on: plan.on(day),
    how: plan.channel === 'visit' && plan.scope.random.chance(0.3) ? 'face' : 'phone',
    text: plan.say(plan.phrases.progress),
  })
}

/** Granted by the head while the sixty days run, and told with its reason (Art. 34). */
function extend(plan: Plan, { acceptedDay, anchor, toldDay }: Handling): void {
  const { random } = plan.scope
  const day = Math.max(toldDay, plan.office(acceptedDay + random.int(44, 50)))
  const head = plan.staffName('fuzeren')
  plan.add(
    day,
    'extendDeadline',
    {
      ruleId: 'B-06',
      anchor,
      amount: random.pick([15, 20, 30, 30]),
      approver: head,
      reason: plan.say(EXTENSIONS),
      on: plan.on(day),
      toldOn: null,
    },
    { login: 'fuzeren' },
  )
  const toldOfItDay = plan.office(day + random.int(0, 2))
  plan.add(toldOfItDay, 'tellExtension', { on: plan.on(toldOfItDay), how: delivery(plan) })
}

function hear(plan: Plan, from: number, to: number): void {
  const day = plan.office(from + plan.scope.random.int(2, 8))
  if (day >= to) return
  plan.add(day, 'hear', {
    fromOn: plan.on(day),
    toOn: plan.on(day),
    place: '梧桐里街道综治中心会议室',
    participants: `${plan.scope.slots['A']}、${plan.unitName(plan.family.unit)}、${plan.scope.slots['committee']}`,
    record: plan.say(HEARINGS),
  })
}

/** 和解 or 调解 within the discretion of the unit (Art. 33). */
function agree(plan: Plan, day: number, unit: string): Ending {
  plan.add(day, 'settle', {
    on: plan.on(day),
    form: plan.scope.random.chance(0.5) ? 'agreed' : 'mediated',
    parties: `${plan.scope.slots['A']}、${unit}`,
    terms: [plan.say(plan.phrases.support), plan.say(SETTLED)],
  })
  return { result: 'solved', doneDay: day, answeredDay: day, unit }
}

function issue(plan: Plan, day: number, conclusion: Conclusion, unit: string): void {
  const describe = plan.acts.find(({ act }) => act === 'describe')
  const { requests } = describe?.payload as { requests: string[] }
  plan.add(
    day,
    'issueOpinion',
    {
      level: 'handling',
      on: plan.on(day),
      unit,
      number: `${unit === ORGANS.street ? '梧信处字' : '信处字'}〔${plan.year(day)}〕${plan.index + 1}号`,
      items: requests.map((request) =>
        request === ASKED_IN_WRITING
          ? { request, conclusion: 'support', reply: plan.say(ITEM_IN_WRITING) }
          : { request, conclusion, reply: plan.say(plan.phrases[conclusion]) },
      ),
      factsFound: plan.scope.slots['found'] as string,
      legalBasis: plan.say(plan.phrases.basis) + BASIS_TAIL,
      conclusion,
      nextOrgan: ORGANS.review,
      signedBy: plan.staffName('fuzeren'),
    },
    { login: 'fuzeren' },
  )
}

function serve(plan: Plan, what: 'handling' | 'review' | 'recheck', issuedDay: number): number {
  const { random } = plan.scope
  const how = random.weighted([
    ['direct', 62],
    ['mail', 22],
    ['online', 14],
    ['left', 2],
  ] as const)
  const day = plan.office(issuedDay + (how === 'mail' ? random.int(2, 8) : random.int(0, 7)))
  plan.add(day, 'serve', {
    what,
    on: plan.on(day),
    how,
    receivedBy: plan.scope.slots['A'] as string,
    server: plan.staffName(plan.clerk),
  })
  return day
}

/** 复查 and sometimes 复核, each asked within thirty days of service and answered within thirty. */
function review(plan: Plan, servedDay: number, before: Conclusion): { doneDay: number; result: Result } {
  const { random } = plan.scope
  let doneDay = servedDay
  let conclusion = before
  const levels = random.chance(0.3) ? (['review', 'recheck'] as const) : (['review'] as const)
  for (const level of levels) {
    const askedDay = plan.office(doneDay + random.int(3, 20))
    const organ = level === 'review' ? ORGANS.review : ORGANS.recheck
    plan.add(askedDay, 'applyReview', { level, on: plan.on(askedDay), organ, receivedOn: plan.on(askedDay) })
    const day = plan.office(askedDay + random.int(12, 24))
    const reviewResult = random.weighted<ReviewResult>([
      ['uphold', 80],
      ['change', 15],
      ['revoke', 5],
    ])
    if (reviewResult !== 'uphold') conclusion = 'support'
    plan.add(day, 'issueOpinion', {
      level,
      on: plan.on(day),
      unit: organ,
      number: `${level === 'review' ? '青政信复查字' : '练政信复核字'}〔${plan.year(day)}〕${plan.index + 1}号`,
      items: [{ request: plan.wish, conclusion, reply: plan.say(REVIEWS[reviewResult]) }],
      factsFound: plan.scope.slots['found'] as string,
      legalBasis: level === 'review' ? '《信访工作条例》第三十五条' : '《信访工作条例》第三十六条',
      conclusion,
      reviewResult,
      nextOrgan: level === 'review' ? ORGANS.recheck : '',
      signedBy: organ,
    })
    doneDay = serve(plan, level, day)
  }
  return { doneDay, result: resultOf(plan, conclusion) }
}

/** By hand mostly; by mail or online where nobody came. */
export function delivery({ channel, scope: { random } }: Plan): 'direct' | 'mail' | 'online' {
  if (channel === 'online' && random.chance(0.6)) return 'online'
  return channel === 'visit' || random.chance(0.6) ? 'direct' : 'mail'
}
