import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { Day } from '../kernel/day.ts'

const PEOPLES_MEDIATION_LAW_IN_FORCE = '2011-01-01' as Day
const byBothParties = { maxAmount: null, unit: 'natural_days', approver: '双方当事人', notice: '' } as const
const common = {
  version: 1,
  rolls: 'no',
  extension: null,
  pauses: null,
  confidence: 'verified',
  isSetting: false,
  isOption: false,
} as const

/**
 * The time limits that a street mediation committee meets. Ids are those of the domain notes
 * (A-01 …). Where the law is silent the entry is a setting and says so; such an entry applies from
 * the day of the People's Mediation Law (人民调解法), 1 January 2011.
 *
 * People's Mediation Law itself sets no limit for mediating.
 */
export const MEDIATION_DEADLINE_RULES: readonly DeadlineRule[] = [
  {
    ...common,
    id: 'A-01',
    effectiveFrom: PEOPLES_MEDIATION_LAW_IN_FORCE,
    title: '调解期限（一般）',
    unit: 'months',
    amount: 1,
    startEvent: '受理',
    rolls: 'setting',
    extension: byBothParties,
    consequence: '不能达成协议的，应当终止调解并告知其他途径',
    source: { law: '《人民调解工作若干规定》（司法部令第75号）', article: '第三十三条' },
    confidence: 'seen',
    isSetting: true,
  },
  {
    ...common,
    id: 'A-02',
    effectiveFrom: PEOPLES_MEDIATION_LAW_IN_FORCE,
    title: '调解期限（未约定时）',
    unit: 'natural_days',
    amount: 30,
    startEvent: '受理',
    rolls: 'setting',
    extension: byBothParties,
    consequence: '届满未达成协议且不同意延长的，应当终止调解',
    source: { law: '参照《深圳经济特区矛盾纠纷多元化解条例》', article: '第二十五条' },
    isSetting: true,
  },
  {
    ...common,
    id: 'A-03',
    effectiveFrom: '2018-10-01' as Day,
    title: '医疗纠纷人民调解期限',
    unit: 'working_days',
    amount: 30,
    startEvent: '受理',
    extension: { maxAmount: null, unit: 'working_days', approver: '调委会与医患双方约定', notice: '' },
    pauses: '鉴定时间不计入',
    consequence: '超过期限未达成调解协议的，视为调解不成',
    source: { law: '《医疗纠纷预防和处理条例》', article: '第三十八条' },
  },
  {
    ...common,
    id: 'A-04',
    effectiveFrom: '2008-05-01' as Day,
    title: '劳动争议调解期限',
    unit: 'natural_days',
    amount: 15,
    startEvent: '收到调解申请',
    rolls: 'setting',
    consequence: '期限内未达成调解协议的，当事人可以依法申请仲裁',
    source: { law: '《劳动争议调解仲裁法》', article: '第十四条' },
  },
  ...courtMediation('A-05', '法院委派调解期限（立案前）', 30, '未达成协议的，移送起诉等材料，由法院登记立案'),
  ...courtMediation('A-06', '法院委托调解期限（普通程序）', 15, '未达成协议的，转入审理；延长的期间不计入审限'),
  ...courtMediation('A-06S', '法院委托调解期限（简易程序）', 7, '未达成协议的，转入审理；延长的期间不计入审限'),
  {
    ...common,
    id: 'A-07',
    effectiveFrom: '2022-01-01' as Day,
    title: '确认是否接受法院委派委托',
    unit: 'working_days',
    amount: 3,
    startEvent: '收到委派委托信息',
    consequence: '不接受的写明理由；逾期未确认的，法院可以另行指定',
    source: { law: '《人民法院在线调解规则》', article: '第十二条' },
  },
  {
    ...common,
    id: 'A-08',
    effectiveFrom: '2022-01-01' as Day,
    title: '接受委派后通知对方当事人',
    unit: 'working_days',
    amount: 3,
    startEvent: '接受委派',
    consequence: '对方拒绝或联系不上的，写明原因，终结并退回材料',
    source: { law: '《人民法院在线调解规则》', article: '第十五条' },
  },
  {
    ...common,
    id: 'A-09',
    effectiveFrom: PEOPLES_MEDIATION_LAW_IN_FORCE,
    title: '共同申请司法确认',
    unit: 'natural_days',
    amount: 30,
    startEvent: '调解协议生效',
    rolls: 'yes',
    isOption: true,
    consequence: '逾期一般不能再申请确认，仍可就协议起诉',
    source: { law: '《人民调解法》第三十三条、《民事诉讼法》', article: '第八十五条、第二百零五条' },
  },
  {
    ...common,
    id: 'A-14',
    effectiveFrom: PEOPLES_MEDIATION_LAW_IN_FORCE,
    title: '回访',
    unit: 'natural_days',
    amount: 30,
    startEvent: '协议生效或履行期届满',
    rolls: 'setting',
    consequence: '法律只要求监督履行，没有规定天数；天数由本单位设定',
    source: { law: '《人民调解法》', article: '第三十一条（监督履行）' },
    confidence: 'unverified',
    isSetting: true,
  },
  {
    ...common,
    id: 'A-15',
    effectiveFrom: PEOPLES_MEDIATION_LAW_IN_FORCE,
    title: '答复是否受理',
    unit: 'working_days',
    amount: 3,
    startEvent: '收到申请',
    consequence: '没有法定天数；天数由本单位设定',
    source: { law: '地方和行业常见做法', article: '' },
    confidence: 'unverified',
    isSetting: true,
  },
]

/** 最高人民法院关于人民法院特邀调解的规定 Art. 27; the clock starts when the materials are signed for. */
function courtMediation(id: string, title: string, amount: number, consequence: string): DeadlineRule[] {
  return [
    {
      ...common,
      id,
      effectiveFrom: '2016-07-01' as Day,
      title,
      unit: 'natural_days',
      amount,
      startEvent: '签字接收法院移交的材料',
      rolls: 'setting',
      extension: byBothParties,
      consequence,
      source: { law: '《最高人民法院关于人民法院特邀调解的规定》', article: '第二十七条' },
    },
  ]
}
