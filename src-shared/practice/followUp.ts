import { practiceCentre } from './centre.ts'
import type { Cast } from './cast.ts'
import type { DisputeFamily } from './family.ts'
import { officeDayFrom } from './officeDays.ts'
import { render } from './template.ts'
import type { StoryAgreement, StoryMediation } from './types.ts'

/**
 * What follows an agreement in force: payments, performance, return visit, judicial confirmation,
 * closing and the archive, as far as they lie within `horizonDay`. Changes `mediation`.
 */
export function followUp(family: DisputeFamily, cast: Cast, mediation: StoryMediation, horizonDay: number): void {
  const { scope } = cast
  const { random, receivedSerial } = scope
  const agreement = mediation.agreement
  if (agreement?.effectiveDay === undefined) return
  const effective = agreement.effectiveDay
  const day = (from: number) => officeDayFrom(receivedSerial + from) - receivedSerial
  const isSeen = (at: number) => at <= horizonDay

  const hasPaidAtOnce = agreement.instalments.some((each) => each.dueDay === agreement.day)
  const fate =
    agreement.performance === 'at_once'
      ? 'done'
      : random.weighted([
          ['done', 88],
          ['partly', hasPaidAtOnce ? 12 : 7],
          ['not', hasPaidAtOnce ? 0 : 5],
        ] as const)
  const lastPaid = pay(agreement, fate, effective, horizonDay, random)
  const isLong = agreement.dueDay - agreement.day > 150
  const performedDay =
    agreement.performance === 'at_once'
      ? effective
      : fate === 'done'
        ? Math.max(effective, agreement.dueDay - (isLong ? 0 : random.int(0, 3)))
        : day(agreement.dueDay + random.int(2, 12))
  const settledDay = Math.max(performedDay, fate === 'done' ? lastPaid : 0)
  if (isSeen(settledDay))
    mediation.performance = {
      day: settledDay,
      state: fate,
      note: render(random.pick(NOTES[agreement.performance === 'at_once' ? 'now' : fate]), scope),
    }

  confirm(family, cast, mediation, agreement, fate, horizonDay)

  const visitDay = day(
    isLong ? (agreement.instalments[0]?.dueDay ?? settledDay) + random.int(5, 15) : settledDay + random.int(5, 25),
  )
  const isVisited = random.chance(agreement.form === 'oral' ? 0.62 : 0.85)
  if (isVisited && isSeen(visitDay)) {
    const isOngoing = isLong && visitDay < settledDay && fate !== 'not'
    const conclusion = isOngoing ? 'partly' : fate
    const texts = isOngoing ? VISITS.ongoing : VISITS[fate]
    mediation.returnVisit = {
      day: visitDay,
      how: random.chance(0.55) ? 'phone' : 'home',
      text: render(random.pick(texts), scope),
      conclusion,
      satisfaction:
        fate === 'done'
          ? random.weighted([
              ['satisfied', 82],
              ['fair', 18],
            ] as const)
          : random.weighted([
              ['satisfied', 10],
              ['fair', 50],
              ['unsatisfied', 40],
            ] as const),
    }
  }

  const lastAct = Math.max(settledDay, isVisited && visitDay <= settledDay + 30 ? visitDay : 0)
  const closedDay = day(lastAct + random.int(0, 4))
  if (!mediation.performance || !isSeen(closedDay) || (fate !== 'done' && random.chance(0.6))) return
  mediation.closedDay = closedDay
  const archivedDay = day(closedDay + random.int(3, 25))
  if (isSeen(archivedDay) && random.chance(0.95)) mediation.archivedDay = archivedDay
}

/** Marks what is paid by the horizon; returns the day of the last payment that will be made, seen or not. */
function pay(
  agreement: StoryAgreement,
  fate: 'done' | 'partly' | 'not',
  effective: number,
  horizonDay: number,
  random: { int(min: number, max: number): number },
): number {
  const kept =
    fate === 'done'
      ? agreement.instalments.length
      : fate === 'partly'
        ? Math.floor(agreement.instalments.length / 2)
        : 0
  let last = effective
  for (const [order, instalment] of agreement.instalments.entries()) {
    if (order >= kept && instalment.dueDay > agreement.day) break
    const paidDay = Math.max(effective, instalment.dueDay - random.int(0, 2))
    if (paidDay <= horizonDay) instalment.paidDay = paidDay
    last = Math.max(last, paidDay)
  }
  return last
}

/** Joint application within 30 days of effect (民诉法 §205); not for status or title (民诉解释 §355). */
function confirm(
  family: DisputeFamily,
  cast: Cast,
  mediation: StoryMediation,
  agreement: StoryAgreement,
  fate: string,
  horizonDay: number,
): void {
  const { random, receivedSerial } = cast.scope
  if (
    agreement.form !== 'written' ||
    family.noConfirmation ||
    agreement.performance === 'at_once' ||
    agreement.amountFen === 0
  )
    return
  if (!random.chance(agreement.performance === 'instalments' || fate !== 'done' ? 0.3 : 0.07)) return
  const effective = agreement.effectiveDay as number
  const appliedDay = officeDayFrom(receivedSerial + effective + random.int(1, 15)) - receivedSerial
  if (appliedDay > horizonDay || appliedDay > effective + 30) return
  const { court } = practiceCentre()
  const year = new Date((receivedSerial + appliedDay) * 86_400_000).getUTCFullYear()
  mediation.confirmation = { appliedDay, court, caseNumber: `（${year}）青禾调确字第${random.int(3, 899)}号` }
  const decidedDay = officeDayFrom(receivedSerial + appliedDay + random.int(5, 15)) - receivedSerial
  if (decidedDay <= horizonDay) mediation.confirmation.decidedDay = decidedDay
}

const NOTES = {
  now: ['当场履行完毕，双方签字确认。', '协议内容已当场履行，双方无异议。', '当场结清，收条一份附卷。'],
  done: [
    '协议内容已按期全部履行，双方确认。',
    '经核实，{performer}已按约履行完毕，{As}表示认可。',
    '履行凭证已附卷，双方无其他争议。',
    '约定事项均已落实，双方当面确认。',
  ],
  partly: [
    '{performer}履行了部分约定，其余部分尚在督促。',
    '部分内容已履行，剩余部分{performer}请求延期，已告知{As}相关权利。',
  ],
  not: [
    '期限已过，{performer}尚未履行，调解员已上门督促并告知{As}可依法起诉。',
    '经督促仍未履行，已告知{As}可就协议的履行向人民法院提起诉讼。',
  ],
}

const VISITS = {
  done: [
    '{As}表示，协议约定的内容都已兑现，[对处理结果满意|问题已经解决]，双方[没有新的争议|没有再发生争执]，未另行起诉。',
    '回访双方。{As}说[事情办得比预想的快|没想到几次就谈下来了]，{Bs}也表示[愿意继续配合|解决了一桩心事]，没有反复。',
    '经了解，约定事项已履行完毕，[双方关系缓和|没有新的矛盾]，{As}对调解员{M}的工作表示[感谢|认可]。',
    '{As}反映协议已履行，目前[情况稳定|一切正常]，对调解过程[没有意见|表示认可]；{Bs}称[履行中没有遇到困难|双方已不再计较]。',
  ],
  ongoing: [
    '{As}表示，首期款项已按时收到，[后续按约进行即可|对目前履行情况认可]。已提醒{performer}按期给付。',
    '协议正在履行，第一期已经给付，[双方来往正常|{As}情绪稳定]，约定下次到期后再联系。',
  ],
  partly: [
    '{As}反映约定内容只履行了一部分，希望尽快兑现。回访后与{performer}联系，其称[资金周转困难|工期安排不开]，承诺尽快完成，已督促并告知司法途径。',
    '协议部分履行。{performer}解释了原因并请求宽限，{As}[同意再等一段时间|要求写明日期]，将继续跟进。',
  ],
  not: [
    '{As}反映对方至今没有履行。{M}当日联系{performer}，其[答应尽快处理|对协议有新的想法]，已告知{As}可就协议起诉，并继续督促。',
    '经回访，约定内容尚未履行，{As}不太满意。已约{performer}到中心说明情况，并说明不履行的法律后果。',
  ],
}
