import type { Payload } from '../fields.ts'
import { ON, words } from './common.ts'
import { act, clockOf, type JointKind } from '../kind.ts'
import { openParts, plus, withPart } from '../state.ts'

const HOW = { paper: '书面', phone: '电话', notice: '张贴', visit: '上门', group: '工作群' } as const

/** How the source of a fetched count names its month. */
export const fetchedFrom = (ledger: string, month: string): string => `${ledger}（${month}）`
const FETCHED = /^[^；]+（(\d{4}-\d{2})）；/
/** The month that a row of counts was fetched for; undefined for one that was typed in. */
export const monthOfCount = ({ source }: { source?: unknown }): string | undefined => FETCHED.exec(String(source))?.[1]

/** Numbers of one month must not stand under another. */
function whyCounts({ month, counts }: Payload): string | undefined {
  const rows = (counts ?? []) as { title: string; source: string }[]
  const other = rows.find((row) => (monthOfCount(row) ?? month) !== month)
  return (
    other &&
    `“${other.title}”的数取自 ${monthOfCount(other)}，分析月份是 ${String(month)}；请重新取数，或改正月份和来源`
  )
}

/** 治安联防: the month's situation (治安形势研判): counts that the centre has, what the police tell as sums, and what follows. */
export const SITUATION: JointKind = {
  page: 'forbid',
  title: '形势研判',
  prefix: 'YP',
  titleKey: 'title',
  dayKey: 'heldOn',
  typeKey: null,
  unitKey: 'chair',
  card: [
    { kind: 'day', key: 'heldOn', label: '研判日期', required: true },
    { kind: 'month', key: 'month', label: '分析月份', required: true, hint: '如 2026-03' },
    { kind: 'text', key: 'title', label: '标题', max: 80, required: true },
    { kind: 'text', key: 'chair', label: '主持', max: 60, required: true },
    { kind: 'text', key: 'attendees', label: '参加单位', max: 300 },
    {
      kind: 'rows',
      key: 'counts',
      label: '本中心的数',
      item: '数',
      max: 40,
      hint: '由程序从台账取：签发了的月份取签发的数，没有签发的取现在的数。可以删去不用的；改了数，来源也要改',
      fields: [
        { kind: 'text', key: 'title', label: '指标', max: 40, required: true },
        { kind: 'int', key: 'now', label: '本月', max: 1_000_000 },
        { kind: 'int', key: 'before', label: '上月', max: 1_000_000 },
        { kind: 'text', key: 'source', label: '来源', max: 120 },
      ],
    },
    {
      kind: 'rows',
      key: 'police',
      label: '公安提供的汇总数',
      item: '汇总数',
      max: 20,
      hint: '只填汇总数，不填个人、不填具体警情',
      fields: [
        { kind: 'text', key: 'title', label: '指标', max: 40, required: true },
        { kind: 'int', key: 'now', label: '本月', max: 1_000_000 },
        { kind: 'int', key: 'before', label: '上月', max: 1_000_000 },
      ],
    },
    words('situation', '形势和特点', 4000),
    words('problems', '突出问题', 4000),
    words('advice', '下一步措施', 4000),
  ],
  stages: { draft: '待签发', issued: '已签发' },
  begins: 'draft',
  over: ['issued'],
  whyCard: whyCounts,
  photos: {},
  acts: {
    issue: act({
      title: '签发',
      by: 'head',
      from: ['draft'],
      fields: [ON, { kind: 'text', key: 'approver', label: '签发人', max: 40, required: true }],
      apply: (s, p) => ({
        stage: 'issued',
        closedOn: p.on,
        result: `${p.approver}签发`,
        tally: plus(s, { situations: 1 }),
      }),
    }),
  },
  clocks: () => [],
}

/** 治安联防: a warning, to whom it went and who confirmed it. */
export const WARNING: JointKind = {
  page: 'forbid',
  title: '预警提示',
  prefix: 'YJ',
  titleKey: 'title',
  dayKey: 'madeOn',
  typeKey: 'type',
  unitKey: null,
  card: [
    { kind: 'day', key: 'madeOn', label: '拟稿日期', required: true },
    { kind: 'text', key: 'title', label: '标题', max: 80, required: true },
    { kind: 'code', key: 'type', label: '类型', table: 'joint_warning', required: true },
    { kind: 'area', key: 'area', label: '居村' },
    { kind: 'text', key: 'range', label: '发布范围', max: 120, required: true },
    words('text', '提示内容', 3000),
    words('measures', '防范建议', 3000),
    {
      kind: 'rows',
      key: 'to',
      label: '发给谁',
      item: '接收单位',
      max: 40,
      required: true,
      fields: [
        { kind: 'unit', key: 'unit', label: '单位', required: true },
        { kind: 'choice', key: 'how', label: '方式', options: HOW, required: true },
      ],
    },
  ],
  stages: { draft: '待发布', issued: '等待回执', received: '回执收齐', ended: '已解除' },
  begins: 'draft',
  over: ['received', 'ended'],
  photos: {},
  acts: {
    issue: act({
      title: '发布',
      from: ['draft'],
      fields: [
        { ...ON, label: '发布日期' },
        { kind: 'time', key: 'at', label: '时间', hint: '如 09:30' },
        { kind: 'text', key: 'approver', label: '批准人', max: 40, required: true },
      ],
      apply: (s, p, id) => {
        const to = (s.card['to'] ?? []) as { unit: string; how: string }[]
        return {
          stage: 'issued',
          parts: to.map(({ unit, how }, no) => ({
            key: `${id}:${no}`,
            list: 'receipt',
            label: `${unit}（${HOW[how as keyof typeof HOW] ?? ''}）`,
            on: p.on,
            at: p.at,
            dueOn: null,
            doneOn: null,
            doneAt: '',
            note: '',
          })),
          tally: plus(s, { warnings: 1, receipts: to.length }),
        }
      },
    }),
    receipt: act({
      title: '回执',
      button: '登记回执',
      from: ['issued'],
      fields: [
        { kind: 'part', key: 'part', label: '哪个单位', list: 'receipt', required: true },
        ON,
        { kind: 'text', key: 'by', label: '回执人', max: 40 },
        { kind: 'int', key: 'households', label: '宣传户数', max: 100_000, unit: ' 户' },
        { kind: 'long', key: 'text', label: '落实情况', max: 1000 },
      ],
      whyThis: (s, p) =>
        openParts(s, 'receipt').some(({ key }) => key === p.part) ? undefined : '没有这个接收单位，或者已经回执',
      apply(s, p) {
        const parts = withPart(s, p.part, {
          doneOn: p.on,
          note: [p.households > 0 ? `${p.households} 户` : '', p.text].filter(Boolean).join('，'),
        })
        const isAll = openParts({ parts }, 'receipt').length === 0
        return {
          parts,
          ...(isAll ? { stage: 'received', closedOn: p.on, result: '回执收齐' } : {}),
          tally: plus(s, { received: 1, households: p.households }),
        }
      },
    }),
    end: act({
      title: '解除',
      from: ['issued', 'received'],
      fields: [ON, words('reason', '原因', 500)],
      apply: (_, p) => ({ stage: 'ended', closedOn: p.on, result: `解除：${p.reason}` }),
    }),
  },
  clocks: (s) =>
    s.stage === 'issued'
      ? clockOf(`收齐回执（还差 ${openParts(s, 'receipt').length} 家）`, s.last['issue'], '发布', 'receipt')
      : [],
}

/** 治安联防: a plan of patrols and what came of it, as sums. No tracks, no names of who walked where. */
export const PATROL: JointKind = {
  page: 'forbid',
  title: '巡防计划',
  prefix: 'XF',
  titleKey: 'title',
  dayKey: 'fromOn',
  typeKey: null,
  unitKey: 'lead',
  card: [
    { kind: 'text', key: 'title', label: '计划名称', max: 80, required: true },
    { kind: 'unit', key: 'lead', label: '牵头单位', required: true },
    { kind: 'area', key: 'area', label: '居村' },
    { kind: 'text', key: 'place', label: '区域或部位', max: 200, required: true },
    { kind: 'day', key: 'fromOn', label: '从哪天', isAhead: true, required: true },
    { kind: 'day', key: 'toOn', label: '到哪天', isAhead: true, required: true },
    { kind: 'text', key: 'times', label: '时段', max: 80, required: true, hint: '如 每晚 19:00—21:00' },
    {
      kind: 'rows',
      key: 'teams',
      label: '力量',
      item: '队伍',
      max: 20,
      required: true,
      fields: [
        { kind: 'text', key: 'team', label: '队伍', max: 60, required: true },
        { kind: 'int', key: 'people', label: '人数', max: 10_000, required: true },
        { kind: 'text', key: 'leader', label: '带队人', max: 40 },
      ],
    },
    words('tasks', '任务'),
  ],
  stages: { planned: '待开展', doing: '进行中', finished: '已完成', cancelled: '已取消' },
  begins: 'planned',
  over: ['finished', 'cancelled'],
  photos: {},
  whyCard: (card) => (String(card['toOn']) < String(card['fromOn']) ? '结束日期早于开始日期' : undefined),
  fromCard: (card) => ({ dueOn: card['toOn'] as never }),
  acts: {
    done: act({
      title: '巡防情况',
      button: '登记一次巡防',
      note: '只记汇总：多少人、多少小时、发现和整改了几处，不记谁走到哪里。',
      from: ['planned', 'doing'],
      fields: [
        ON,
        { kind: 'int', key: 'people', label: '人次', max: 10_000, required: true },
        { kind: 'int', key: 'hours', label: '小时', max: 10_000, required: true },
        { kind: 'int', key: 'found', label: '发现隐患', max: 1000, unit: ' 处' },
        { kind: 'int', key: 'fixed', label: '当场整改', max: 1000, unit: ' 处' },
        { kind: 'int', key: 'households', label: '宣传户数', max: 100_000, unit: ' 户' },
        { kind: 'long', key: 'text', label: '情况', max: 1000 },
      ],
      whyThis: (s, p) =>
        p.fixed > p.found
          ? '整改不能多于发现'
          : s.startedOn && p.on < s.startedOn
            ? `早于计划开始的 ${s.startedOn}`
            : undefined,
      apply: (s, p) => ({
        stage: 'doing',
        tally: plus(s, {
          patrols: 1,
          patrolPeople: p.people,
          patrolHours: p.hours,
          found: p.found,
          fixed: p.fixed,
          households: p.households,
        }),
      }),
    }),
    finish: act({
      title: '计划完成',
      from: ['doing'],
      fields: [ON, words('text', '小结')],
      apply: (_, p) => ({ stage: 'finished', closedOn: p.on, result: p.text }),
    }),
    cancel: act({
      title: '取消计划',
      from: ['planned', 'doing'],
      fields: [ON, words('reason', '原因', 300)],
      apply: (s, p) => ({
        stage: 'cancelled',
        closedOn: p.on,
        result: `取消：${p.reason}`,
        tally: plus(s, { cancelled: 1 }),
      }),
    }),
  },
  clocks: (s) =>
    s.stage === 'planned' || s.stage === 'doing'
      ? clockOf('登记完成或取消', s.startedOn, '计划', s.dueOn && { dueOn: s.dueOn })
      : [],
}
