import {
  column,
  percent,
  type CodeTables,
  type CheckRule,
  type FigureRule,
  type LedgerDefinition,
} from '../ledger/definition.ts'
import type { Day } from '../kernel/day.ts'
import { EVENT_SOURCES } from './codes.ts'

/** What of an event its ledger counts. A void event is counted nowhere. */
export interface CountedEvent {
  class: string
  source: string
  /** The community, whether the event lies in one of its grids or in none. */
  communityId: string
  checkedOn: Day | null
  doneOn: Day | null
  matterId: string | null
  monthFound: string
  monthDone: string
}

/** What one event adds: sums of these are the month's figures, 查处率 and 办结率 are quotients of the sums. */
export function eventContributions(c: CountedEvent): Map<string, number> {
  const counts = new Map<string, number>([
    ['total', 1],
    [`class.${c.class.slice(0, 2)}`, 1],
    [`source.${c.source}`, 1],
    [`place.${c.communityId}`, 1],
  ])
  if (c.checkedOn) counts.set('checked', 1)
  if (c.doneOn) counts.set('done', 1)
  if (c.checkedOn && c.doneOn) counts.set('checkedDone', 1)
  if (c.matterId) counts.set('handed', 1)
  return counts
}

const FIGURE = { group: '事件', unit: '件' } as const
const RATE = { group: '比率', unit: '%', decimals: 1, opens: null } as const

function figures(tables: CodeTables): FigureRule[] {
  return [
    { ...FIGURE, key: 'total', title: '发现数', definition: '按发现日期列入本月的事件，作废的不算' },
    { ...FIGURE, key: 'checked', title: '现场查处数', definition: '其中已现场查处的' },
    { ...FIGURE, key: 'done', title: '办结数', definition: '其中已办结的' },
    {
      ...FIGURE,
      key: 'doneNow',
      title: '本月办结',
      definition: '本期办结的，不论何时发现',
      basis: 'done',
      opens: 'total',
      value: (n) => n('total'),
    },
    { ...FIGURE, key: 'checkedDone', title: '查处后办结数', definition: '其中现场查处过、已办结的' },
    { ...FIGURE, key: 'handed', title: '转中心', definition: '转为中心事项的，编号带到事项里' },
    {
      ...RATE,
      key: 'checkRate',
      title: '查处率',
      definition: '现场查处数 ÷ 发现数 × 100%',
      value: (n) => percent(n('checked'), n('total'), 3),
    },
    {
      ...RATE,
      key: 'doneRate',
      title: '办结率',
      definition: '',
      variants: [
        {
          id: 'checked',
          title: '口径一',
          definition: '办结数 ÷ 现场查处数 × 100%（分母是查处数，办结数只算现场查处过的）',
          value: (n) => percent(n('checkedDone'), n('checked'), 3),
        },
        {
          id: 'total',
          title: '口径二',
          definition: '办结数 ÷ 事件总数 × 100%，总数为 0 时记 0.0%',
          value: (n) => percent(n('done'), n('total'), 3) ?? 0,
        },
      ],
    },
    ...tables('linkage_class')
      .filter(({ code }) => code.length === 2)
      .map(({ code, title }): FigureRule => ({
        ...FIGURE,
        key: `class.${code}`,
        group: '分类',
        title,
        definition: '',
      })),
    ...Object.entries(EVENT_SOURCES).map(([code, title]): FigureRule => ({
      ...FIGURE,
      key: `source.${code}`,
      group: '来源',
      title,
      definition: '',
    })),
  ]
}

const CHECKS: readonly CheckRule<CountedEvent>[] = [
  {
    title: '现场查处数 ≤ 发现数',
    relation: '≤',
    left: (n) => n('checked'),
    right: (n) => n('total'),
    why: () => '',
  },
  {
    title: '办结数 ≤ 现场查处数 + 转中心',
    relation: '≤',
    left: (n) => n('done'),
    right: (n) => n('checked') + n('handed'),
    why: (c) => (c.doneOn && !c.checkedOn && !c.matterId ? '没有查处也没有转中心就办结' : ''),
  },
]

const DAY = { kind: 'day', gridWidth: 100 } as const

/** 网格事件台账: counted when asked, from the rows themselves. */
export const GRID_LEDGER: LedgerDefinition<CountedEvent> = {
  id: 'grid',
  title: '网格事件台账',
  shortTitle: '网格台账',
  figuresTitle: '网格事件情况统计',
  noun: '事件',
  numberTitle: '编号',
  dayTitle: '发现日期',
  organisation: 'centreName',
  masksNames: 'none',
  bases: [
    { id: 'found', title: '按发现日期列入' },
    { id: 'done', title: '按办结日期列入' },
  ],
  columns: [
    column('no', '序号', 7, 'center', { kind: 'integer' }),
    column('number', '编号', 18, 'left', { sum: 'count', gridWidth: 150, isFrozen: true }),
    column('foundOn', '发现日期', 9.5, 'center', { ...DAY, isFrozen: true }),
    column('place', '居村委、网格', 26, 'left', { gridWidth: 180, filter: 'whole' }),
    column('placeDetail', '地点', 20, 'left', { gridWidth: 140 }),
    column('source', '来源', 14, 'center', { filter: 'whole' }),
    column('class', '分类', 14, 'center', { filter: 'whole' }),
    column('summary', '事件', 44, 'left', { gridWidth: 300 }),
    column('checkedOn', '查处日期', 9.5, 'center', DAY),
    column('checkedText', '查处情况', 30, 'left', { gridWidth: 200 }),
    column('doneOn', '办结日期', 9.5, 'center', DAY),
    column('doneText', '办理结果', 30, 'left', { gridWidth: 200 }),
    column('matter', '中心事项', 16, 'center', { gridWidth: 130 }),
    column('state', '状态', 12, 'center', { filter: 'whole' }),
  ],
  numberKey: 'number',
  aboutKeys: ['class', 'summary', 'place'],
  footnote: '查处率、办结率以本表件数为分子分母',
  monthsOf: ({ monthFound, monthDone }) => [
    ['found', monthFound],
    ['done', monthDone],
  ],
  contributionsOf: eventContributions,
  figures,
  checks: CHECKS,
  manual: null,
  trend: {
    whole: { measure: 'total', title: '发现' },
    part: { measure: 'done', title: '办结', longTitle: '已办结', rateTitle: '办结占发现' },
    lists: [
      { prefix: 'class.', table: 'linkage_class', title: '按分类', head: '分类' },
      { prefix: 'place.', table: 'places', title: '按居村', head: '居村' },
    ],
  },
  papers: { ledger: 'grid_ledger', figures: 'grid_figures' },
  difference: { series: 'grid_difference', word: '网更字' },
  rowPath: '/linkage/grid-events?event=',
  topics: ['grid', 'matters'],
}
