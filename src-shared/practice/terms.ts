import { addMonths, formatDayChinese, fromSerial, toSerial } from '../kernel/day.ts'
import type { Cast } from './cast.ts'
import type { DisputeFamily, PayRule } from './family.ts'
import { render } from './template.ts'
import type { StoryAgreement, StoryInstalment, StoryTerm } from './types.ts'

type Payment = { text: string; amountFen: number; dates: { serial: number; fen: number }[] }

/** The terms of an agreement reached on `baseSerial`, with every dated payment; days count from receipt. */
export type Terms = Pick<StoryAgreement, 'terms' | 'amountFen' | 'instalments' | 'performance' | 'means' | 'dueDay'>

/** Writes the terms. A payment says its whole sum once, as 「人民币N元」; instalments are listed behind it. */
export function makeTerms(family: DisputeFamily, cast: Cast, isOral: boolean): Terms {
  const { scope } = cast
  const { random } = scope
  scope.latestSerial = scope.baseSerial
  const isLarge = cast.settledYuan > 15_000
  const atOnce = random.chance(isLarge ? 0.1 : isOral ? 0.7 : 0.3)
  const means = isLarge
    ? '银行转账'
    : random.weighted([
        ['银行转账', 35],
        ['微信转账', isOral ? 45 : 30],
        ['现金', 20],
      ] as const)
  const payments = family.pay ? makePayments(family.pay, cast, atOnce, means, isOral) : []
  const acts = family.acts
    .filter((_, order) => order === 0 || random.chance(0.62))
    .map((wordings) => render(random.pick(wordings), scope))

  const terms: StoryTerm[] = []
  const instalments: StoryInstalment[] = []
  const addPayments = () => {
    for (const payment of payments) {
      for (const { serial, fen } of payment.dates) {
        instalments.push({
          no: instalments.length + 1,
          term: terms.length,
          dueDay: serial - scope.receivedSerial,
          amountFen: fen,
        })
      }
      terms.push({ text: payment.text, amountFen: payment.amountFen })
    }
  }
  const paysFirst = random.chance(0.7)
  if (paysFirst) addPayments()
  for (const text of acts) terms.push({ text: `${text}。`, amountFen: 0 })
  if (!paysFirst) addPayments()
  const isClosed = acts.some((text) => /再无|了结|互不|结清/.test(text))
  if (!isClosed && terms.length < 6 && random.chance(isOral ? 0.25 : 0.55)) {
    terms.push({
      text: `${render(random.pick(isBetweenPeople(cast) ? CLOSINGS : CLOSINGS.slice(1)), scope)}。`,
      amountFen: 0,
    })
  }
  instalments.sort((left, right) => left.dueDay - right.dueDay)
  for (const [order, each] of instalments.entries()) each.no = order + 1
  const lastPaid = Math.max(
    scope.baseSerial,
    ...payments.flatMap((payment) => payment.dates.map((date) => date.serial)),
  )
  const dueSerial = Math.max(scope.latestSerial, lastPaid)
  return {
    terms: terms.slice(0, 6),
    amountFen: payments.reduce((sum, payment) => sum + payment.amountFen, 0),
    instalments,
    performance:
      payments.length === 0
        ? 'deed'
        : dueSerial === scope.baseSerial
          ? 'at_once'
          : instalments[0]?.dueDay === instalments.at(-1)?.dueDay
            ? 'once'
            : 'instalments',
    means: payments.length === 0 ? '' : means,
    dueDay: dueSerial - scope.receivedSerial,
  }
}

const isBetweenPeople = ({ parties }: Cast): boolean => parties.every((party) => party.kind === 'person')

/** The first only between people. */
const CLOSINGS = [
  '双方今后和睦相处，遇事协商解决',
  '双方就本次纠纷再无其他争议',
  '本次纠纷就此了结，双方不得再以同一事实和理由向对方提出其他要求',
  '任何一方不履行本协议的，对方可依法向人民法院起诉',
]

function makePayments(rule: PayRule, cast: Cast, atOnce: boolean, means: string, isOral: boolean): Payment[] {
  const { random, slots } = cast.scope
  const what = render(random.pick(rule.what), cast.scope)
  const [payers, payee] = rule.reverse ? [['A'], 'B'] : [slots['B2'] === undefined ? ['B'] : ['B', 'B2'], 'A']
  const share = cast.settledYuan / payers.length
  const name = (letter: string) => slots[letter] as string
  if (rule.style === 'monthly')
    return payers.map((payer) => payMonthly(cast, name(payer), name(payee), what, share, means))
  if (atOnce) return payers.map((payer) => payNow(cast, name(payer), name(payee), what, share, means, isOral))
  const limit = cast.settledYuan >= 20_000 ? 0.5 : cast.settledYuan >= 6_000 ? 0.3 : 0
  if (payers.length === 1 && random.chance(limit))
    return [payInParts(cast, name(payers[0] as string), name(payee), what, share, means)]
  return payers.map((payer) => payOnce(cast, name(payer), name(payee), what, share, means))
}

function payNow(
  { scope }: Cast,
  payer: string,
  payee: string,
  what: string,
  yuan: number,
  means: string,
  isOral: boolean,
): Payment {
  const text = scope.random.pick([
    `${payer}当场以${means}方式一次性支付${payee}${what}人民币${yuan}元，${payee}确认收到。`,
    `${payer}一次性支付${payee}${what}人民币${yuan}元，于${isOral ? '达成协议' : '签订本协议'}时以${means}方式付清。`,
    `${what}按人民币${yuan}元结算，由${payer}当场支付给${payee}（${means}），双方当面确认。`,
  ])
  return { text, amountFen: yuan * 100, dates: [{ serial: scope.baseSerial, fen: yuan * 100 }] }
}

function payOnce({ scope }: Cast, payer: string, payee: string, what: string, yuan: number, means: string): Payment {
  const serial = scope.baseSerial + scope.random.int(3, 30)
  const day = formatDayChinese(fromSerial(serial))
  const text = scope.random.pick([
    `${payer}于${day}前以${means}方式一次性支付${payee}${what}人民币${yuan}元。`,
    `${payer}支付${payee}${what}人民币${yuan}元，于${day}前通过${means}付清。`,
    `经协商，${what}确定为人民币${yuan}元，由${payer}于${day}前一次性付给${payee}，付款方式为${means}。`,
  ])
  return { text, amountFen: yuan * 100, dates: [{ serial, fen: yuan * 100 }] }
}

function payInParts({ scope }: Cast, payer: string, payee: string, what: string, yuan: number, means: string): Payment {
  const { random } = scope
  const count = random.weighted([
    [2, 5],
    [3, 4],
    [4, 2],
    [6, 2],
  ] as const)
  const each = Math.floor(yuan / count / 100) * 100
  const start = scope.baseSerial + random.int(3, 12)
  const dates = Array.from({ length: count }, (_, order) => ({
    serial: toSerial(addMonths(fromSerial(start), order)),
    fen: (order === count - 1 ? yuan - each * (count - 1) : each) * 100,
  }))
  const list = dates
    .map(
      ({ serial, fen }, order) =>
        `第${'一二三四五六'[order]}期${formatDayChinese(fromSerial(serial))}前付${fen / 100}元`,
    )
    .join('，')
  const text = random.pick([
    `${payer}支付${payee}${what}共计人民币${yuan}元，分${count === 2 ? '两' : '三四五六'[count - 3]}期以${means}方式付清：${list}。`,
    `${what}共计人民币${yuan}元，由${payer}分${count}期支付给${payee}（${means}）：${list}。`,
  ])
  return { text, amountFen: yuan * 100, dates }
}

function payMonthly(
  { scope }: Cast,
  payer: string,
  payee: string,
  what: string,
  yearYuan: number,
  means: string,
): Payment {
  const { random } = scope
  const dayOfMonth = random.pick([5, 10, 15, 20])
  const month = fromSerial(scope.baseSerial).slice(0, 8)
  const firstDay = addMonths(`${month}${String(dayOfMonth).padStart(2, '0')}` as ReturnType<typeof fromSerial>, 1)
  const each = yearYuan / 12
  const dates = Array.from({ length: 12 }, (_, order) => ({
    serial: toSerial(addMonths(firstDay, order)),
    fen: each * 100,
  }))
  const from = `${Number(firstDay.slice(0, 4))}年${Number(firstDay.slice(5, 7))}月`
  const text = random.pick([
    `${payer}自${from}起每月${dayOfMonth}日前以${means}方式支付${payee}${what}${each}元，首年合计人民币${yearYuan}元，此后逐年照付，数额可协商调整。`,
    `${payer}每月支付${payee}${what}${each}元，自${from}起于每月${dayOfMonth}日前通过${means}给付，按十二个月计人民币${yearYuan}元，期满后继续履行。`,
  ])
  return { text, amountFen: yearYuan * 100, dates }
}
