import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { Day } from '../kernel/day.ts'

/** 信访工作条例, in force since 1 May 2022. */
const REGULATION_IN_FORCE = '2022-05-01' as Day
const REGULATION = '《信访工作条例》'

const common = {
  version: 1,
  effectiveFrom: REGULATION_IN_FORCE,
  unit: 'natural_days',
  /** The regulation says nothing of days off (to be confirmed by each office). */
  rolls: 'setting',
  extension: null,
  pauses: null,
  confidence: 'verified',
  isSetting: false,
  isOption: false,
} as const

/** A clause of the regulation. */
const clause = (article: string) => ({ law: REGULATION, article })

/**
 * The time limits that a street meets in petition work. Ids are those of the domain notes (B-01 …).
 * B-01 (register at once), B-12 (report at once) and B-13 (yearly) have no number of days in the
 * regulation: the first two are to-dos of the petition's page, the third is not a clock of a matter.
 */
export const PETITION_DEADLINE_RULES: readonly DeadlineRule[] = [
  {
    ...common,
    id: 'B-02',
    title: '甄别处理、转送交办',
    amount: 15,
    startEvent: '收到',
    consequence: '未按规定登记、转送、交办的，责令改正；造成严重后果的追究责任（第四十四条）',
    source: clause('第二十二条'),
  },
  {
    ...common,
    id: 'B-03',
    title: '书面告知信访人',
    amount: 15,
    startEvent: '收到信访人直接提出的事项',
    consequence: '能当场告知的当场书面告知；未在期限内书面告知的追究责任（第四十四条）',
    source: clause('第二十三条'),
  },
  {
    ...common,
    id: 'B-04',
    title: '转送、交办件书面告知信访人',
    amount: 15,
    startEvent: '收到转送、交办',
    consequence: '未在期限内书面告知的追究责任（第四十四条）',
    source: clause('第二十三条'),
  },
  {
    ...common,
    id: 'B-04U',
    title: '承办单位书面告知信访人',
    amount: 15,
    startEvent: '承办单位签收转送、交办',
    isOption: true,
    holder: '承办单位',
    consequence: '由承办单位告知；逾期没有告知的，可以督办（第四十条）',
    source: clause('第二十三条'),
  },
  {
    ...common,
    id: 'B-05',
    title: '对转送、交办提出异议',
    unit: 'working_days',
    rolls: 'no',
    amount: 5,
    startEvent: '收到转送、交办',
    isOption: true,
    holder: '承办单位',
    consequence: '逾期不提出异议的，应当按规定办理',
    source: clause('第二十三条'),
  },
  {
    ...common,
    id: 'B-06',
    title: '办结（出具处理意见）',
    amount: 60,
    startEvent: '受理',
    extension: {
      maxAmount: 30,
      unit: 'natural_days',
      approver: '本单位负责人',
      notice: '应当告知信访人延期理由',
    },
    consequence: '未在规定期限内办结的追究责任（第四十五条）；只适用于第三十一条第六项',
    source: clause('第三十四条'),
  },
  {
    ...common,
    id: 'B-07',
    title: '交办件反馈办理结果',
    amount: 30,
    startEvent: '交办',
    rolls: 'no',
    consequence: '按交办时指定的期限反馈，提交办结报告',
    source: clause('第二十二条'),
  },
  {
    ...common,
    id: 'B-08',
    title: '申请复查',
    amount: 30,
    startEvent: '收到处理意见',
    isOption: true,
    holder: '信访人',
    consequence: '向原办理机关的上一级机关提出；逾期不再复查',
    source: clause('第三十五条'),
  },
  {
    ...common,
    id: 'B-09',
    title: '作出复查意见',
    amount: 30,
    startEvent: '收到复查请求',
    consequence: '应当书面答复',
    source: clause('第三十五条'),
  },
  {
    ...common,
    id: 'B-10',
    title: '申请复核',
    amount: 30,
    startEvent: '收到复查意见',
    isOption: true,
    holder: '信访人',
    consequence: '向复查机关的上一级机关提出；逾期不再复核',
    source: clause('第三十六条'),
  },
  {
    ...common,
    id: 'B-11',
    title: '作出复核意见',
    amount: 30,
    startEvent: '收到复核请求',
    pauses: '听证所需时间不计入',
    consequence: '复核意见是终局意见，仍以同一事实和理由提出的不再受理',
    source: clause('第三十六条'),
  },
  {
    ...common,
    id: 'B-14',
    title: '督办反馈',
    amount: 30,
    startEvent: '督办',
    consequence: '条例要求书面反馈，没有规定天数；三十日参照地方条例，由本单位设定',
    source: { law: '参照《上海市信访条例》', article: '第四十一条（条例第四十条要求书面反馈）' },
    isSetting: true,
  },
  {
    ...common,
    id: 'B-15',
    title: '简易办理出具处理意见',
    unit: 'working_days',
    rolls: 'no',
    amount: 10,
    startEvent: '受理',
    consequence: '不能按简易办理的，转为普通程序；六十日办结期限仍自受理之日起算',
    source: { law: '国家信访局简易办理办法', article: '' },
    confidence: 'seen',
  },
  {
    ...common,
    id: 'B-15A',
    title: '简易办理决定是否受理',
    unit: 'working_days',
    rolls: 'no',
    amount: 3,
    startEvent: '收到',
    consequence: '天数未核实，由本单位设定',
    source: { law: '国家信访局简易办理办法', article: '' },
    confidence: 'unverified',
    isSetting: true,
  },
  {
    ...common,
    id: 'B-16A',
    title: '处理或告知（地方较短时限）',
    unit: 'working_days',
    rolls: 'no',
    amount: 5,
    startEvent: '收到',
    consequence: '地方规定 2022 年后是否仍适用待核实；全国时限同时计算',
    source: { law: '参照《浙江省信访条例》', article: '第二十条' },
    confidence: 'unverified',
    isSetting: true,
  },
  {
    ...common,
    id: 'B-16B',
    title: '办结（地方较短时限）',
    amount: 30,
    startEvent: '受理',
    extension: { maxAmount: 60, unit: 'natural_days', approver: '本单位负责人', notice: '应当告知信访人延期理由' },
    consequence: '地方规定 2022 年后是否仍适用待核实；全国时限同时计算',
    source: { law: '参照《浙江省信访条例》', article: '第二十三条' },
    confidence: 'unverified',
    isSetting: true,
  },
  ...proceduresElsewhere(),
  ...promises(),
]

/** Clocks of the ways that a citizen is led to; the office does not owe them, it tells of them. */
function proceduresElsewhere(): DeadlineRule[] {
  const reconsideration = { effectiveFrom: '2024-01-01' as Day, version: 2, confidence: 'verified' } as const
  const before = { effectiveFrom: '1999-10-01' as Day, version: 1, confidence: 'unverified' } as const
  const old = '《行政复议法》（2023 年修订前）'
  const apply = {
    ...common,
    id: 'P-01',
    title: '申请行政复议',
    amount: 60,
    startEvent: '知道或者应当知道该行政行为',
    isOption: true,
    holder: '信访人',
    consequence: '逾期一般不能再申请行政复议',
  } as const
  const decide = {
    ...common,
    id: 'P-02',
    title: '行政复议审理',
    amount: 60,
    startEvent: '行政复议机关受理申请',
    isOption: true,
    holder: '复议机关',
    extension: {
      maxAmount: 30,
      unit: 'natural_days',
      approver: '行政复议机构负责人',
      notice: '书面告知当事人',
    },
    consequence: '由行政复议机关办理',
  } as const
  return [
    { ...apply, ...before, source: { law: old, article: '第九条' } },
    { ...apply, ...reconsideration, source: { law: '《行政复议法》', article: '第二十条' } },
    { ...decide, ...before, source: { law: old, article: '第三十一条' } },
    { ...decide, ...reconsideration, source: { law: '《行政复议法》', article: '第六十二条' } },
    {
      ...common,
      id: 'P-03',
      effectiveFrom: '2008-05-01' as Day,
      title: '申请劳动争议仲裁',
      unit: 'months',
      amount: 12,
      startEvent: '知道或者应当知道权利被侵害',
      isOption: true,
      holder: '信访人',
      consequence: '时效一年，可因主张权利等中断；劳动关系存续期间因拖欠劳动报酬争议的不受限制',
      source: { law: '《劳动争议调解仲裁法》', article: '第二十七条' },
    },
    {
      ...common,
      id: 'P-04',
      effectiveFrom: '2008-05-01' as Day,
      title: '劳动争议仲裁审理',
      amount: 45,
      startEvent: '仲裁委员会受理申请',
      isOption: true,
      holder: '仲裁委员会',
      extension: { maxAmount: 15, unit: 'natural_days', approver: '仲裁委员会主任', notice: '书面通知当事人' },
      consequence: '逾期未裁决的，当事人可以就该争议起诉',
      source: { law: '《劳动争议调解仲裁法》', article: '第四十三条' },
    },
  ]
}

/** Days that people set in the agency's own work; the amount is what they wrote. */
function promises(): DeadlineRule[] {
  const own = {
    ...common,
    amount: 1,
    rolls: 'no',
    isSetting: true,
    confidence: 'verified',
    consequence: '没有法定天数，按约定的日期',
    source: { law: '本单位约定', article: '' },
  } as const
  return [
    { ...own, id: 'G-01', title: '协调会议定事项', startEvent: '协调会' },
    { ...own, id: 'G-02', title: '代理的下一步', startEvent: '上一步' },
    {
      ...own,
      id: 'G-04',
      title: '送达意见书',
      unit: 'working_days',
      amount: 5,
      startEvent: '作出意见',
      consequence:
        '条例没有规定送达的天数，由本单位设定；申请复查、复核的三十日自信访人收到之日起算（第三十五条、第三十六条）',
      source: { law: '本单位设定', article: '' },
    },
    { ...own, id: 'G-03', title: '代理委托期满', startEvent: '委托', isOption: true, holder: '代理委托' },
  ]
}
