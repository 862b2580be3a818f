import type { Ending } from './ending.ts'
import { answer, contact, delivery } from './handling.ts'
import { OBJECTIONS, SUPERVISIONS } from './phrases.ts'
import type { Plan } from './plan.ts'

/** 转送: the unit takes it up and answers, or answers without more and reports. */
export function forward(plan: Plan, sortedDay: number): Ending {
  const { random } = plan.scope
  const { ref, receivedDay, unit, startDay } = passOn(plan, sortedDay, 'forward')
  if (random.chance(0.45)) return reportBack(plan, ref, unit, plan.office(receivedDay + random.int(8, 35)))
  const acceptedDay = plan.office(Math.max(startDay, receivedDay + random.int(1, 9)))
  const toldDay = plan.office(acceptedDay + random.int(0, 3))
  plan.add(acceptedDay, 'unitAccepts', {
    transferId: ref,
    acceptedOn: plan.on(acceptedDay),
    toldOn: plan.on(toldDay),
    item: plan.family.purpose === '意见建议' ? '29' : '31-6',
    number: `信告字〔${plan.year(acceptedDay)}〕${plan.index + 1}号`,
  })
  return answer(plan, { acceptedDay, toldDay, unit, anchor: ref, isSimple: false })
}

/** 交办 with a day for the report; supervised where the report is late. */
export function assign(plan: Plan, sortedDay: number): Ending {
  const { random } = plan.scope
  const { ref, receivedDay, unit } = passOn(plan, sortedDay, 'assign')
  const isLate = random.chance(0.12)
  const reportedDay = plan.office(receivedDay + (isLate ? random.int(36, 48) : random.int(10, 27)))
  if (isLate) {
    const day = plan.office(receivedDay + 32)
    const superviseId = plan.add(
      day,
      'supervise',
      {
        on: plan.on(day),
        unit,
        text: plan.say(SUPERVISIONS.asked),
        number: `梧信督字〔${plan.year(day)}〕${plan.index + 1}号`,
      },
      { login: 'fuzeren' },
    )
    const answeredDay = Math.max(day, reportedDay)
    plan.add(answeredDay, 'superviseAnswer', {
      superviseId,
      on: plan.on(answeredDay),
      text: plan.say(SUPERVISIONS.answered),
    })
  }
  return reportBack(plan, ref, unit, reportedDay)
}

/** Passes it on; a unit now and then says that it is not its office, and is believed half of the time. */
function passOn(plan: Plan, sortedDay: number, mode: 'forward' | 'assign') {
  const { random } = plan.scope
  const isWrong = random.chance(0.06)
  const right = plan.unitName(plan.family.unit)
  const first = send(plan, sortedDay, mode, isWrong ? plan.unitName(otherUnit(plan)) : right)
  if (!isWrong && !random.chance(0.04)) return { ...first, startDay: first.receivedDay }
  const day = plan.office(first.receivedDay + random.int(1, 5))
  plan.add(day, 'unitObjects', {
    transferId: first.ref,
    on: plan.on(day),
    reason: plan.say(isWrong ? OBJECTIONS.right : OBJECTIONS.wrong),
    isAgreed: isWrong,
    materialsBackOn: isWrong ? plan.on(day) : null,
  })
  if (!isWrong) return { ...first, startDay: day }
  const second = send(plan, plan.office(day + random.int(0, 3)), mode, right)
  return { ...second, startDay: second.receivedDay }
}

function send(plan: Plan, day: number, mode: 'forward' | 'assign', unit: string) {
  const { random } = plan.scope
  const toldDay = plan.office(day + random.int(0, 2))
  const ref = plan.add(day, 'transfer', {
    on: plan.on(day),
    mode,
    unit,
    helpers: random.chance(0.2) ? [plan.scope.slots['committee'] as string] : [],
    letterNumber: `梧信${mode === 'assign' ? '交' : '转'}字〔${plan.year(day)}〕${plan.index + 1}号`,
    reportBy: mode === 'assign' ? plan.on(day + 30) : null,
  })
  const receivedDay = plan.office(day + random.int(0, 3))
  plan.add(toldDay, 'tellDirection', { on: plan.on(toldDay), how: delivery(plan) })
  plan.add(receivedDay, 'recordUnitReceipt', {
    transferId: ref,
    on: plan.on(receivedDay),
    number: `收〔${plan.year(receivedDay)}〕${random.int(11, 899)}号`,
    signedBy: '收文员',
  })
  return { ref, unit, receivedDay: Math.max(receivedDay, toldDay) }
}

function reportBack(plan: Plan, ref: string, unit: string, day: number): Ending {
  plan.scope.slots['unit'] = unit
  if (plan.scope.random.chance(0.4)) contact(plan, plan.office(day))
  plan.add(day, 'unitReports', {
    transferId: ref,
    on: plan.on(day),
    report: plan.say(plan.phrases.report),
    number: `复〔${plan.year(day)}〕${plan.scope.random.int(11, 899)}号`,
  })
  const isSolved = plan.scope.random.chance(0.78)
  const result = plan.family.purpose === '申诉' ? 'explained' : isSolved ? 'solved' : 'partly'
  return { result, doneDay: day, answeredDay: day, unit }
}

function otherUnit({ family, scope: { random } }: Plan): string {
  return random.pick(['urban', 'building', 'housing', 'green', 'market'].filter((code) => code !== family.unit))
}
