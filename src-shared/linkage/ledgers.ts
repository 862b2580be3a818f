import {
  column,
  percent,
  quotient,
  type CheckRule,
  type CodeTables,
  type FigureRule,
  type LedgerDefinition,
} from '../ledger/definition.ts'
import { CLOSURES, LEVELS, RATINGS, SOURCES } from './codes.ts'
import { taskContributions, type CountedTask } from './ledgerCounts.ts'

const DAY = { kind: 'day', gridWidth: 100 } as const

const rule = (
  key: string,
  group: string,
  title: string,
  definition = '',
  more: Partial<FigureRule> = {},
): FigureRule => ({ key, group, title, unit: '件', definition, ...more })
const listed = (prefix: string, group: string, titles: Readonly<Record<string, string>>): FigureRule[] =>
  Object.entries(titles).map(([code, title]) => rule(`${prefix}.${code}`, group, title))
const RATE = { unit: '%', opens: null, decimals: 2 } as const

/** 本月各联: the same few figures of each linkage, side by side. */
const ofLinkage = ({ code, title }: { code: string; title: string }): FigureRule[] => [
  rule(`linkage.${code}`, title, '受理'),
  rule(`of.${code}.returned`, title, '退回过', '', { opens: null }),
  rule(`of.${code}.answered.late`, title, '超期答复', '', { opens: null }),
  rule(`of.${code}.card.yellow`, title, '最高到黄牌', '', { opens: null }),
  rule(`of.${code}.card.red`, title, '最高到红牌', '', { opens: null }),
  ...Object.entries(CLOSURES).map(([key, words]) =>
    rule(`of.${code}.closure.${key}`, title, words, '', { opens: null }),
  ),
]

/** The month of tasks (B.2, B.4, C.3). Denominators are named: 办结率 of one place is not that of another. */
export function taskFigures(tables: CodeTables): FigureRule[] {
  return [
    rule('total', '总量', '受理件数', '本期收到并登记为六联任务的事项'),
    ...listed('source', '来源', SOURCES),
    rule('filed', '办理', '备案', '登记备查，不交办'),
    rule('dispatched', '办理', '已交办'),
    rule('helped', '办理', '有协办单位'),
    rule('extended', '办理', '延期'),
    rule('returned', '办理', '退回过'),
    rule('conferred', '办理', '会商过', '再次退回，由会商决定主办单位'),
    rule('reopened', '办理', '重新打开过'),
    rule('verifyFailures', '办理', '验证未通过', '次数；一件可以有几次', { unit: '次' }),
    rule('answerRate', '时限', '按期答复率', '主办单位按期答复数 ÷ 已交办、有答复期限的件数；期限未到的也在分母内', {
      ...RATE,
      value: (n) => percent(n('answered.inTime'), n('answered.due')),
    }),
    rule('answered.late', '时限', '超期答复', '主办单位答复晚于期限（含延期）'),
    rule('answerDays', '时限', '平均办理天数', '从收到到主办单位答复，只算已答复的', {
      unit: '天',
      opens: null,
      decimals: 1,
      value: (n) => quotient(n('answer.days'), n('answer.cycles'), 1),
    }),
    ...Object.entries(LEVELS).map(([code, title]) => rule(`card.${code}`, '督办', title, '按一件任务到过的最高级别计')),
    rule('supervisions', '督办', '督办次数', '', { unit: '次' }),
    ...tables('linkage_cause').map(({ code, title }) =>
      rule(`cause.${code}`, '督办原因', title, '按督办次数计；只按原因统计，不按人统计', { unit: '次' }),
    ),
    rule('closed', '办结', '已办结', '本期收到的任务中已经办结的'),
    rule('closedNow', '办结', '本月办结', '本期办结的，不论何时收到', {
      basis: 'closed',
      opens: 'total',
      value: (n) => n('total'),
    }),
    rule('closeRate', '办结', '办结率', '已办结 ÷ 受理件数', {
      ...RATE,
      value: (n) => percent(n('closed'), n('total')),
    }),
    ...Object.entries(CLOSURES).map(([code, title]) =>
      rule(`closure.${code}`, '办结', title, '三种办结分开统计，互不替代'),
    ),
    ...listed('rating', '评价', RATINGS),
    ...tables('linkage').flatMap(ofLinkage),
  ]
}

const CHECKS: readonly CheckRule<CountedTask>[] = [
  {
    title: '已办结 = 实质性 + 阶段性 + 程序性',
    relation: '=',
    left: (n) => n('closed'),
    right: (n) => n('closure.substantive') + n('closure.stage') + n('closure.procedural'),
    why: (c) => ((c.closedOn !== null) === (c.closure !== '') ? '' : '办结没有写明哪一种'),
  },
  {
    title: '按期答复 + 超期答复 ≤ 应答复',
    relation: '≤',
    left: (n) => n('answered.inTime') + n('answered.late'),
    right: (n) => n('answered.due'),
    why: () => '',
  },
]

/** 六联任务台账: tasks of every linkage; each linkage is a part of the table and a filter of the list. */
export const LINKAGE_LEDGER: LedgerDefinition<CountedTask> = {
  id: 'linkage',
  title: '六联任务台账',
  shortTitle: '六联台账',
  figuresTitle: '六联任务情况统计',
  noun: '任务',
  numberTitle: '编号',
  dayTitle: '收到日期',
  organisation: 'centreName',
  masksNames: 'always',
  bases: [
    { id: 'received', title: '按收到日期列入' },
    { id: 'closed', title: '按办结日期列入' },
  ],
  columns: [
    column('no', '序号', 7, 'center', { kind: 'integer' }),
    column('number', '编号', 16, 'left', { sum: 'count', gridWidth: 150, isFrozen: true }),
    column('receivedOn', '收到日期', 9.5, 'center', { ...DAY, isFrozen: true }),
    column('names', '来件人', 13, 'center', { isName: true, hasPeople: true, gridWidth: 120, isFrozen: true }),
    column('linkage', '属于', 14, 'center', { filter: 'whole' }),
    column('source', '来源', 14, 'center', { filter: 'whole' }),
    column('sheetNumber', '来件编号', 18, 'left', { gridWidth: 150 }),
    column('eventClass', '类别', 14, 'center', { filter: 'whole' }),
    column('summary', '事项', 44, 'left', { gridWidth: 300 }),
    column('leadUnit', '主办单位', 20, 'left', { gridWidth: 150, filter: 'whole' }),
    column('helpers', '协办数', 8, 'center', { kind: 'integer' }),
    column('dispatchedOn', '交办日期', 9.5, 'center', DAY),
    column('dueOn', '答复期限', 9.5, 'center', DAY),
    column('answeredOn', '答复日期', 9.5, 'center', DAY),
    column('returns', '退回', 7, 'center', { kind: 'integer' }),
    column('level', '督办', 12, 'center', { filter: 'whole' }),
    column('closure', '办结方式', 14, 'center', { filter: 'whole' }),
    column('closedOn', '办结日期', 9.5, 'center', DAY),
    column('archivedOn', '归档', 9.5, 'center', DAY),
    column('note', '备注', 12, 'left', { gridWidth: 120 }),
  ],
  numberKey: 'number',
  aboutKeys: ['linkage', 'summary', 'leadUnit'],
  footnote: '期限为本单位设定，不是法定期限',
  leftOut: { words: '分流到六联、还没有受理登记', path: '/linkage?stage=to_describe' },
  monthsOf: ({ monthReceived, monthClosed }) => [
    ['received', monthReceived],
    ['closed', monthClosed],
  ],
  contributionsOf: taskContributions,
  figures: taskFigures,
  checks: CHECKS,
  manual: null,
  trend: {
    whole: { measure: 'total', title: '受理' },
    part: { measure: 'closed', title: '办结', longTitle: '已办结', rateTitle: '办结率' },
    lists: [
      { prefix: 'linkage.', table: 'linkage', title: '按联', head: '联' },
      { prefix: 'cause.', table: 'linkage_cause', title: '按督办原因', head: '原因' },
      { prefix: 'place.', table: 'places', title: '按居村', head: '居村' },
    ],
  },
  papers: { ledger: 'linkage_ledger', figures: 'linkage_figures' },
  difference: { series: 'linkage_difference', word: '联更字' },
  topics: ['linkage', 'matters'],
}
