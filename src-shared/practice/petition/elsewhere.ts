import type { Ending } from './ending.ts'
import { contact, delivery } from './handling.ts'
import { DEFAULT_GUIDE, PENDING, REPORT_ORGAN, RETURNS, WITHDRAWALS } from './phrases.ts'
import { ORGANS, type Plan } from './plan.ts'

/** 意见建议, 咨询 and what can be answered at once. */
export function reply(plan: Plan, sortedDay: number): Ending {
  const { random } = plan.scope
  const isIdea = plan.family.purpose === '意见建议'
  plan.scope.slots['unit'] = plan.unitName(plan.family.unit)
  const day = isIdea ? plan.office(sortedDay + random.int(2, 8)) : sortedDay
  const adoption = random.weighted([
    ['adopted', 40],
    ['partly', 35],
    ['noted', 25],
  ] as const)
  const isGranted = plan.family.purpose === '求决' && random.chance(0.5)
  const wordings = plan.phrases.reply?.[adoption] ?? (isGranted ? plan.phrases.support : plan.phrases.explain)
  plan.add(day, 'reply', {
    on: plan.on(day),
    text: plan.say(wordings),
    adoption: isIdea ? adoption : 'none',
    how: plan.channel === 'visit' ? 'face' : plan.channel === 'letter' ? 'letter' : 'phone',
  })
  const isTaken = isIdea ? adoption === 'adopted' : isGranted
  const result = isTaken ? 'solved' : isIdea && adoption === 'partly' ? 'partly' : 'explained'
  return { result, doneDay: day, answeredDay: day, unit: ORGANS.street }
}

/** Not the office's: the citizen is told whom to turn to. */
export function guide(plan: Plan, sortedDay: number): Ending {
  const { toWhom, reason } = plan.phrases.guide ?? DEFAULT_GUIDE
  plan.add(sortedDay, 'guide', {
    on: plan.on(sortedDay),
    toWhom,
    reason: plan.say(reason),
    how: delivery(plan),
  })
  return { result: 'explained', doneDay: sortedDay, unit: toWhom }
}

/** 导入其他法定途径, with that way's own course as far as it was heard of. */
export function lead(plan: Plan, sortedDay: number): Ending {
  const { random } = plan.scope
  const way = plan.phrases.lead
  if (!way) return guide(plan, sortedDay)
  plan.add(sortedDay, 'leadToProcedure', {
    on: plan.on(sortedDay),
    procedure: way.procedure,
    organ: way.organ,
    reason: plan.say(way.reason),
    knownOn: plan.on(-random.int(5, 30)),
    how: delivery(plan),
  })
  const ending: Ending = { result: 'led', doneDay: sortedDay, unit: way.organ }
  if (!random.chance(0.45)) return ending
  const begunDay = plan.office(sortedDay + random.int(3, 15))
  plan.add(begunDay, 'procedureBegins', {
    on: plan.on(begunDay),
    organ: way.organ,
    number: `${way.word}〔${plan.year(begunDay)}〕${random.int(11, 899)}号`,
  })
  if (!random.chance(0.6)) return { ...ending, doneDay: begunDay }
  const endedDay = plan.office(begunDay + random.int(20, 44))
  plan.add(endedDay, 'procedureEnds', { on: plan.on(endedDay), result: plan.say(way.results) })
  return { ...ending, doneDay: endedDay }
}

/** 不予受理: the same request is being handled by an organ with authority (Art. 19). */
export function refuse(plan: Plan, sortedDay: number): Ending {
  plan.add(sortedDay, 'refuse', {
    on: plan.on(sortedDay),
    ground: 'pending_elsewhere',
    earlierNumber: `${ORGANS.district}，青信〔${plan.year(sortedDay)}〕${plan.scope.random.int(11, 899)}号`,
    reason: plan.say(PENDING.reason),
    remedies: [plan.say(PENDING.remedy)],
    how: delivery(plan),
  })
  return { result: 'explained', doneDay: sortedDay, unit: ORGANS.street }
}

/** What was passed to us is not ours: back to the sender within five working days (Art. 23). */
export function sendBack(plan: Plan, sortedDay: number): Ending {
  const described = plan.acts[0]?.day ?? sortedDay
  const day = Math.max(described, Math.min(sortedDay, plan.office(described + 1)))
  plan.add(day, 'objectToSender', { on: plan.on(day), sender: ORGANS.district, reason: plan.say(RETURNS.reason) })
  const decidedDay = plan.office(day + plan.scope.random.int(2, 6))
  plan.add(decidedDay, 'senderDecides', { on: plan.on(decidedDay), isAgreed: true, note: plan.say(RETURNS.note) })
  return { result: 'terminated', doneDay: decidedDay, unit: ORGANS.district }
}

/** The citizen withdraws before or after it was taken up. */
export function withdraw(plan: Plan, sortedDay: number): Ending {
  const { random } = plan.scope
  const isAccepted = random.chance(0.5)
  if (isAccepted) {
    plan.add(sortedDay, 'accept', { acceptedOn: plan.on(sortedDay), handler: plan.unitName(plan.family.unit) })
    plan.add(sortedDay, 'tellAcceptance', { on: plan.on(sortedDay), how: delivery(plan) })
    contact(plan, sortedDay)
  }
  const day = plan.office(sortedDay + random.int(isAccepted ? 3 : 0, 20))
  plan.add(day, 'withdraw', { on: plan.on(day), reason: plan.say(WITHDRAWALS), isInWriting: random.chance(0.6) })
  return { result: 'withdrawn', doneDay: day, unit: ORGANS.street }
}

/** 检举控告 goes sealed to the organ with authority (Art. 30), whose answer to the reporter is not ours to keep. */
export function report(plan: Plan, sortedDay: number): Ending {
  plan.add(
    sortedDay,
    'handReport',
    {
      on: plan.on(sortedDay),
      organ: REPORT_ORGAN,
      signedBy: '专人签收',
      letterNumber: `梧信密转字〔${plan.year(sortedDay)}〕${plan.index + 1}号`,
      isChecked: true,
    },
    { login: 'fuzeren' },
  )
  return { result: 'led', doneDay: plan.office(sortedDay + 1), unit: REPORT_ORGAN }
}
