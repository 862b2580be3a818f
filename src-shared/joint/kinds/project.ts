import type { Day } from '../../kernel/day.ts'
import { ON, words } from './common.ts'
import { act, clockOf, type JointKind } from '../kind.ts'
import { openParts, plus, withPart, type JointState } from '../state.ts'

const whyEarly = ({ startedOn }: JointState, on: Day): string | undefined =>
  startedOn && on < startedOn ? `早于项目开始日期 ${startedOn}；提前开工的请先修改登记` : undefined

/** 平安联创: one of the year's practical projects (实事项目) with its milestones. */
export const PROJECT: JointKind = {
  page: 'build',
  title: '实事项目',
  prefix: 'SS',
  titleKey: 'title',
  dayKey: 'fromOn',
  typeKey: null,
  unitKey: 'lead',
  card: [
    { kind: 'text', key: 'title', label: '项目名称', max: 80, required: true },
    { kind: 'unit', key: 'lead', label: '牵头单位', required: true },
    { kind: 'units', key: 'members', label: '参与单位', max: 200 },
    { kind: 'area', key: 'area', label: '居村' },
    { kind: 'text', key: 'budget', label: '经费', max: 100, hint: '如 20 万元，街道预算' },
    { kind: 'day', key: 'fromOn', label: '开始', isAhead: true, required: true },
    { kind: 'day', key: 'toOn', label: '完成', isAhead: true, required: true },
    words('aim', '目标和内容'),
    {
      kind: 'rows',
      key: 'milestones',
      label: '节点',
      item: '节点',
      max: 20,
      required: true,
      fields: [
        { kind: 'text', key: 'what', label: '做到什么', max: 80, required: true },
        { kind: 'day', key: 'dueOn', label: '到哪天', isAhead: true, required: true },
      ],
    },
  ],
  stages: { planned: '待开工', doing: '进行中', finished: '已完成', stopped: '已中止' },
  begins: 'planned',
  over: ['finished', 'stopped'],
  photos: { before: '实施前', progress: '进行中', after: '完成后' },
  whyCard: (card) => {
    const [from, to] = [String(card['fromOn']), String(card['toOn'])]
    if (to < from) return '完成日期早于开始日期'
    const outside = (card['milestones'] as { dueOn: string }[]).some(({ dueOn }) => dueOn < from || dueOn > to)
    return outside ? '节点要在开始和完成日期之间' : undefined
  },
  /** Milestones that were reached keep their day; the others follow the card. */
  fromCard(card, s) {
    const list = card['milestones'] as { what: string; dueOn: Day }[]
    const old = s.parts.filter(({ list: of }) => of === 'milestone')
    const parts = list.map(({ what, dueOn }, no) => {
      // By its words: lines that were put in, taken out or moved take nobody's day along. At the same place only if renamed.
      const there = old[no]
      const known =
        old.find(({ label }) => label === what) ??
        (there && list.every((each) => each.what !== there.label) ? there : undefined)
      return {
        key: `milestone:${no}`,
        list: 'milestone',
        label: what,
        on: card['fromOn'] as Day,
        at: '',
        dueOn: known?.doneOn ? known.dueOn : dueOn,
        doneOn: known?.doneOn ?? null,
        doneAt: '',
        note: known?.note ?? '',
      }
    })
    const { milestones: was = 0 } = s.tally
    return { parts, dueOn: card['toOn'] as Day, tally: plus(s, { milestones: parts.length - was }) }
  },
  acts: {
    reach: act({
      title: '节点完成',
      button: '登记节点完成',
      from: ['planned', 'doing'],
      fields: [
        { kind: 'part', key: 'part', label: '哪个节点', list: 'milestone', required: true },
        ON,
        { kind: 'long', key: 'text', label: '完成情况', max: 1000 },
      ],
      why: (s) => (openParts(s, 'milestone').length === 0 ? '节点都已完成' : undefined),
      whyOn: whyEarly,
      whyThis: (s, p) =>
        openParts(s, 'milestone').some(({ key }) => key === p.part) ? undefined : '没有这个节点，或者已经完成',
      apply(s, p) {
        const part = s.parts.find(({ key }) => key === p.part)
        return {
          stage: 'doing',
          parts: withPart(s, p.part, { doneOn: p.on, note: p.text }),
          tally: plus(s, { reached: 1, [part?.dueOn && p.on > part.dueOn ? 'reached.late' : 'reached.inTime']: 1 }),
        }
      },
    }),
    progress: act({
      title: '进展',
      button: '登记进展',
      from: ['planned', 'doing'],
      fields: [ON, words('text', '进展')],
      apply: () => ({ stage: 'doing' }),
    }),
    postpone: act({
      title: '调整节点',
      by: 'head',
      from: ['planned', 'doing'],
      fields: [
        { kind: 'part', key: 'part', label: '哪个节点', list: 'milestone', required: true },
        ON,
        { kind: 'day', key: 'dueOn', label: '调整到', isAhead: true, required: true },
        words('reason', '理由', 500),
      ],
      whyThis: (s, p) =>
        !openParts(s, 'milestone').some(({ key }) => key === p.part)
          ? '没有这个节点，或者已经完成'
          : p.dueOn < p.on || p.dueOn < (s.startedOn ?? '')
            ? '调整后的日期早于调整日期或项目开始日期'
            : undefined,
      apply: (s, p) => ({
        parts: withPart(s, p.part, { dueOn: p.dueOn }),
        dueOn: s.dueOn && p.dueOn > s.dueOn ? p.dueOn : s.dueOn,
        tally: plus(s, { postponed: 1 }),
      }),
    }),
    finish: act({
      title: '项目完成',
      from: ['doing'],
      fields: [
        ON,
        { kind: 'text', key: 'accepted', label: '验收人', max: 60, required: true },
        words('text', '完成情况和效果'),
      ],
      why: (s) =>
        openParts(s, 'milestone').length > 0 ? `还有 ${openParts(s, 'milestone').length} 个节点没有完成` : undefined,
      whyOn: (s, on) => {
        const last = s.parts
          .flatMap(({ list, doneOn }) => (list === 'milestone' && doneOn ? [doneOn] : []))
          .sort()
          .at(-1)
        return whyEarly(s, on) ?? (last && on < last ? `早于最后一个节点完成的日期 ${last}` : undefined)
      },
      apply: (s, p) => ({
        stage: 'finished',
        closedOn: p.on,
        result: p.text,
        tally: plus(s, { finished: 1, [s.dueOn && p.on > s.dueOn ? 'finished.late' : 'finished.inTime']: 1 }),
      }),
    }),
    stop: act({
      title: '中止项目',
      by: 'head',
      from: ['planned', 'doing'],
      fields: [ON, words('reason', '理由')],
      apply: (s, p) => ({
        stage: 'stopped',
        closedOn: p.on,
        result: `中止：${p.reason}`,
        tally: plus(s, { stopped: 1 }),
      }),
    }),
  },
  clocks: (s) =>
    s.stage === 'planned' || s.stage === 'doing'
      ? [
          ...openParts(s, 'milestone').flatMap(({ label, on: day, dueOn }) =>
            clockOf(`节点：${label}`, day, '项目开始', dueOn && { dueOn }),
          ),
          ...(openParts(s, 'milestone').length === 0
            ? clockOf('项目完成', s.startedOn, '项目开始', s.dueOn && { dueOn: s.dueOn })
            : []),
        ]
      : [],
}
