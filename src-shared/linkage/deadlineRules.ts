import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { Day } from '../kernel/day.ts'

/** Counted since ever: none of these days is law, each street sets its own by version of its linkages. */
const SINCE = '2000-01-01' as Day
const practice = { law: '参照公开系统默认值和地方做法，本单位设定', article: '' }

const common = {
  version: 1,
  effectiveFrom: SINCE,
  unit: 'working_days',
  rolls: 'no',
  extension: null,
  pauses: null,
  confidence: 'unverified',
  isSetting: true,
  isOption: false,
  source: practice,
} as const

/** After these days a unit is shown a card; nobody owes anything on them. */
const line = { ...common, isOption: true, holder: '亮牌前' } as const
/** The day was set by people, whatever the calendar says. */
const agreed = { ...common, unit: 'natural_days', source: { law: '交办时确定', article: '' } } as const

/** Days of a task. Numbers come from the linkage's version in force, or from what was agreed. */
export const LINKAGE_DEADLINE_RULES: readonly DeadlineRule[] = [
  {
    ...common,
    id: 'L-01',
    title: '分流交办',
    amount: 1,
    startEvent: '收到',
    consequence: '受理后及时分流到主办单位（统一分流）',
  },
  {
    ...agreed,
    id: 'L-02',
    title: '单位答复',
    amount: 15,
    startEvent: '交办',
    extension: { maxAmount: null, unit: 'natural_days', approver: '分管领导', notice: '' },
    consequence: '逾期按工作日亮黄牌、红牌督办',
  },
  {
    ...line,
    id: 'L-03',
    title: '接件黄牌',
    amount: 1,
    startEvent: '交办',
    consequence: '过了这一天没有接件的，可以亮黄牌',
  },
  {
    ...line,
    id: 'L-04',
    title: '接件红牌',
    amount: 2,
    startEvent: '交办',
    consequence: '过了这一天没有接件的，可以亮红牌',
  },
  {
    ...line,
    id: 'L-05',
    title: '办理黄牌',
    amount: 5,
    startEvent: '答复期限届满',
    consequence: '过了这一天没有答复的，可以亮黄牌',
  },
  {
    ...line,
    id: 'L-06',
    title: '办理红牌',
    amount: 10,
    startEvent: '答复期限届满',
    consequence: '过了这一天没有答复的，可以亮红牌',
  },
  {
    ...agreed,
    id: 'L-07',
    title: '督办反馈',
    amount: 5,
    startEvent: '督办',
    source: { law: '督办时确定', article: '' },
    consequence: '由被督办单位书面反馈',
  },
  {
    ...common,
    id: 'L-08',
    title: '会商决定',
    amount: 3,
    startEvent: '再次退回',
    consequence: '再次退回的由中心召集会商，形成纪要和决定',
  },
  {
    ...common,
    id: 'L-09',
    title: '验证',
    amount: 3,
    startEvent: '各单位都已答复',
    consequence: '办结前先验证；没有通过的退回重办',
  },
  {
    ...agreed,
    id: 'L-10',
    title: '来件单位要求的办结',
    amount: 15,
    startEvent: '收到',
    source: { law: '来件单位确定', article: '' },
    consequence: '按来件单位的格式反馈',
  },
  {
    ...agreed,
    id: 'L-11',
    title: '回看',
    amount: 30,
    startEvent: '程序性、阶段性办结',
    source: { law: '办结时确定', article: '' },
    consequence: '没有实质解决的，到期再看一次，有条件的重新打开',
  },
  {
    ...agreed,
    id: 'L-12',
    title: '回复交办单位',
    amount: 15,
    startEvent: '收下密封包',
    source: { law: '交办单位确定', article: '' },
    consequence: '到期前用回复包答复交办的单位',
  },
]

/** Owed to the centre whose sealed package was taken in, whatever topic works the matter here. */
export const PACKAGE_RULE = 'L-12'

/** The answer that a unit owes anew begins with the verification that did not pass, which set its day; its anchor names both. */
export const isRedone = (ruleId: string, anchor: string): boolean => ruleId === 'L-02' && anchor.includes('/')

/** A rule as it applies to one clock of it: where a clock may start in two ways, with what started this one. */
export const ruleOfClock = (rule: DeadlineRule, anchor: string): DeadlineRule =>
  isRedone(rule.id, anchor) ? { ...rule, startEvent: '验证没有通过', source: { law: '验证时确定', article: '' } } : rule

/** Lines past which a card may be shown: by which clock, which level. */
export const CARD_RULES = {
  yellow: ['L-03', 'L-05'],
  red: ['L-04', 'L-06'],
} as const satisfies Record<'yellow' | 'red', readonly string[]>
/** They are shown where supervision is, not among what is due. */
export const CARD_LINES: readonly string[] = [...CARD_RULES.yellow, ...CARD_RULES.red]
