import { addMonths } from '../../kernel/day.ts'
import { ON, VERDICTS, words } from './common.ts'
import { act, clockOf, type JointKind } from '../kind.ts'
import { plus } from '../state.ts'

const EFFECTS = { good: '好', fair: '较好', poor: '较差', bad: '差' } as const
const LEVELS = { street: '街道挂牌', district: '区级挂牌', city: '市级挂牌' } as const
const SOURCES = {
  search: '排查发现',
  public: '群众反映',
  patrol: '巡防发现',
  meeting: '会议议定',
  above: '上级交办',
  task: '六联任务',
} as const

/** 问题联治: a listed problem area, from the hazard to the striking off (B.2). Nothing is struck off without a passed re-check. */
export const TROUBLE: JointKind = {
  page: 'cure',
  title: '挂牌问题',
  prefix: 'LZ',
  titleKey: 'title',
  dayKey: 'foundOn',
  typeKey: 'type',
  unitKey: 'lead',
  card: [
    { kind: 'day', key: 'foundOn', label: '排查日期', required: true },
    { kind: 'text', key: 'title', label: '问题名称', max: 80, required: true },
    { kind: 'code', key: 'type', label: '类型', table: 'joint_trouble', required: true },
    { kind: 'choice', key: 'source', label: '来源', options: SOURCES },
    { kind: 'area', key: 'area', label: '居村' },
    { kind: 'text', key: 'place', label: '位置', max: 120, required: true },
    { kind: 'unit', key: 'lead', label: '牵头单位' },
    { kind: 'units', key: 'members', label: '参与单位', max: 200 },
    { kind: 'long', key: 'hazard', label: '问题和隐患', max: 2000, required: true },
  ],
  stages: {
    found: '待定是否挂牌',
    listed: '整治中',
    reported: '待复查',
    passed: '复查通过，待摘牌',
    struck: '已摘牌',
    filed: '未挂牌办结',
  },
  begins: 'found',
  over: ['struck', 'filed'],
  leads: ({ stage }) => (stage === 'reported' ? 'recheck' : stage === 'struck' ? '' : undefined),
  photos: { before: '整改前', after: '整改后' },
  acts: {
    list: act({
      title: '挂牌',
      by: 'head',
      note: '挂牌要写明谁牵头、到哪天、怎么整治；整治期没有填的按本单位的期限算。',
      from: ['found'],
      fields: [
        { ...ON, label: '挂牌日期' },
        { kind: 'choice', key: 'level', label: '挂牌级别', options: LEVELS, required: true },
        { kind: 'unit', key: 'lead', label: '牵头单位', required: true },
        { kind: 'units', key: 'members', label: '参与单位', max: 200 },
        { kind: 'text', key: 'leader', label: '包案领导', max: 40 },
        { kind: 'day', key: 'dueOn', label: '整治期限', isAhead: true },
        words('measures', '整治措施', 2000),
      ],
      whyThis: (_, p) => (p.dueOn && p.dueOn <= p.on ? '整治期限要晚于挂牌日期' : undefined),
      apply: (s, p) => ({
        stage: 'listed',
        dueOn: p.dueOn ?? addMonths(p.on, s.limits.term.amount),
        card: { ...s.card, lead: p.lead, members: p.members, measures: p.measures, leader: p.leader, level: p.level },
        tally: plus(s, { listed: 1, [`level.${p.level}`]: 1 }),
      }),
    }),
    file: act({
      title: '不挂牌办结',
      by: 'head',
      from: ['found'],
      fields: [ON, words('reason', '原因和处理结果')],
      apply: (s, p) => ({
        stage: 'filed',
        closedOn: p.on,
        result: `未挂牌：${p.reason}`,
        tally: plus(s, { filed: 1 }),
      }),
    }),
    progress: act({
      title: '整改情况',
      button: '记录整改情况',
      from: ['listed', 'reported'],
      fields: [ON, { kind: 'unit', key: 'unit', label: '单位' }, words('text', '整改情况', 2000)],
      apply: () => ({}),
    }),
    report: act({
      title: '报请复查',
      note: '整改到位后由牵头单位报请复查；可以先在下面放整改后的照片。',
      from: ['listed'],
      fields: [ON, { kind: 'text', key: 'by', label: '报请人', max: 40 }, words('text', '整改结果', 2000)],
      apply: (s, p) => ({
        stage: 'reported',
        isPassed: false,
        tally: plus(s, { reported: 1, ...(s.dueOn ? { [p.on <= s.dueOn ? 'report.inTime' : 'report.late']: 1 } : {}) }),
      }),
    }),
    recheck: act({
      title: '复查',
      button: '记录复查',
      note: '到现场看。没有通过的退回整治，重新定一个期限。',
      from: ['reported'],
      fields: [
        { ...ON, label: '复查日期' },
        { kind: 'text', key: 'by', label: '复查人', max: 60, required: true },
        { kind: 'choice', key: 'verdict', label: '结论', options: VERDICTS, required: true },
        { kind: 'choice', key: 'effect', label: '效果评估', options: EFFECTS },
        { kind: 'day', key: 'dueOn', label: '重新整治期限', isAhead: true, hint: '没有通过时填写' },
        { kind: 'long', key: 'public', label: '群众评价', max: 500 },
        words('text', '复查情况', 2000),
      ],
      whyThis: (_, p) =>
        (p.verdict === 'pass' && p.effect === 'bad' ? '效果评估为“差”的，不能通过' : undefined) ??
        (p.verdict === 'fail' && (!p.dueOn || p.dueOn <= p.on)
          ? '没有通过的，请写明晚于复查日期的重新整治期限'
          : undefined),
      apply: (s, p) => ({
        stage: p.verdict === 'pass' ? 'passed' : 'listed',
        isPassed: p.verdict === 'pass',
        dueOn: p.verdict === 'pass' ? s.dueOn : p.dueOn,
        tally: plus(s, {
          rechecked: 1,
          [`recheck.${p.verdict}`]: 1,
          ...(p.effect ? { [`effect.${p.effect}`]: 1 } : {}),
        }),
      }),
    }),
    extend: act({
      title: '延长整治期',
      by: 'head',
      from: ['listed'],
      fields: [
        ON,
        { kind: 'day', key: 'dueOn', label: '延长到', isAhead: true, required: true },
        { kind: 'text', key: 'approver', label: '批准人', max: 40, required: true },
        words('reason', '延长理由', 500),
      ],
      whyThis: (s, p) => (s.dueOn && p.dueOn <= s.dueOn ? `延长后的期限要晚于现在的 ${s.dueOn}` : undefined),
      apply: (s, p) => ({ dueOn: p.dueOn, tally: plus(s, { extended: 1 }) }),
    }),
    strike: act({
      title: '摘牌',
      by: 'head',
      note: '复查通过才能摘牌。摘牌后又反弹的，记“反弹”，重新整治。',
      from: ['passed'],
      fields: [
        { ...ON, label: '摘牌日期' },
        { kind: 'text', key: 'approver', label: '批准人', max: 40, required: true },
        words('text', '摘牌意见'),
      ],
      why: (s) => (s.isPassed ? undefined : '最近一次复查没有通过，不能摘牌'),
      apply: (s, p) => ({ stage: 'struck', closedOn: p.on, result: `摘牌：${p.text}`, tally: plus(s, { struck: 1 }) }),
    }),
    rebound: act({
      title: '反弹',
      button: '记录反弹',
      note: '同一处问题又出现的，接着这张卡办，重新整治、重新复查。',
      from: ['passed', 'struck'],
      fields: [
        { ...ON, label: '发现日期' },
        { kind: 'day', key: 'dueOn', label: '整治期限', isAhead: true, required: true },
        words('text', '反弹情况'),
      ],
      whyThis: (_, p) => (p.dueOn <= p.on ? '整治期限要晚于发现日期' : undefined),
      apply: (s, p) => ({
        stage: 'listed',
        isPassed: false,
        closedOn: null,
        result: '',
        dueOn: p.dueOn,
        tally: plus(s, { rebound: 1, ...(s.closedOn ? { struck: -1 } : {}) }),
      }),
    }),
  },
  clocks(s) {
    switch (s.stage) {
      case 'found':
        return clockOf('决定是否挂牌', s.startedOn, '排查登记', 'decide')
      case 'listed':
        return clockOf('整治到位、报请复查', s.movedOn, '挂牌、退回或反弹', s.dueOn && { dueOn: s.dueOn })
      case 'reported':
        return clockOf('复查', s.last['report'], '报请复查', 'recheck')
      case 'passed':
        return clockOf('摘牌', s.last['recheck'], '复查通过', 'strike')
      default:
        return []
    }
  },
}
