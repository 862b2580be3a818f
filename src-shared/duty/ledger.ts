import {
  column,
  percent,
  rowsIn,
  type CheckRule,
  type CodeTables,
  type Count,
  type FigureRule,
  type LedgerCells,
  type LedgerDefinition,
} from '../ledger/definition.ts'
import { POST_KINDS, type PostCard } from './model.ts'

/** One post in one month, in shifts and person-shifts; whatever day has not ended yet is expected of nobody. */
export interface CountedPost {
  kind: 'post'
  postKind: PostCard['kind']
  /** Shifts that had to be manned, those manned to their minimum, and those with anybody in them. */
  needed: number
  manned: number
  planned: number
  expected: number
  came: number
  absent: number
  /** Person-shifts by cause of absence; nobody is named. */
  causes: Readonly<Record<string, number>>
}

/** What one line of the month counts, whichever of the kinds it is. */
export type CountedDuty = { month: string } & (
  | CountedPost
  | { kind: 'inspection'; hasProblem: boolean; isHandled: boolean }
  | { kind: 'swap'; isApproved: boolean }
  | { kind: 'alert'; level: string; startsHere: boolean; endsHere: boolean }
  | { kind: 'handover' }
)

export const DUTY_ROWS: Readonly<Record<CountedDuty['kind'], string>> = {
  post: '岗位',
  alert: '防控等级',
  inspection: '查岗',
  swap: '换班',
  handover: '交接班',
}

/** What one line adds; sums of these are the month's figures. */
export function dutyContributions(c: CountedDuty): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (measure: string, n = 1): void => {
    if (n !== 0) counts.set(measure, n)
  }
  if (c.kind === 'post') {
    if (c.needed > 0) {
      add('posts')
      add(`post.${c.postKind}`)
    }
    add('slots', c.needed)
    add('manned', c.manned)
    add('gaps', c.needed - c.manned)
    add('planned', c.planned)
    add('expected', c.expected)
    add('came', c.came)
    add('absent', c.absent)
    add('unsigned', c.expected - c.came - c.absent)
    for (const [code, n] of Object.entries(c.causes)) add(`cause.${code}`, n)
  }
  if (c.kind === 'inspection') {
    add('inspections')
    if (c.hasProblem) add('problems')
    if (c.hasProblem && c.isHandled) add('solved')
  }
  if (c.kind === 'swap') {
    add('asked')
    if (c.isApproved) add('swaps')
  }
  if (c.kind === 'alert') {
    add('alerts')
    add(`level.${c.level}`)
    if (c.startsHere) add('started')
    if (c.endsHere) add('stopped')
  }
  if (c.kind === 'handover') add('handovers')
  return counts
}

const rule = (group: string, key: string, title: string, unit: string, definition = ''): FigureRule => ({
  key,
  group,
  title,
  unit,
  definition,
})
const perCent = (part: string, whole: string) => (n: Count) => percent(n(part), n(whole))

/** 岗位数, 应到, 实到, 到岗率, 发现与处置数 (B.7), and what is said of the orders. */
function figures(tables: CodeTables): FigureRule[] {
  return [
    rule('岗位', 'posts', '岗位数', '个', '本期要求有人的岗位，按现在的岗位设置和防控等级'),
    ...Object.entries(POST_KINDS).map(([code, title]) => rule('岗位', `post.${code}`, `其中：${title}`, '个')),
    rule('岗位', 'slots', '应设班数', '班', '按现在的岗位设置和防控等级'),
    rule('岗位', 'manned', '排满的班数', '班', '达到最低人数（含防控等级增加的人数）'),
    rule('岗位', 'gaps', '没有排满的班数', '班', '应设班数 − 排满的班数'),
    rule('岗位', 'planned', '排了人的班数', '班'),
    rule('到岗', 'expected', '应到', '人次', '已经过去的日子里排了班的人次'),
    rule('到岗', 'came', '实到', '人次', '有到岗签到'),
    rule('到岗', 'absent', '缺勤', '人次', '登记了缺勤；只按原因统计，不按人统计'),
    rule('到岗', 'unsigned', '没有登记', '人次', '既没有签到也没有登记缺勤'),
    {
      ...rule('到岗', 'rate', '到岗率', '%', '实到 ÷ 应到；应到为 0 时空着'),
      decimals: 2,
      opens: null,
      value: perCent('came', 'expected'),
    },
    ...tables('duty_absence').map(({ code, title }) => rule('缺勤原因', `cause.${code}`, title, '人次')),
    rule('换班', 'asked', '申请换班', '次'),
    rule('换班', 'swaps', '换班', '次', '经负责人同意的'),
    rule('防控等级', 'alerts', '生效过的启动令', '次', '本期内有一天以上有效'),
    rule('防控等级', 'started', '本期启动', '次'),
    rule('防控等级', 'stopped', '本期解除', '次'),
    ...tables('duty_level').map(({ code, title }) => rule('防控等级', `level.${code}`, `其中：${title}`, '次')),
    rule('查岗', 'inspections', '查岗次数', '次'),
    rule('查岗', 'problems', '发现问题', '个'),
    rule('查岗', 'solved', '已处置', '个', '写明了处置情况'),
    rule('交接', 'handovers', '交接班', '次'),
  ]
}

const CHECKS: readonly CheckRule<CountedDuty>[] = [
  {
    title: '实到 + 缺勤 ≤ 应到',
    relation: '≤',
    left: (n) => n('came') + n('absent'),
    right: (n) => n('expected'),
    why: () => '',
  },
  {
    title: '发现问题 = 已处置',
    relation: '=',
    left: (n) => n('problems'),
    right: (n) => n('solved'),
    why: (c) => (c.kind === 'inspection' && c.hasProblem && !c.isHandled ? '发现的问题还没有写处置情况' : ''),
  },
]

/** 到岗率 of one post, or of all of them in the sum line. */
export function attendanceRate(rows: readonly LedgerCells[]): string {
  const sum = (key: string): number => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0)
  const rate = percent(sum('came'), sum('expected'))
  return rate === null ? '' : `${rate.toFixed(2)}%`
}

const DAY = { kind: 'day', gridWidth: 100 } as const
const COUNT = { kind: 'integer', sum: 'total', gridWidth: 70 } as const

/**
 * 岗位联勤台账: what was recorded of a month, a line a post with its person-shifts, then orders, inspections, swaps and
 * hand-overs. Shifts that nobody was put on are figures alone: they follow from the posts as they are now, and a signed
 * month must not change with those.
 */
export const DUTY_LEDGER: LedgerDefinition<CountedDuty> = {
  id: 'duty',
  title: '岗位联勤台账',
  shortTitle: '联勤台账',
  figuresTitle: '岗位联勤情况统计',
  noun: '记录',
  numberTitle: '编号',
  dayTitle: '日期',
  organisation: 'centreName',
  masksNames: 'none',
  bases: [{ id: 'on', title: '按勤务日期列入' }],
  columns: [
    column('no', '序号', 8, 'center', { kind: 'integer' }),
    column('number', '编号', 15, 'left', { sum: rowsIn('条'), gridWidth: 100, isFrozen: true }),
    column('kind', '种类', 13, 'center', { filter: 'whole', isFrozen: true }),
    column('name', '岗位、任务', 24, 'left', { gridWidth: 180, isFrozen: true }),
    column('on', '日期', 18, 'center', DAY),
    column('until', '结束', 18, 'center', DAY),
    column('place', '位置', 18, 'left', { gridWidth: 120 }),
    column('postKind', '岗位类型', 16, 'center', { filter: 'whole' }),
    column('shift', '班次', 15, 'center', { gridWidth: 130 }),
    column('level', '防控等级', 13, 'center', { filter: 'whole' }),
    column('people', '上岗、查岗、下令、交接人', 30, 'left', { gridWidth: 200, hasPeople: true }),
    column('leaders', '带班人', 14, 'left', { gridWidth: 110, hasPeople: true }),
    column('duties', '职责', 26, 'left', { gridWidth: 180 }),
    column('shifts', '排班', 8, 'right', COUNT),
    column('expected', '应到', 8, 'right', COUNT),
    column('came', '实到', 8, 'right', COUNT),
    column('absent', '缺勤', 8, 'right', COUNT),
    column('rate', '到岗率', 13, 'right', { sum: attendanceRate, gridWidth: 80 }),
    column('situation', '情况', 32, 'left', { gridWidth: 240 }),
    column('handled', '处置、小结', 28, 'left', { gridWidth: 200 }),
  ],
  numberKey: 'number',
  aboutKeys: ['kind', 'name'],
  footnote: '缺勤只按原因统计，不按人统计',
  monthsOf: ({ month }) => [['on', month]],
  contributionsOf: dutyContributions,
  figures,
  checks: CHECKS,
  manual: null,
  trend: {
    whole: { measure: 'expected', title: '应到' },
    part: { measure: 'came', title: '实到', longTitle: '实到', rateTitle: '到岗率' },
    lists: [{ prefix: 'cause.', table: 'duty_absence', title: '按缺勤原因', head: '原因' }],
  },
  papers: { ledger: 'duty_ledger', figures: 'duty_month_figures' },
  difference: { series: 'duty_difference', word: '勤更字' },
  rowPath: '/duty/entry/',
  topics: ['duty'],
}
