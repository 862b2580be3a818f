import { addMonths, type Day } from '../../kernel/day.ts'
import { ON, VERDICTS, words } from './common.ts'
import { act, clockOf, type JointKind } from '../kind.ts'
import { plus, type JointState } from '../state.ts'
import { totalPoints } from '../standards.ts'

const scores = { kind: 'scores', key: 'scores', label: '得分', required: true } as const

type Scores = readonly { score: number }[]
const sumOf = (given: Scores): number => given.reduce((sum, { score }) => sum + score, 0)

/** Why points do not fit the criteria that the application was made under. */
function whyScores({ standard }: JointState, given: Scores): string | undefined {
  if (!standard) return '没有标准'
  if (given.length !== standard.criteria.length) return `请给每条标准打分，共 ${standard.criteria.length} 条`
  const over = standard.criteria.find(({ points }, at) => (given[at]?.score ?? 0) > points)
  return over ? `“${over.title}”最多 ${over.points} 分` : undefined
}
const whyPass = (s: JointState, given: Scores, verdict: string): string | undefined =>
  verdict === 'pass' && s.standard && sumOf(given) < s.standard.passPoints
    ? `得分 ${sumOf(given)}，低于达标分 ${s.standard.passPoints}，不能通过`
    : undefined

const whyExpired = ({ untilOn }: JointState, on: Day): string | undefined =>
  untilOn && on > untilOn ? `命名已于 ${untilOn} 到期，请重新申报` : undefined

/** Whether the name may be borne on a day: from the award on, up to its last day, unless it was withdrawn. */
export const isAwardedOn = (s: JointState, day: Day): boolean =>
  (s.stage === 'awarded' || s.stage === 'rectify') && s.untilOn !== null && day <= s.untilOn

/** What a list says of a name whose last day has passed without a word. */
export const LAPSED = { title: '到期未续', what: '到期未续：补记续期，或登记到期、重新申报' } as const

/** 平安联创: application, self-check, review, award with its last day, re-check (B.2). No award outlives its last day. */
export const CREATION: JointKind = {
  page: 'build',
  title: '创建申报',
  prefix: 'CJ',
  titleKey: 'unit',
  dayKey: 'appliedOn',
  typeKey: 'type',
  unitKey: 'unit',
  card: [
    { kind: 'day', key: 'appliedOn', label: '申报日期', required: true },
    { kind: 'code', key: 'type', label: '创建类别', table: 'joint_creation', required: true },
    { kind: 'text', key: 'unit', label: '申报单位', max: 80, required: true },
    { kind: 'area', key: 'area', label: '居村' },
    { kind: 'text', key: 'contact', label: '联系人', max: 40 },
    { kind: 'text', key: 'phone', label: '联系电话', max: 30 },
    words('reason', '申报理由和基础'),
  ],
  stages: {
    applied: '待自查',
    checked: '待复核',
    reviewed: '复核通过，待命名',
    awarded: '已命名',
    rectify: '命名后整改',
    refused: '未予命名',
    revoked: '已撤销命名',
    lapsed: '到期未续',
  },
  begins: 'applied',
  over: ['refused', 'revoked', 'lapsed'],
  standing: 'awarded',
  leads: ({ stage, isPassed }) =>
    stage === 'checked' ? 'review' : stage === 'awarded' ? (isPassed ? 'renew' : 'recheck') : undefined,
  photos: { proof: '创建情况' },
  acts: {
    selfCheck: act({
      title: '自查',
      button: '登记自查',
      note: '由申报单位对照标准逐条打分；标准是申报那天生效的一版。',
      from: ['applied', 'checked'],
      fields: [
        ON,
        { kind: 'text', key: 'by', label: '自查人', max: 40, required: true },
        scores,
        { kind: 'long', key: 'text', label: '说明', max: 1000 },
      ],
      whyThis: (s, p) => whyScores(s, p.scores),
      apply: (s, p) => ({
        stage: 'checked',
        result: `自查 ${sumOf(p.scores)} 分`,
        tally: plus(s, s.stage === 'applied' ? { selfChecked: 1 } : {}),
      }),
    }),
    review: act({
      title: '复核',
      button: '登记复核',
      note: '台账核验、现场看、听民意。低于达标分不能通过。',
      from: ['checked'],
      fields: [
        { ...ON, label: '复核日期' },
        { kind: 'text', key: 'by', label: '复核人', max: 60, required: true },
        { kind: 'choice', key: 'verdict', label: '结论', options: VERDICTS, required: true },
        scores,
        words('text', '复核意见'),
      ],
      whyThis: (s, p) => whyScores(s, p.scores) ?? whyPass(s, p.scores, p.verdict),
      apply: (s, p) => ({
        stage: p.verdict === 'pass' ? 'reviewed' : 'applied',
        isPassed: p.verdict === 'pass',
        result: `复核 ${sumOf(p.scores)} 分${p.verdict === 'pass' ? '' : '，未通过'}`,
        tally: plus(s, { reviewed: 1, [`review.${p.verdict}`]: 1 }),
      }),
    }),
    award: act({
      title: '命名',
      by: 'head',
      note: '有效期按申报类别的设置算；到期前要复查，通过才能续。',
      from: ['reviewed'],
      fields: [
        { ...ON, label: '命名日期' },
        { kind: 'text', key: 'number', label: '文号', max: 60 },
        { kind: 'text', key: 'approver', label: '批准人', max: 40, required: true },
      ],
      why: (s) => (s.isPassed && s.standard ? undefined : '复核没有通过，不能命名'),
      apply: (s, p) => {
        const untilOn = addMonths(p.on, s.standard?.validMonths ?? 1)
        return {
          stage: 'awarded',
          isPassed: false,
          untilOn,
          result: `命名，有效期到 ${untilOn}`,
          tally: plus(s, { awarded: 1 }),
        }
      },
    }),
    refuse: act({
      title: '不予命名',
      by: 'head',
      from: ['applied', 'checked', 'reviewed'],
      fields: [ON, words('reason', '理由')],
      apply: (s, p) => ({
        stage: 'refused',
        closedOn: p.on,
        result: `不予命名：${p.reason}`,
        tally: plus(s, { refused: 1 }),
      }),
    }),
    recheck: act({
      title: '命名后复查',
      button: '登记复查',
      from: ['awarded', 'rectify'],
      fields: [
        { ...ON, label: '复查日期' },
        { kind: 'text', key: 'by', label: '复查人', max: 60, required: true },
        { kind: 'choice', key: 'verdict', label: '结论', options: VERDICTS, required: true },
        { kind: 'day', key: 'dueOn', label: '整改期限', isAhead: true, hint: '没有通过时填写' },
        scores,
        words('text', '复查情况'),
      ],
      whyOn: whyExpired,
      whyThis: (s, p) =>
        whyScores(s, p.scores) ??
        whyPass(s, p.scores, p.verdict) ??
        (p.verdict === 'fail' && (!p.dueOn || p.dueOn <= p.on) ? '没有通过的，请写明整改期限' : undefined),
      apply: (s, p) => ({
        stage: p.verdict === 'pass' ? 'awarded' : 'rectify',
        isPassed: p.verdict === 'pass',
        dueOn: p.verdict === 'pass' ? null : p.dueOn,
        tally: plus(s, { rechecked: 1, [`recheck.${p.verdict}`]: 1 }),
      }),
    }),
    renew: act({
      title: '续期',
      by: 'head',
      from: ['awarded'],
      fields: [ON, { kind: 'text', key: 'approver', label: '批准人', max: 40, required: true }],
      why: (s) => (s.isPassed ? undefined : '上次命名后还没有通过复查，不能续期'),
      whyOn: (s, on) =>
        whyExpired(s, on) ??
        (s.untilOn && addMonths(on, s.standard?.validMonths ?? 1) <= s.untilOn
          ? `有效期到 ${s.untilOn}，还有整整一期，不用续期`
          : undefined),
      apply: (s, p) => {
        // from the old last day: who renews in time loses none of it
        const untilOn = addMonths(s.untilOn ?? p.on, s.standard?.validMonths ?? 1)
        return { isPassed: false, untilOn, result: `续期到 ${untilOn}`, tally: plus(s, { renewed: 1 }) }
      },
    }),
    revoke: act({
      title: '撤销命名',
      by: 'head',
      from: ['awarded', 'rectify'],
      fields: [ON, words('reason', '理由')],
      apply: (s, p) => ({
        stage: 'revoked',
        closedOn: p.on,
        untilOn: null,
        result: `撤销：${p.reason}`,
        tally: plus(s, { revoked: 1 }),
      }),
    }),
    lapse: act({
      title: '到期未续',
      button: '登记到期未续',
      from: ['awarded', 'rectify'],
      fields: [ON, { kind: 'long', key: 'text', label: '说明', max: 500 }],
      whyOn: (s, on) => (s.untilOn && on <= s.untilOn ? `有效期到 ${s.untilOn}，还没有到期` : undefined),
      apply: (s, p) => ({
        stage: 'lapsed',
        closedOn: p.on,
        result: `有效期到 ${s.untilOn ?? ''}，到期未续`,
        tally: plus(s, { lapsed: 1 }),
      }),
    }),
  },
  outlives: (s) =>
    s.untilOn && (s.stage === 'awarded' || s.stage === 'rectify')
      ? { until: s.untilOn, since: s.last['renew'] ?? s.last['award'] ?? null, title: LAPSED.title, what: LAPSED.what }
      : null,
  whyCard: (_, s) =>
    s.standard && totalPoints(s.standard) < s.standard.passPoints ? '这一类的达标分高于总分，请先改设置' : undefined,
  clocks(s) {
    switch (s.stage) {
      case 'applied':
        return clockOf('自查', s.last['review'] ?? s.startedOn, '申报或上次复核', 'selfCheck')
      case 'checked':
        return clockOf('复核', s.last['selfCheck'], '自查', 'review')
      case 'reviewed':
        return clockOf('命名', s.last['review'], '复核通过', 'award')
      case 'rectify':
        return clockOf('命名后整改', s.last['recheck'], '复查未通过', s.dueOn && { dueOn: s.dueOn })
      case 'awarded': {
        if (!s.untilOn) return []
        const named = s.last['renew'] ?? s.last['award']
        const { amount } = s.limits.beforeExpiry
        return s.isPassed
          ? clockOf('续期（命名到期）', named, '命名', { dueOn: s.untilOn })
          : clockOf('到期前复查', named, '命名', { dueOn: addMonths(s.untilOn, -amount) })
      }
      default:
        return []
    }
  },
}
