import { BASES, CLOSE_REASONS, type GroupId } from '../../../src-shared/care/codes.ts'
import type { Enrolment } from '../../../src-shared/care/fold.ts'
import { addDays, addMonths, Day } from '../../../src-shared/kernel/day.ts'
import { choiceField, choicesOf, longField, textField, type FieldSpec, type Values } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import type { Around, CareActs } from './careAct.ts'

type Groups = Pick<Around, 'groups' | 'configOf'>

const enrolmentOf = ({ view, ref }: Around): Enrolment | undefined => view.state.enrolments.find(({ id }) => id === ref)
const configOfRef = (s: Around) => s.configOf(enrolmentOf(s)?.group as GroupId)
const trackChoices = (config: ReturnType<Around['configOf']>) =>
  config?.tracks.map(({ id, title }) => ({ value: id, label: title })) ?? []
const lawText = (s: Groups, group: unknown): string =>
  s
    .configOf(group as GroupId)
    ?.law.map(({ law, article }) => `${law}${article}`)
    .join('；') ?? ''

export const emptyEnrolment = (today: Day): Values => ({
  group: '',
  track: '',
  basis: '',
  basisNote: '',
  purpose: '',
  toldOn: today,
  consentOn: '',
  consentBy: '',
  startOn: today,
  endOn: '',
})

/** The fields of an enrolment, for a new person and for one more group. */
export function enrolmentFields(s: Groups, values: Values): FieldSpec[] {
  const config = s.configOf(values['group'] as GroupId)
  const isAsked = values['basis'] === 'consent' || values['basis'] === 'guardian'
  return [
    choiceField(
      'group',
      '帮扶类别',
      s.groups.map(({ group, title }) => ({ value: group, label: title })),
    ),
    choiceField('track', '阶段或方案', trackChoices(config), {
      required: false,
      isHidden: (config?.tracks.length ?? 0) < 2,
    }),
    choiceField('basis', '登记依据', choicesOf(BASES)),
    textField('basisNote', '文书或说明', 200, { hint: lawText(s, values['group']) }),
    textField('purpose', '登记用途', 200, { required: true, span: 'full', hint: '只写帮扶要做什么；会印在告知书上' }),
    { kind: 'day', name: 'toldOn', label: '告知日期', hint: '已经说明记什么、为什么记、怎么查' },
    { kind: 'day', name: 'consentOn', label: '同意日期', required: isAsked, isHidden: !isAsked },
    textField('consentBy', '同意的监护人', 40, {
      required: values['basis'] === 'guardian',
      isHidden: values['basis'] !== 'guardian',
    }),
    dayField('startOn', '开始日期', { hint: config?.startEvent ?? '' }),
    {
      kind: 'day',
      name: 'endOn',
      label: '期满日期',
      isAhead: true,
      hint: config?.terms.length ? '按文书填写' : '没有期限的不填',
    },
  ]
}

/** Hidden fields are not sent, but the act knows them. */
export const enrolmentPayload = (values: Values): Values => ({
  ...values,
  track: values['track'] ?? '',
  consentOn: values['consentOn'] ?? null,
  consentBy: values['consentBy'] ?? '',
})

/** Below an age that the group sets it is a guardian who agrees (个人信息保护法 Art. 31). */
export function enrolmentNeeds(
  s: Pick<Groups, 'configOf'>,
  values: Values,
  birthOn: unknown,
  prefix = '',
): Record<string, string> {
  const [born, start] = [Day.safeParse(birthOn), Day.safeParse(values['startOn'])]
  const { askBelow } = s.configOf(values['group'] as GroupId)?.guardian ?? { askBelow: 0 }
  if (!born.success || !start.success || values['basis'] !== 'consent') return {}
  return addMonths(born.data, askBelow * 12) > start.data
    ? { [`${prefix}basis`]: `不满 ${askBelow} 周岁的，由监护人同意，请选“${BASES.guardian}”` }
    : {}
}

/** The last day of the term that the group has for a phase that begins on a day; '' where it has none. */
function endOfTerm(s: Pick<Groups, 'configOf'>, { group, track, startOn }: Values): string {
  const start = Day.safeParse(startOn)
  const terms = s.configOf(group as GroupId)?.terms ?? []
  const term = terms.find(({ tracks }) => tracks.length === 0 || tracks.includes(String(track)))
  return start.success && term ? addDays(addMonths(start.data, term.months), -1) : ''
}

/** What a group proposes: its basis and purpose, and the end of its term. What somebody typed stays. */
export function followEnrolment(
  s: Pick<Groups, 'configOf'>,
  values: Values,
  changed: string,
  before: Values = emptyEnrolment('' as Day),
): void {
  const config = s.configOf(values['group'] as GroupId)
  if (!config || !['group', 'track', 'startOn'].includes(changed)) return
  const propose = (name: string, was: unknown, is: unknown): void => {
    if (!values[name] || values[name] === was) values[name] = is
  }
  if (changed === 'group') {
    const left = s.configOf(before['group'] as GroupId)
    values['track'] = ''
    propose('basis', left?.basis, config.basis)
    propose('purpose', left?.purpose, config.purpose)
  }
  propose('endOn', endOfTerm(s, before), endOfTerm(s, values))
}

const ofEnrolment = (s: Around, more: Values): Values => ({ enrolmentId: s.ref, on: s.today, ...more })

function closeReasons(s: Around) {
  const allowed = configOfRef(s)?.endEvents
  return choicesOf(CLOSE_REASONS).filter(({ value }) => !allowed || allowed.includes(value as never))
}

/** Acts that begin, change and end an enrolment. */
export const ENROL_ACTS: CareActs = {
  enrol: {
    title: '增加帮扶类别',
    verb: '登记',
    initial: ({ today }) => emptyEnrolment(today),
    fields: enrolmentFields,
    follow: followEnrolment,
    needs: (s, values) => enrolmentNeeds(s, values, s.view.state.person?.birthOn),
    toAct: enrolmentPayload,
  },
  reportIn: {
    title: '报到、衔接',
    verb: '保存',
    note: (s) => configOfRef(s)?.startEvent ?? '',
    initial: (s) => ofEnrolment(s, { note: '' }),
    fields: () => [dayField('on', '报到（衔接）日期'), longField('note', '情况', 300, { required: false })],
  },
  changeTrack: {
    title: '调整阶段或方案',
    verb: '调整',
    note: '从调整这一天起，按新的次数安排走访；以前的不变。',
    initial: (s) => ofEnrolment(s, { track: enrolmentOf(s)?.tracks.at(-1)?.track ?? '', reason: '' }),
    fields: (s) => [
      choiceField('track', '阶段或方案', trackChoices(configOfRef(s)), { required: false }),
      dayField('on', '从哪天起'),
      longField('reason', '原因', 200),
    ],
  },
  changeTerm: {
    title: '变更期限',
    verb: '变更',
    initial: (s) => ({ enrolmentId: s.ref, endOn: enrolmentOf(s)?.endOn ?? '', reason: '' }),
    fields: () => [
      { kind: 'day', name: 'endOn', label: '新的期满日期', isAhead: true, hint: '没有期限的不填' },
      longField('reason', '原因', 200),
    ],
  },
  suspend: {
    title: '中止',
    verb: '中止',
    note: '中止期间不安排走访，恢复以后接着算。',
    initial: (s) => ofEnrolment(s, { reason: '' }),
    fields: () => [dayField('on', '从哪天起'), longField('reason', '原因', 200)],
  },
  resume: {
    title: '恢复',
    verb: '恢复',
    initial: (s) => ofEnrolment(s, {}),
    fields: () => [dayField('on', '从哪天起')],
  },
  close: {
    title: '结束帮扶',
    verb: '结束',
    note: '这里结束的是街道的帮扶服务；解除、终止等法律文书由主管机关出具。结束以后可以打印服务结束告知书和小结，记录保存到期后进入销毁清单。',
    initial: (s) => {
      const end = enrolmentOf(s)?.endOn
      return ofEnrolment(s, { on: end && end < s.today ? end : s.today, reason: '', note: '' })
    },
    fields: (s) => [
      dayField('on', '结束日期'),
      choiceField('reason', '结束原因', closeReasons(s)),
      longField('note', '小结', 300, { required: false, hint: '会印在帮扶结束小结上' }),
    ],
  },
  withdrawConsent: {
    title: '撤回同意',
    verb: '撤回并结束',
    note: '撤回不用说明理由。撤回以后不再走访；没有其他依据的记录进入销毁清单。',
    initial: (s) => ofEnrolment(s, { by: '' }),
    fields: () => [dayField('on', '撤回日期'), textField('by', '由谁提出', 40, { hint: '本人提出的不填' })],
  },
}
