import { ABSENCE_REASONS, NEED_KINDS, VISIT_WAYS, type GroupId } from '../../../src-shared/care/codes.ts'
import type { GroupConfig } from '../../../src-shared/care/groups.ts'
import type { Question } from '../../../src-shared/care/questions.ts'
import { addDays, formatChinaTime, type Day } from '../../../src-shared/kernel/day.ts'
import {
  choiceField,
  choicesOf,
  choicesOfTexts,
  lackingOf,
  longField,
  payloadOf,
  textField,
  timeField,
  type FieldSpec,
  type Values,
} from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import { parseTime } from '../../workbench/parseTime.ts'
import type { ClientView } from '../client/careAct.ts'

/** What is typed about one person on the way. */
export interface OneVisit {
  clientId: string
  findings: Values
  follows: Values
  response: Values
}
export interface VisitForm {
  head: Values
  visits: OneVisit[]
}

const ANSWER = 'answer_'
const BLANK_PROMISE = { what: '', byOn: '' }

export const emptyHead = (myName: string, now: string): Values => ({
  on: formatChinaTime(now).slice(0, 10),
  time: formatChinaTime(now).slice(11),
  how: 'home',
  visitors: myName,
  place: '',
  hasWoman: false,
})
export const emptyVisit = (clientId: string): OneVisit => ({
  clientId,
  findings: {
    isMet: true,
    absence: '',
    needs: [],
    note: '',
    measures: '',
    nextOn: '',
    slipGiven: false,
    hasAbnormality: false,
  },
  follows: { promises: [] },
  response: { what: '', toName: '' },
})

export const headFields = (): FieldSpec[] => [
  choiceField('how', '走访方式', choicesOf(VISIT_WAYS)),
  dayField('on', '日期'),
  timeField('time', '时间', { hint: '例如 1430' }),
  textField('visitors', '走访人', 120, { required: true, hint: '几个人用顿号隔开' }),
  textField('place', '地点', 100, { hint: '在家中的不填' }),
  { kind: 'check', name: 'hasWoman', label: '有女性走访人' },
]

/** The groups in which somebody is now, with the questions of each; a question that two groups share is asked once. */
export function questionsOf(
  view: ClientView | undefined,
  configOf: (group: GroupId) => GroupConfig | undefined,
): Question[] {
  const running = view?.state.enrolments.filter(({ closed }) => !closed) ?? []
  const all = running.flatMap(({ group }) => configOf(group)?.questions ?? [])
  return all.filter(({ id }, at) => all.findIndex((each) => each.id === id) === at)
}
function questionField({ id, title, kind, choices }: Question): FieldSpec {
  const name = ANSWER + id
  if (kind === 'text') return textField(name, title, 300)
  return choiceField(name, title, choicesOfTexts(kind === 'yes_no' ? ['是', '否'] : choices), {
    required: false,
    allowFree: kind === 'choice',
  } as Partial<FieldSpec>)
}

export function findingsFields(how: unknown, questions: readonly Question[]): FieldSpec[] {
  const isAbsent = how === 'absent'
  return [
    { kind: 'check', name: 'isMet', label: '见到（联系上）本人', isHidden: isAbsent },
    choiceField('absence', '未遇原因', choicesOf(ABSENCE_REASONS), { isHidden: !isAbsent, required: isAbsent }),
    longField('note', isAbsent ? '情况' : '走访情况', 2000, { required: false, rows: 3 } as Partial<FieldSpec>),
    ...(isAbsent ? [] : questions.map(questionField)),
    {
      kind: 'multi',
      name: 'needs',
      label: '困难和需求',
      options: choicesOf(NEED_KINDS),
      span: 'full',
      isHidden: isAbsent,
    },
    longField('measures', '帮扶措施、商定的事', 1024, {
      required: false,
      rows: 2,
      hint: '会印在留给本人的联系单上，别写出帮扶类别',
      isHidden: isAbsent,
    } as Partial<FieldSpec>),
    { kind: 'day', name: 'nextOn', label: '下次走访', isAhead: true },
    { kind: 'check', name: 'slipGiven', label: '留了联系单' },
    { kind: 'check', name: 'hasAbnormality', label: '有异常，要有人签收处理' },
  ]
}
export const promiseFields = (): FieldSpec[] => [
  {
    kind: 'rows',
    name: 'promises',
    label: '答应的事',
    item: '承诺',
    max: 6,
    blank: BLANK_PROMISE,
    fields: [
      textField('what', '答应了什么', 300, { required: true, span: 2 }),
      dayField('byOn', '什么时候前', { isAhead: true }),
    ],
  },
]
export const responseFields = (): FieldSpec[] => [
  longField('what', '异常情况', 500),
  textField('toName', '交给谁', 40, { hint: '对方签收、回复都有时限，到期会提醒' }),
]

/** A day or time that cannot be read is asked for again: midnight would be a visit that nobody made. */
export const headNeeds = ({ time, ...head }: Values): Record<string, string> => ({
  ...lackingOf(headFields(), head, 'head.'),
  ...(parseTime(String(time ?? '')) ? {} : { 'head.time': '请写时间，例如 1430' }),
})

const NOTHING_SAID = '请至少写一样：走访情况、一个问题、困难和需求、帮扶措施或者答应的事'

/** A visit says something, or nobody knows that it was made; one that met nobody says why. In a round it is said whose. */
export function visitNeeds(
  form: VisitForm,
  questions: (clientId: string) => readonly Question[],
  nameOf: (clientId: string) => string,
): Record<string, string> {
  const isAbsent = form.head['how'] === 'absent'
  const sent = roundPayload(form, questions).visits
  const found = form.visits.map(({ clientId, findings, follows, response }, at) => {
    const { needs, note, measures, answers } = sent[at]!.findings
    const path = `visits.${at}.`
    const lacking = {
      ...lackingOf(findingsFields(form.head['how'], []), findings, `${path}findings.`),
      ...(findings['hasAbnormality'] ? lackingOf(responseFields(), response, `${path}follows.response.`) : {}),
      ...lackingOf(promiseFields(), follows, `${path}follows.`),
    }
    const isSilent =
      ![note, measures].some((text) => String(text ?? '').trim()) &&
      (needs as unknown[]).length + Object.keys(answers as object).length === 0 &&
      !findings['hasAbnormality'] &&
      ((sent[at]!.follows as Values)['promises'] as unknown[]).length === 0
    if (isSilent && !isAbsent) lacking[`${path}findings.note`] ??= NOTHING_SAID
    const whose = form.visits.length > 1 ? `${nameOf(clientId)}：` : ''
    return Object.entries(lacking).map(([name, text]) => [name, whose + text] as const)
  })
  return Object.fromEntries(found.flat())
}

function instantOf(on: unknown, time: unknown): string {
  const clock = parseTime(String(time ?? ''))
  const at = new Date(`${String(on)}T${clock}:00+08:00`)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

/** Whether somebody was met, by how it was tried. */
function findingsPayload(how: unknown, questions: readonly Question[], findings: Values): Values {
  const sent = payloadOf(findingsFields(how, questions), findings)
  const answers = Object.fromEntries(
    questions.map(({ id }) => [id, String(sent[ANSWER + id] ?? '')] as const).filter(([, answer]) => answer !== ''),
  )
  return {
    isMet: how !== 'absent' && findings['isMet'] === true,
    absence: how === 'absent' ? findings['absence'] || null : null,
    needs: ((sent['needs'] as string[] | undefined) ?? []).map((kind) => ({ kind, text: '' })),
    note: sent['note'],
    measures: sent['measures'] ?? '',
    answers,
    nextOn: sent['nextOn'],
    slipGiven: sent['slipGiven'],
  }
}

export function roundPayload({ head, visits }: VisitForm, questions: (clientId: string) => readonly Question[]) {
  const visitors = String(head['visitors'] ?? '')
    .split(/[、,，;；\s]+/)
    .filter(Boolean)
  return {
    head: {
      at: instantOf(head['on'], head['time']),
      place: head['place'],
      how: head['how'],
      visitors,
      hasWoman: head['hasWoman'],
    },
    visits: visits.map(({ clientId, findings, follows, response }) => ({
      clientId,
      findings: findingsPayload(head['how'], questions(clientId), findings),
      follows: {
        ...payloadOf(promiseFields(), follows),
        response: findings['hasAbnormality'] ? response : null,
      },
    })),
  }
}

/** The next visit that a rule calls for after this one. */
export function proposedNext(view: ClientView | undefined, today: Day): string {
  const open = view?.dueVisits.filter(({ state, fromOn }) => state === 'open' && fromOn > today) ?? []
  const next = open.map(({ on }) => on).sort()[0]
  return next ?? addDays(today, 30)
}
