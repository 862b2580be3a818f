import { ON, words } from './common.ts'
import { act, clockOf, type JointKind } from '../kind.ts'
import { addHours, minutesBetween } from '../minutes.ts'
import { findPart, openParts, plus, withPart, type JointState } from '../state.ts'

const LEVELS = { i: '一级', ii: '二级', iii: '三级', iv: '四级', task: '联合行动' } as const
const at = { kind: 'time', key: 'at', label: '时间', hint: '如 09:30' } as const

const isBrieved = (s: JointState): boolean => s.last['brief'] !== undefined
const briefDue = (s: JointState) => {
  const end = s.last['end']
  const { amount, unit } = s.limits.brief
  return end && unit === 'hours' ? addHours(end, s.lastAt['end'] || '23:59', amount) : undefined
}
const isBriefInTime = (s: JointState, day: string, time: string): boolean => {
  const due = briefDue(s)
  return !due || day < due.on || (day === due.on && (time === '' || time <= due.at))
}

/** 工作联动: an incident with orders, arrival, handling and debrief (B.2). Times are counted by unit of the street, never by person. */
export const INCIDENT: JointKind = {
  page: 'move',
  title: '联动事件',
  prefix: 'LD',
  titleKey: 'title',
  dayKey: 'happenedOn',
  typeKey: 'type',
  unitKey: 'lead',
  card: [
    { kind: 'day', key: 'happenedOn', label: '发生日期', required: true },
    { kind: 'time', key: 'happenedAt', label: '发生时间', hint: '如 09:30' },
    { kind: 'text', key: 'title', label: '事由', max: 80, required: true },
    { kind: 'code', key: 'type', label: '类型', table: 'joint_incident', required: true },
    { kind: 'choice', key: 'level', label: '等级', options: LEVELS, required: true },
    { kind: 'unit', key: 'lead', label: '牵头单位' },
    { kind: 'area', key: 'area', label: '居村' },
    { kind: 'text', key: 'place', label: '地点', max: 120, required: true },
    { kind: 'text', key: 'reporter', label: '报告单位', max: 60 },
    { kind: 'long', key: 'facts', label: '简要情况', max: 2000, required: true },
  ],
  stages: { open: '处置中', ended: '待简报和复盘', debriefed: '改进落实中', closed: '已归档' },
  begins: 'open',
  over: ['closed'],
  leads: ({ stage, last }) =>
    stage === 'ended' ? (last['brief'] ? 'debrief' : 'brief') : stage === 'debriefed' ? 'improved' : undefined,
  photos: { scene: '现场', after: '处置后' },
  acts: {
    order: act({
      title: '下达指令',
      from: ['open'],
      fields: [
        ON,
        { ...at, required: true },
        { kind: 'text', key: 'by', label: '下达人', max: 40, required: true },
        {
          kind: 'rows',
          key: 'units',
          label: '单位和任务',
          item: '指令',
          max: 20,
          required: true,
          fields: [
            { kind: 'unit', key: 'unit', label: '单位', required: true },
            { kind: 'text', key: 'task', label: '任务', max: 200, required: true },
          ],
        },
      ],
      apply: (s, p, id) => ({
        parts: [
          ...s.parts,
          ...p.units.map(({ unit, task }, no) => ({
            key: `${id}:${no}`,
            list: 'order',
            label: `${unit}：${task}`,
            on: p.on,
            at: p.at,
            dueOn: null,
            doneOn: null,
            doneAt: '',
            note: '',
          })),
        ],
        tally: plus(s, { orders: p.units.length }),
      }),
    }),
    arrive: act({
      title: '到场',
      button: '记录到场',
      from: ['open', 'ended'],
      fields: [
        { kind: 'part', key: 'part', label: '哪个单位', list: 'order', required: true },
        ON,
        { ...at, required: true },
        { kind: 'int', key: 'people', label: '到场人数', max: 10_000 },
        { kind: 'text', key: 'leader', label: '带队人', max: 40 },
      ],
      why: (s) => (openParts(s, 'order').length === 0 ? '没有还没到场的指令' : undefined),
      whyThis(s, p) {
        const part = findPart(s, p.part)
        if (!part || part.doneOn) return '没有这条指令，或者已经登记过到场'
        const minutes = minutesBetween(part.on, part.at, p.on, p.at)
        return minutes !== null && minutes < 0 ? `到场早于下达指令的时间 ${part.on} ${part.at}` : undefined
      },
      apply(s, p) {
        const part = findPart(s, p.part)
        const minutes = part ? minutesBetween(part.on, part.at, p.on, p.at) : null
        return {
          parts: withPart(s, p.part, { doneOn: p.on, doneAt: p.at, note: p.people > 0 ? `${p.people} 人` : '' }),
          tally: plus(s, {
            arrived: 1,
            people: p.people,
            ...(minutes === null ? {} : { responses: 1, responseMinutes: minutes }),
          }),
        }
      },
    }),
    absent: act({
      title: '没有到场',
      button: '记录没有到场',
      from: ['open', 'ended'],
      fields: [
        { kind: 'part', key: 'part', label: '哪个单位', list: 'order', required: true },
        ON,
        { kind: 'long', key: 'reason', label: '原因', max: 300, required: true },
      ],
      why: (s) => (openParts(s, 'order').length === 0 ? '没有还没到场的指令' : undefined),
      whyThis: (s, p) =>
        openParts(s, 'order').some(({ key }) => key === p.part) ? undefined : '没有这条指令，或者已经登记过',
      apply: (s, p) => ({
        parts: withPart(s, p.part, { doneOn: p.on, note: `没有到场：${p.reason}` }),
        tally: plus(s, { absent: 1 }),
      }),
    }),
    handle: act({
      title: '处置情况',
      button: '记录处置情况',
      from: ['open'],
      fields: [ON, at, { kind: 'unit', key: 'unit', label: '单位' }, words('text', '处置情况')],
      apply: () => ({}),
    }),
    end: act({
      title: '处置结束',
      from: ['open'],
      fields: [ON, { ...at, required: true }, words('result', '处置结果')],
      whyThis: (s, p) => {
        const started = s.card['happenedAt']
        const minutes =
          s.startedOn && typeof started === 'string' ? minutesBetween(s.startedOn, started, p.on, p.at) : null
        return minutes !== null && minutes < 0 ? '结束早于发生时间' : undefined
      },
      apply: (s, p) => ({ stage: 'ended', result: p.result, tally: plus(s, { ended: 1 }) }),
    }),
    brief: act({
      title: '简报',
      button: '记录简报',
      note: '处置结束后及时向街道和区里简报；时限由本单位设定（惯例，未核实）。',
      from: ['ended', 'debriefed'],
      fields: [
        ON,
        { ...at, required: true },
        { kind: 'text', key: 'to', label: '报送', max: 60, required: true },
        words('text', '简报内容', 5000),
      ],
      why: (s) => (isBrieved(s) ? '已经简报' : undefined),
      apply: (s, p) => ({ tally: plus(s, { [isBriefInTime(s, p.on, p.at) ? 'brief.inTime' : 'brief.late']: 1 }) }),
    }),
    debrief: act({
      title: '复盘',
      button: '记录复盘',
      note: '看的是机制和流程，不追究个人；要改的每一条写明哪个单位、到哪天。',
      from: ['ended'],
      fields: [
        ON,
        { kind: 'text', key: 'chair', label: '主持人', max: 40, required: true },
        { kind: 'text', key: 'attendees', label: '参加单位', max: 300, required: true },
        words('good', '做得好的'),
        words('lacking', '不足'),
        {
          kind: 'rows',
          key: 'improve',
          label: '改进',
          item: '改进',
          max: 20,
          fields: [
            { kind: 'text', key: 'what', label: '改什么', max: 200, required: true },
            { kind: 'unit', key: 'unit', label: '单位', required: true },
            { kind: 'day', key: 'dueOn', label: '到哪天', isAhead: true, required: true },
          ],
        },
      ],
      whyThis: (_, p) => (p.improve.some(({ dueOn }) => dueOn < p.on) ? '改进期限早于复盘日期' : undefined),
      apply: (s, p, id) => ({
        stage: 'debriefed',
        parts: [
          ...s.parts,
          ...p.improve.map(({ what, unit, dueOn }, no) => ({
            key: `${id}:${no}`,
            list: 'improve',
            label: `${unit}：${what}`,
            on: p.on,
            at: '',
            dueOn,
            doneOn: null,
            doneAt: '',
            note: '',
          })),
        ],
        tally: plus(s, { debriefed: 1, improve: p.improve.length }),
      }),
    }),
    improved: act({
      title: '改进落实',
      button: '记录改进落实',
      from: ['debriefed'],
      fields: [
        { kind: 'part', key: 'part', label: '哪一条改进', list: 'improve', required: true },
        ON,
        words('text', '落实情况'),
      ],
      why: (s) => (openParts(s, 'improve').length === 0 ? '没有待落实的改进' : undefined),
      whyThis: (s, p) =>
        openParts(s, 'improve').some(({ key }) => key === p.part) ? undefined : '没有这条改进，或者已经落实',
      apply: (s, p) => ({
        parts: withPart(s, p.part, { doneOn: p.on, note: p.text }),
        tally: plus(s, { improved: 1 }),
      }),
    }),
    close: act({
      title: '归档',
      by: 'head',
      from: ['debriefed'],
      fields: [ON, { kind: 'long', key: 'text', label: '备注', max: 500 }],
      why: (s) =>
        !isBrieved(s)
          ? '还没有简报'
          : openParts(s, 'order').length > 0
            ? '有指令没有登记是否到场'
            : openParts(s, 'improve').length > 0
              ? '有改进还没有落实'
              : undefined,
      apply: (_, p) => ({ stage: 'closed', closedOn: p.on }),
    }),
  },
  clocks(s) {
    if (s.stage === 'open' || s.stage === 'closed') return []
    const ended = s.last['end']
    return [
      ...(isBrieved(s) ? [] : clockOf('简报', ended, '处置结束', 'brief', s.lastAt['end'] ?? '')),
      ...(s.stage === 'ended' ? clockOf('复盘', ended, '处置结束', 'debrief') : []),
      ...openParts(s, 'improve').flatMap(({ label, on: day, dueOn }) =>
        clockOf(`落实 ${label}`, day, '复盘', dueOn && { dueOn }),
      ),
    ]
  },
}
