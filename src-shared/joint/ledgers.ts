import {
  column,
  percent,
  quotient,
  type CodeTables,
  type FigureRule,
  type LedgerDefinition,
} from '../ledger/definition.ts'
import type { Day } from '../kernel/day.ts'
import { PAGES, type JointPageName } from './kind.ts'
import { kindOf, kindsOfPage } from './kinds.ts'

/** What of a record its ledger counts; values as in the `joint_item` row. */
export interface CountedJoint {
  kind: string
  type: string
  areaId: string | null
  /** JSON: measure -> number. */
  tally: string
  closedOn: Day | null
  monthStarted: string
  monthClosed: string
}

/** What one record adds to its months: it depends on the record alone, never on the day of counting. */
export function jointContributions(c: CountedJoint): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (measure: string, n: number): void => {
    if (n !== 0) counts.set(measure, (counts.get(measure) ?? 0) + n)
  }
  add('total', 1)
  add(`kind.${c.kind}`, 1)
  if (c.type) add(`type.${c.type}`, 1)
  if (c.areaId) add(`place.${c.areaId}`, 1)
  if (c.closedOn) add('closed', 1)
  for (const [measure, n] of Object.entries(JSON.parse(c.tally) as Record<string, number>)) add(measure, n)
  return counts
}

const rule = (
  key: string,
  group: string,
  title: string,
  unit = '件',
  definition = '',
  more: Partial<FigureRule> = {},
): FigureRule => ({
  ...{ key, group, title, unit, definition },
  ...more,
})
const rate = (key: string, group: string, title: string, definition: string, part: string, whole: string): FigureRule =>
  rule(key, group, title, '%', definition, { opens: null, decimals: 2, value: (n) => percent(n(part), n(whole)) })

/** Ended in the month, whenever it began. */
const closedNow = (group: string, title: string): FigureRule =>
  rule('closedNow', group, title, '件', '本期办结的，不论何时登记', {
    basis: 'closed',
    opens: 'total',
    value: (n) => n('total'),
  })

const kindRules = (page: JointPageName): FigureRule[] =>
  kindsOfPage(page).map((name) => rule(`kind.${name}`, '登记', kindOf(name).title))

/** The month's figures of each page (B.2, 月统计). Denominators are named; nothing is counted by person. */
const FIGURES: Readonly<Record<JointPageName, (tables: CodeTables) => FigureRule[]>> = {
  cure: (tables) => [
    ...kindRules('cure'),
    rule('listed', '挂牌', '挂牌数'),
    rule('filed', '挂牌', '未挂牌办结'),
    rule('extended', '整治', '延长整治期', '次'),
    rule('report.late', '整治', '超期报请复查', '次', '报请复查晚于整治期限（含延长）'),
    rule('rechecked', '复查', '复查', '次'),
    rule('recheck.fail', '复查', '复查未通过', '次'),
    rule('struck', '摘牌', '已摘牌'),
    rule('rebound', '摘牌', '反弹', '次', '复查通过或摘牌后又出现'),
    rate('strikeRate', '摘牌', '摘牌率', '已摘牌 ÷ 挂牌数', 'struck', 'listed'),
    rule('closed', '摘牌', '已办结', '件', '已摘牌，或未挂牌办结'),
    closedNow('摘牌', '本月办结'),
    rate('closeRate', '摘牌', '办结率', '已办结 ÷ 排查登记数', 'closed', 'total'),
    ...Object.entries({ good: '好', fair: '较好', poor: '较差', bad: '差' }).map(([code, title]) =>
      rule(`effect.${code}`, '效果评估', title, '次'),
    ),
    ...tables('joint_trouble').map(({ code, title }) => rule(`type.${code}`, '类型', title)),
  ],
  move: (tables) => [
    ...kindRules('move'),
    rule('orders', '到场', '下达指令', '个'),
    rule('arrived', '到场', '到场', '个'),
    rule('absent', '到场', '没有到场', '个'),
    rate('arriveRate', '到场', '到场率', '到场 ÷ 下达指令', 'arrived', 'orders'),
    rule('responses', '响应', '有时间的到场', '个', '下达和到场都记了时间的'),
    rule('response', '响应', '平均响应时间', '分钟', '到场时间减下达时间的合计 ÷ 有时间的到场', {
      opens: null,
      decimals: 1,
      value: (n) => quotient(n('responseMinutes'), n('responses'), 1),
    }),
    rule('people', '到场', '到场人次', '人次'),
    rule('brief.inTime', '简报和复盘', '按时简报'),
    rule('brief.late', '简报和复盘', '超时简报'),
    rule('debriefed', '简报和复盘', '已复盘'),
    rule('improve', '简报和复盘', '提出改进', '条'),
    rule('improved', '简报和复盘', '落实改进', '条'),
    rule('closed', '简报和复盘', '已归档'),
    closedNow('简报和复盘', '本月归档'),
    ...tables('joint_incident').map(({ code, title }) => rule(`type.${code}`, '类型', title)),
  ],
  forbid: () => [
    ...kindRules('forbid'),
    rule('situations', '研判', '签发形势研判', '期'),
    rule('warnings', '预警', '发布预警提示', '条'),
    rule('receipts', '预警', '应回执', '家'),
    rule('received', '预警', '已回执', '家'),
    rate('receiptRate', '预警', '回执率', '已回执 ÷ 应回执', 'received', 'receipts'),
    rule('households', '预警', '宣传户数', '户', '预警回执和巡防登记的户数之和，同一户可能重复'),
    rule('patrols', '巡防', '巡防', '次'),
    rule('patrolPeople', '巡防', '巡防人次', '人次'),
    rule('patrolHours', '巡防', '巡防时长', '小时'),
    rule('cancelled', '巡防', '取消的计划'),
    rule('found', '巡防', '发现隐患', '处'),
    rule('fixed', '巡防', '当场整改', '处'),
    rate('fixRate', '巡防', '当场整改率', '当场整改 ÷ 发现隐患', 'fixed', 'found'),
  ],
  build: (tables) => [
    ...kindRules('build'),
    rule('selfChecked', '创建', '已自查'),
    rule('reviewed', '创建', '复核', '次'),
    rule('review.pass', '创建', '复核通过', '次'),
    rate('passRate', '创建', '达标率', '复核通过 ÷ 复核（次）', 'review.pass', 'reviewed'),
    rule('awarded', '创建', '命名'),
    rule('refused', '创建', '不予命名'),
    rule('rechecked', '命名后', '复查', '次'),
    rule('recheck.fail', '命名后', '复查未通过', '次'),
    rule('renewed', '命名后', '续期', '次'),
    rule('revoked', '命名后', '撤销命名'),
    rule('lapsed', '命名后', '到期未续'),
    rule('milestones', '实事项目', '节点', '个'),
    rule('reached', '实事项目', '已完成节点', '个'),
    rule('reached.late', '实事项目', '超期完成节点', '个'),
    rule('postponed', '实事项目', '调整节点', '次'),
    rule('finished', '实事项目', '项目完成', '个'),
    ...tables('joint_creation').map(({ code, title }) => rule(`type.${code}`, '创建类别', title)),
  ],
}

const WORDS: Readonly<
  Record<JointPageName, { title: string; short: string; noun: string; table: string; series: string }>
> = {
  cure: { title: '问题联治台账', short: '联治台账', noun: '问题', table: 'joint_trouble', series: '治' },
  move: { title: '工作联动台账', short: '联动台账', noun: '事件', table: 'joint_incident', series: '动' },
  forbid: { title: '治安联防台账', short: '联防台账', noun: '记录', table: 'joint_warning', series: '防' },
  build: { title: '平安联创台账', short: '联创台账', noun: '记录', table: 'joint_creation', series: '创' },
}
const DAY = { kind: 'day', gridWidth: 100 } as const

/** One ledger a linkage, all of one shape. */
const ledgerOfPage = (page: JointPageName): LedgerDefinition<CountedJoint> => {
  const { title, short, noun, table, series } = WORDS[page]
  return {
    id: `joint_${page}`,
    title,
    shortTitle: short,
    figuresTitle: title.replace('台账', '情况统计'),
    noun,
    numberTitle: '编号',
    dayTitle: '开始日期',
    organisation: 'centreName',
    masksNames: 'none',
    bases: [
      { id: 'started', title: '按开始日期列入' },
      { id: 'closed', title: '按办结日期列入' },
    ],
    columns: [
      column('no', '序号', 8, 'center', { kind: 'integer' }),
      column('number', '编号', 26, 'left', { sum: 'count', gridWidth: 130, isFrozen: true }),
      column('startedOn', '开始日期', 19, 'center', { ...DAY, isFrozen: true }),
      column('kind', '种类', 18, 'center', { filter: 'whole' }),
      column('type', '类型', 22, 'center', { filter: 'whole' }),
      column('title', '名称', 48, 'left', { gridWidth: 260 }),
      column('area', '居村', 22, 'center', { filter: 'whole' }),
      column('unit', '牵头或申报单位', 28, 'left', { gridWidth: 150, filter: 'whole' }),
      column('stage', '状态', 22, 'center', { filter: 'whole' }),
      column('dueOn', '期限', 19, 'center', DAY),
      column('closedOn', '办结日期', 19, 'center', DAY),
      column('result', '结果', 44, 'left', { gridWidth: 260 }),
    ],
    numberKey: 'number',
    aboutKeys: ['kind', 'title', 'unit'],
    footnote: '期限为本单位设定，不是法定期限',
    rowPath: '/linkage/records/',
    monthsOf: ({ monthStarted, monthClosed }) => [
      ['started', monthStarted],
      ['closed', monthClosed],
    ],
    contributionsOf: jointContributions,
    figures: FIGURES[page],
    checks: [],
    manual: null,
    trend: {
      whole: { measure: 'total', title: '登记' },
      part: { measure: 'closed', title: '办结', longTitle: '已办结', rateTitle: '办结率' },
      lists: [
        { prefix: 'type.', table, title: '按类型', head: '类型' },
        { prefix: 'place.', table: 'places', title: '按居村', head: '居村' },
      ],
    },
    papers: { ledger: `joint_${page}_ledger`, figures: `joint_${page}_figures` },
    difference: { series: `joint_${page}_difference`, word: `${series}更字` },
    topics: ['joint'],
  }
}

export const JOINT_LEDGERS = {
  joint_forbid: ledgerOfPage('forbid'),
  joint_move: ledgerOfPage('move'),
  joint_cure: ledgerOfPage('cure'),
  joint_build: ledgerOfPage('build'),
} as const satisfies Record<`joint_${JointPageName}`, LedgerDefinition<CountedJoint>>

export const JOINT_PAGES = Object.keys(PAGES) as JointPageName[]
