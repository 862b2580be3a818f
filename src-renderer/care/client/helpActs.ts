import { MEASURE_KINDS, REFERRAL_ANSWERS, REFERRAL_KINDS, SKIP_REASONS } from '../../../src-shared/care/codes.ts'
import { addDays, addMonths } from '../../../src-shared/kernel/day.ts'
import { choiceField, choicesOf, longField, textField } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import { instantNow, type Around, type CareActs } from './careAct.ts'

/** 安置方式 (A.8.2). */
const SETTLE_WAYS = {
  '01': '落实责任田',
  '02': '公益性岗位',
  '03': '企业安置基地',
  '04': '政府安置基地',
  '05': '个体经营',
  '06': '企业吸纳',
  '07': '自主创业',
  '99': '其他',
}
const OUTCOMES = { very_good: '非常好', good: '好', fair: '一般', poor: '不好' }

const visitOf = ({ view, ref }: Around) => view.state.visits.find(({ visitId }) => visitId === ref)

/** Acts on visits, promises, responses, help and referrals. */
export const HELP_ACTS: CareActs = {
  correctVisit: {
    title: '更正走访记录',
    verb: '更正',
    note: '原来写的留着，更正写在它旁边。日期、方式、见没见到人写错了的，在“经过”里收回这次走访，再写一次。',
    initial: (s) => ({
      visitId: s.ref,
      note: visitOf(s)?.note ?? '',
      measures: visitOf(s)?.measures ?? '',
      reason: '',
    }),
    fields: () => [
      longField('note', '走访情况', 2000, { required: false }),
      longField('measures', '帮扶措施', 1024, { required: false }),
      textField('reason', '更正原因', 200, { required: true, span: 'full' }),
    ],
  },
  skipVisit: {
    title: '这次不走访',
    verb: '记下',
    note: '有原因的改期或者不走访是正常的，写明原因即可。',
    initial: (s) => ({
      dueId: s.ref,
      dueOn: s.view.dueVisits.find(({ dueId }) => dueId === s.ref)?.on ?? s.today,
      reason: '',
      note: '',
    }),
    fields: () => [
      choiceField('reason', '原因', choicesOf(SKIP_REASONS)),
      textField('note', '说明', 200, { span: 'full' }),
    ],
  },
  promise: {
    title: '记下答应的事',
    verb: '记下',
    initial: ({ today }) => ({ visitId: null, what: '', byOn: addDays(today, 7) }),
    fields: () => [longField('what', '答应了什么', 300), dayField('byOn', '什么时候前', { isAhead: true })],
  },
  keepPromise: {
    title: '已经兑现',
    verb: '保存',
    initial: (s) => ({ promiseId: s.ref, on: s.today, note: '' }),
    fields: () => [dayField('on', '兑现日期'), longField('note', '情况', 300, { required: false })],
  },
  dropPromise: {
    title: '办不到，已说明',
    verb: '保存',
    initial: (s) => ({ promiseId: s.ref, on: s.today, reason: '' }),
    fields: () => [dayField('on', '向本人说明的日期'), longField('reason', '原因', 200)],
  },
  raise: {
    title: '报告异常情况',
    verb: '报告',
    note: '写清发生了什么、要谁来处理；对方签收、回复都有时限。',
    initial: () => ({ visitId: null, what: '', toName: '' }),
    fields: () => [longField('what', '异常情况', 500), textField('toName', '交给谁', 40)],
    toAct: (values) => ({ ...values, at: instantNow() }),
  },
  signFor: {
    title: '签收',
    verb: '签收',
    // Who signs is the unit that was told, not whoever reported.
    initial: (s) => ({ responseId: s.ref, by: '', opinion: '' }),
    fields: () => [
      textField('by', '签收人', 40, { required: true }),
      longField('opinion', '意见', 300, { required: false }),
    ],
    toAct: (values) => ({ ...values, at: instantNow() }),
  },
  respond: {
    title: '回复处理情况',
    verb: '回复',
    initial: (s) => ({ responseId: s.ref, by: s.myName, unit: '', answer: '' }),
    fields: () => [
      textField('by', '回复人', 40, { required: true }),
      textField('unit', '单位', 60),
      longField('answer', '处理情况', 1000),
    ],
    toAct: (values) => ({ ...values, at: instantNow() }),
  },
  help: {
    title: '记下帮扶',
    verb: '记下',
    initial: ({ today, myName }) => ({ kind: '', on: today, what: '', byName: myName }),
    fields: () => [
      choiceField('kind', '类别', choicesOf(MEASURE_KINDS)),
      dayField('on', '日期'),
      longField('what', '做了什么', 500),
      textField('byName', '谁做的', 40),
    ],
  },
  refer: {
    title: '转介',
    verb: '记下',
    note: '转介前先问本人；只告诉对方办这件事要用的内容。',
    initial: ({ today }) => ({ kind: '', unit: '', on: today, what: '', answerBy: '' }),
    fields: () => [
      choiceField('kind', '转介类别', choicesOf(REFERRAL_KINDS)),
      textField('unit', '转给哪个单位', 80, { required: true }),
      dayField('on', '日期'),
      { kind: 'day', name: 'answerBy', label: '约定答复日期', isAhead: true },
      longField('what', '办什么事', 500),
    ],
  },
  answerReferral: {
    title: '转介答复',
    verb: '保存',
    initial: (s) => ({ referralId: s.ref, on: s.today, result: '', answer: '' }),
    fields: () => [
      choiceField('result', '结果', choicesOf(REFERRAL_ANSWERS)),
      dayField('on', '答复日期'),
      longField('answer', '答复内容', 500, { required: false }),
    ],
  },
  review: {
    title: '季度小结、年度评估',
    verb: '保存',
    note: '次数、帮扶内容会自动印在纸上，这里写情况和下一步。成效说的是帮扶做得怎样，不是对人的评价。',
    initial: ({ today }) => ({ kind: 'quarter', from: addMonths(today, -3), to: today, text: '', outcome: '' }),
    fields: () => [
      choiceField('kind', '种类', choicesOf({ quarter: '季度小结', year: '年度评估' })),
      choiceField('outcome', '帮扶成效', choicesOf(OUTCOMES), { required: false }),
      dayField('from', '从'),
      dayField('to', '到'),
      longField('text', '情况和下一步', 3000),
    ],
    follow: (s, values, changed) => {
      if (changed === 'kind') values['from'] = addMonths(s.today, values['kind'] === 'year' ? -12 : -3)
    },
    toAct: (values) => ({ ...values, outcome: values['outcome'] || null }),
  },
  settled: {
    title: '记下安置',
    verb: '记下',
    initial: (s) => ({ enrolmentId: s.ref, on: s.today, way: '', note: '' }),
    fields: () => [
      choiceField('way', '安置方式', choicesOf(SETTLE_WAYS)),
      dayField('on', '日期'),
      longField('note', '情况', 300, { required: false }),
    ],
  },
  takeBack: {
    title: '收回这一条',
    verb: '收回',
    note: '收回以后不再算数，时间线上仍看得到曾经写过。',
    initial: (s) => ({ eventId: s.ref, reason: '' }),
    fields: () => [longField('reason', '原因', 200)],
  },
}
