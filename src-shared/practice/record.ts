import type { Cast } from './cast.ts'
import type { DisputeFamily, PayRule } from './family.ts'
import { render } from './template.ts'
import type { TerminationCode } from './types.ts'

/** Where a session stands in its mediation. */
export type SessionPlan = {
  no: number
  total: number
  ending: 'agreed' | 'continues' | 'failed'
  /** Present when the ending is an agreement: written or oral. */
  isOral?: boolean
  code?: TerminationCode
  /** Days since the session before, and when the next one is (Chinese date). */
  sinceDays: number
  nextText: string
}

/** The text of one 人民调解记录: notice, statements, findings, advice, result (A2.9). */
export function makeRecord(family: DisputeFamily, cast: Cast, plan: SessionPlan): string {
  const { scope } = cast
  const { random, slots } = scope
  const say = (wordings: readonly string[]) => render(random.pick(wordings), scope)
  slots['sinceDays'] = String(plan.sinceDays)
  slots['next'] = plan.nextText
  slots['no'] = '零一二三四五'[plan.no] as string
  const lines: string[] = []
  if (plan.no === 1) {
    lines.push(say(NOTICES), `申请人${say(SAYS_A)}：${say(family.sayA)}`, `被申请人${say(SAYS_B)}：${say(family.sayB)}`)
    if (slots['B2'] !== undefined) lines.push(`被申请人${slots['B2']}${say(SECOND_SIDE)}`)
    if (cast.thirdParty !== undefined) lines.push(say(THIRD_SIDE))
    lines.push(`${say(CHECK_HEADS)}${slots['check']}`)
    if (plan.ending !== 'continues') lines.push(`${say(ADVICE_HEADS)}${slots['advice']}`)
  } else {
    moveFigures(cast, plan)
    lines.push(
      render(REOPENINGS[(scope.receivedSerial + plan.no) % REOPENINGS.length] as string, scope),
      ...movement(family, cast, say),
    )
    lines.push(
      plan.no === plan.total ? `${say(ADVICE_HEADS)}${slots['advice']}` : `${say(ADVICE_HEADS)}${say(MIDDLE_ADVICE)}`,
    )
  }
  lines.push(result(family, cast, plan, say))
  return lines.join('\n')
}

type Say = (wordings: readonly string[]) => string

const NOTICES = [
  '调解员{M}核对双方身份后，告知人民调解自愿、平等、不收费，当事人可以随时要求终止，也可以依法起诉；宣读权利义务，询问是否申请调解员回避。[双方均表示听清，不申请回避|双方答：清楚了，不申请回避]。',
  '调解开始。调解员{M}介绍参加人员，说明调解不收费、自愿参加、内容保密，告知双方享有的权利和应尽的义务，以及达成协议后可在三十日内共同申请司法确认。双方表示明白，同意由{M}主持调解。',
  '{M}：今天就双方的{issue}纠纷进行调解。调解遵循自愿平等原则，不收任何费用，调解不成不影响双方起诉。是否听清，是否要求更换调解员？双方答：听清了，不要求更换。',
]
const SAYS_A = ['{Asay}', '{Asay}陈述', '{Asay}说']
const SAYS_B = ['{Bsay}', '{Bsay}陈述', '{Bsay}答']
const SECOND_SIDE = [
  '：我的意见跟{B}差不多，希望[一家人把话说开|按大家都能接受的办法来]。',
  '补充：[单据我也保留了一份|有些事当时没说清楚]，愿意听调解员的意见。',
  '：[我没有意见，听大家商量|该我承担的我承担]，只是希望公平一些。',
]
const THIRD_SIDE = [
  '第三人{Cs}到场人员表示，[愿意配合查看现场、提供资料|已安排工程人员到场配合]，在职责范围内予以协助。',
]
const CHECK_HEADS = ['核实情况：', '调查核实：', '调解员核实情况如下：']
const ADVICE_HEADS = ['调解员意见：', '{M}向双方释明：', '调解员分析：']
const REOPENINGS = [
  '距上次调解已过{sinceDays}天。其间{M}[分别走访了双方|几次与双方电话沟通|请{committee}{helper}一起做了工作]，双方同意再次坐下来谈。调解员重申自愿原则，双方没有新的证据提交，对上次的记录没有异议。',
  '第{no}次调解。{M}先回顾上次各自的意见和已经核实的情况，双方均确认无误；再次告知可以自愿达成协议，也可以要求终止。上次调解以来，[双方没有再发生争吵|双方通过{M}传过两次话|{committee}也从旁劝说过]。',
  '双方如约到场，情绪比上次[平和|缓和了许多]。{M}肯定了双方愿意协商的态度，就上次遗留的分歧继续调解，并说明[上次会后补充了解的情况|{committee}反映的意见]，双方对核实的事实不再争执。',
]
const MIDDLE_ADVICE = [
  '双方在事实上已没有大的出入，[差距在逐步缩小|剩下的是怎么算、怎么做的问题]，请各自再想一想对方的难处，[也可以与家人商量|也可以咨询律师]后再作决定。',
  '争议拖下去对谁都没有好处，[走诉讼同样要举证、要时间|抬头不见低头见]，希望双方下次带着具体方案来。',
]

/** Each session brings the figures nearer to the settlement. */
function moveFigures(cast: Cast, plan: SessionPlan): void {
  const { slots } = cast.scope
  const towards = (from: number, share: number) =>
    String(Math.round((from + (cast.settledYuan - from) * share) / cast.stepYuan) * cast.stepYuan)
  const share = (no: number) => (0.6 * (no - 1)) / (plan.total - 1)
  slots['lastAsk'] = towards(cast.askYuan, share(plan.no - 1))
  slots['nowAsk'] = towards(cast.askYuan, share(plan.no))
  slots['lastOffer'] = towards(cast.offerYuan, share(plan.no - 1))
  slots['nowOffer'] = towards(cast.offerYuan, share(plan.no))
}

/** What has changed since the last session: figures where money is in dispute, else attitudes. */
function movement(family: DisputeFamily, cast: Cast, say: Say): string[] {
  const { slots } = cast.scope
  if (!family.money) return [say(SOFTER_A), say(SOFTER_B)]
  const lowers = slots['nowAsk'] === slots['lastAsk'] ? undefined : say(LOWER)
  const raises = slots['nowOffer'] === slots['lastOffer'] ? undefined : say(RAISE)
  return family.pay?.reverse
    ? [raises ?? say(SOFTER_A), lowers ?? say(SOFTER_B)]
    : [lowers ?? say(SOFTER_A), raises ?? say(SOFTER_B)]
}

const LOWER = [
  '{askSay}：[这几天反复想了|考虑到双方的实际情况]，不愿为这事一直耗下去，可以降到{nowAsk}元。',
  '{askSay}表示，前面提的数额有一部分确实说不清，愿意作出让步，按{nowAsk}元谈。',
]
const RAISE = [
  '{paySay}：[回去重新算了一笔账|请教了懂行的人]，上次说{lastOffer}元少了些，可以加到{nowOffer}元，再多[确实有困难|就要分期了]。',
  '{paySay}提出，愿意在上次{lastOffer}元的基础上增加，{nowOffer}元左右可以接受。',
]
const SOFTER_A = [
  '申请人{Asay}：[回去想了想，自己也有急躁的地方|家里人也劝我退一步]，只要问题能解决，别的可以不计较。',
  '申请人{Asay}表示，[主要是想要一个态度|不是非要争个输赢]，希望这次能定下来。',
]
const SOFTER_B = [
  '被申请人{Bsay}：[上次回去后我也想过|道理都明白]，该做的我会做，也请对方[多一点体谅|给一点时间]。',
  '被申请人{Bsay}表示，[愿意拿出具体办法|不想再拖]，请调解员帮着把事情定下来。',
]

function result(family: DisputeFamily, cast: Cast, plan: SessionPlan, say: Say): string {
  if (plan.ending === 'continues')
    return say(!family.money ? CONTINUES : plan.no === 1 ? CONTINUES_MONEY : CONTINUES_CLOSER)
  if (plan.ending === 'failed')
    return `${say(FAILED[plan.code ?? '2'])}调解员告知双方${cast.scope.slots['remedy']}。${say(READ)}`
  const deal = family.pay ? say(dealWording(family.pay)) : say(DEAL_DEED)
  return `${deal}${say(plan.isOral ? ORAL : WRITTEN)}${say(READ)}`
}

function dealWording(pay: PayRule): readonly string[] {
  if (pay.style === 'monthly') return DEAL_MONTHLY
  if (pay.style === 'split') return DEAL_SPLIT
  return pay.reverse ? DEAL_REVERSED : DEAL
}

const CONTINUES_MONEY = [
  '双方对事实没有大的分歧，但数额差距较大：{askRole}要求{ask}元，{payRole}目前只认可{offer}元。调解员建议双方冷静考虑，约定{next}继续调解。',
  '因数额意见不一（{ask}元与{offer}元），[当场未能达成一致|双方要求回去商量]，定于{next}再次调解。',
]
const CONTINUES_CLOSER = [
  '双方距离有所缩小，但[具体数额和付款时间|最后的数额]仍未谈定，约定{next}继续调解。',
  '双方都表示愿意再谈，[尚需与家人或单位商量|要求再考虑几天]，定于{next}再次调解。',
]
const CONTINUES = [
  '双方情绪[较为激动|一时转不过弯]，[具体办法没有谈拢|对怎么落实还有分歧]，调解员建议各自考虑，约定{next}继续调解。',
  '因[需要再到现场查看|一方要与家人商量]，本次未形成一致意见，定于{next}再次调解。',
]
const DEAL = [
  '经调解，{Bs}同意支付{As}{m}元，{As}表示接受，双方对履行时间和方式协商一致。',
  '双方各让一步，最终商定由{Bs}承担{m}元，其他事项按商定的办法履行。',
  '经反复协商，数额定为{m}元，双方当面表示同意。',
]
const DEAL_REVERSED = [
  '经调解，{As}等住户同意补偿{Bs}{m}元，{Bs}表示接受，施工方案按商定的办法执行。',
  '双方商定补偿数额为{m}元，{Bs}不再反对施工。',
]
const DEAL_MONTHLY = [
  '经调解，{B}、{B2}同意平均负担，全年合计{m}元，按月给付，{A}表示接受。',
  '三方商定：{B}、{B2}按月给付，首年共{m}元，照料事项另行写明。',
]
const DEAL_SPLIT = [
  '经调解，{B}、{B2}同意共同支付{A}{m}元，{A}表示接受，三方对账目不再有异议。',
  '三方商定由{B}、{B2}各负担一半，合计付给{A}{m}元。',
]
const DEAL_DEED = [
  '经调解，双方互相谅解，就具体办法达成一致。',
  '双方同意按调解员的建议办理，[当场握手言和|表示今后多沟通]。',
  '{Bs}同意按商定的期限落实，{As}表示认可，双方不再争执。',
]
const WRITTEN = ['双方愿意签订书面调解协议，一式{copies}份。', '以上内容制作人民调解协议书，由双方签字确认。']
const ORAL = ['双方认为不需要制作书面协议，由调解员记录口头协议内容。', '双方同意达成口头协议，由调解员登记备查。']
const READ = ['以上记录经双方阅读，确认无误。', '以上记录向双方宣读，无异议后签字。', '记录经核对无误，双方签名。']

/** Why it failed, by the code of A2.13. */
const FAILED: Record<TerminationCode, readonly string[]> = {
  '1': [
    '被申请人明确表示不愿继续调解，[要求按自己的方案处理|认为没有再谈的必要]，调解员再三劝说无效，依法终止调解。',
    '申请人表示[对方没有诚意|耗费时间太多]，不再要求调解，调解终止。',
  ],
  '2': [
    '经[多方|反复]劝说，双方对{issue}的处理[仍各执己见|差距无法弥合]，不能达成协议，调解终止。',
    '双方分歧较大，[都不愿再让步|谈到最后仍是原来的意见]，本次纠纷无法达成协议，终止调解。',
  ],
  '3': [
    '因争议的关键事实需经专门鉴定，双方同意先行鉴定，本次调解无法继续，予以终止。',
    '因{issue}所涉情况需由主管部门先作认定，调解暂时不能进行，予以终止。',
  ],
  '4': [
    '调解期限届满，双方不同意延长，未达成协议，终止调解。',
    '约定的调解期限已到，双方仍未谈妥，且一方不同意继续，调解终止。',
  ],
  '7': [
    '约定再次调解后，被申请人未到场，电话、上门均联系不上，调解无法进行，予以终止。',
    '被申请人更换联系方式后下落不明，经{committee}协助仍联系不上，终止调解。',
  ],
  '8': [
    '申请人决定通过其他法定途径解决，要求终止调解，调解员予以准许。',
    '双方商量后同意通过法律程序解决，不再继续调解。',
  ],
}
