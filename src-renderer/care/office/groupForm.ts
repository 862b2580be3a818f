import { GroupConfig } from '../../../src-shared/care/groups.ts'
import type { Question } from '../../../src-shared/care/questions.ts'
import { backingText, type Cadence, type VisitRule } from '../../../src-shared/care/rules.ts'
import { issueTexts } from '../../../src-shared/kernel/issueText.ts'
import { choiceField, choicesOf, textField, type FieldSpec, type Values } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import {
  canRetire,
  LIMITS,
  newRuleFields,
  newRules,
  number,
  responseContent,
  responseFields,
  responseValues,
  UNITS,
  type NewEvent,
  type NewRule,
} from './groupRules.ts'

const KINDS = { yes_no: '是或否', choice: '选一项', text: '填写' }
/** A row left blank is not sent, so it must not look like one that means something: once a month is usual. */
const BLANK_LEG = { unit: 'month', length: '1', times: '', steps: '' }
const BLANK_QUESTION = { id: '', title: '', kind: 'text', choices: '' }

const of = (at: number, name: string): string => `rule${at}_${name}`

/** A group as its form shows it; what no field is for stays as it is. */
export function groupValues(config: GroupConfig, from: string): Values {
  const values: Values = {
    effectiveFrom: from,
    reason: '',
    title: config.title,
    isUsed: config.isUsed,
    visitors: config.visitors,
    purpose: config.purpose,
    retention: String(config.retention.months),
    questions: config.questions.map((each) => ({ ...each, choices: each.choices.join('、') })),
    newRules: [],
    newEvents: [],
    ...responseValues(config),
  }
  config.rules.forEach(({ title, cadence, graceDays, lateDays }, at) => {
    values[of(at, 'title')] = title
    values[of(at, 'grace')] = String(graceDays)
    values[of(at, 'late')] = String(lateDays)
    values[of(at, 'isRetired')] = false
    if (cadence.kind === 'after') {
      values[of(at, 'amount')] = String(cadence.within.amount)
      values[of(at, 'unit')] = cadence.within.unit
    } else {
      values[of(at, 'legs')] = cadence.legs.map(({ unit, length, times, steps }) => ({
        unit,
        length: String(length),
        times: String(times),
        steps: steps === null ? '' : String(steps),
      }))
    }
  })
  return values
}

function ruleFields(rule: VisitRule, at: number): FieldSpec[] {
  const { cadence } = rule
  return [
    { kind: 'heading', name: of(at, 'head'), label: `频次 ${at + 1}`, hint: `依据：${backingText(rule)}` },
    textField(of(at, 'title'), '名称', 60, { required: true }),
    number(of(at, 'grace'), '晚几天仍算及时'),
    number(of(at, 'late'), '晚几天内可以补'),
    ...(cadence.kind === 'after'
      ? [number(of(at, 'amount'), '多久以内'), choiceField(of(at, 'unit'), '单位', choicesOf(LIMITS))]
      : [
          {
            kind: 'rows',
            name: of(at, 'legs'),
            label: '多久走访几次',
            item: '一段',
            max: cadence.align === 'calendar' ? 1 : 12,
            blank: BLANK_LEG,
            fields: [
              number('length', '每几'),
              choiceField('unit', '单位', choicesOf(UNITS)),
              number('times', '走访几次'),
              number('steps', '共几个', { required: false, hint: '一直下去的不填' }),
            ],
          } as FieldSpec,
        ]),
    ...(canRetire(rule)
      ? [{ kind: 'check', name: of(at, 'isRetired'), label: '不再用这一条', span: 'full' } as FieldSpec]
      : []),
  ]
}

export const groupFields = (config: GroupConfig): FieldSpec[] => [
  dayField('effectiveFrom', '从哪天起', { hint: '以前已经安排的不变', isAhead: true }),
  textField('reason', '为什么改', 200, { required: true, span: 2 }),
  textField('title', '名称', 20, { required: true }),
  { kind: 'check', name: 'isUsed', label: '本街道在用' },
  number('retention', '结束后保存几个月'),
  textField('visitors', '由谁走访', 60, { required: true, span: 2 }),
  textField('purpose', '登记用途', 200, { required: true, span: 'full' }),
  ...config.rules.flatMap(ruleFields),
  ...newRuleFields(config),
  ...responseFields(config),
  { kind: 'heading', name: 'ask', label: '走访时问什么', hint: '只问帮扶用得到的；选项用顿号隔开' },
  {
    kind: 'rows',
    name: 'questions',
    label: '问题',
    item: '问题',
    max: 20,
    blank: BLANK_QUESTION,
    fields: [
      textField('title', '问什么', 40, { required: true, span: 2 }),
      choiceField('kind', '怎样答', choicesOf(KINDS)),
      textField('choices', '选项', 300),
    ],
  },
]

type Leg = Extract<Cadence, { kind: 'steps' }>['legs'][number]
function cadenceOf(cadence: Cadence, values: Values, at: number): unknown {
  if (cadence.kind === 'after')
    return { ...cadence, within: { amount: values[of(at, 'amount')], unit: values[of(at, 'unit')] } }
  const legs = (values[of(at, 'legs')] as (Omit<Leg, 'steps'> & { steps: unknown })[]).map((leg) => ({
    ...leg,
    steps: leg.steps === '' ? null : leg.steps,
  }))
  return { ...cadence, legs }
}
const choicesOfText = (text: string): string[] =>
  text
    .split(/[、,，;；]/)
    .map((each) => each.trim())
    .filter(Boolean)

const RULE_FIELDS: Readonly<Record<string, string>> = { graceDays: 'grace', lateDays: 'late' }

/** The field that an issue of the group's schema is about; '' where no single one is. */
function fieldOf(config: GroupConfig, values: Values, path: readonly PropertyKey[]): string {
  const [part, at, ...rest] = path.map(String)
  if (part === 'response' || part === 'retention') return part === 'retention' ? part : `${at}_${rest[0] ?? 'amount'}`
  if (part === 'questions') return [part, at, rest[0] ?? 'choices'].join('.')
  if (part !== 'rules') return part ?? ''
  const kept = config.rules.flatMap((_, index) => (values[of(index, 'isRetired')] === true ? [] : [index]))
  const own = Number(at) - kept.length
  const rows = (values['newRules'] as unknown[]).length
  const name = RULE_FIELDS[rest[0] ?? 'lateDays'] ?? rest.at(-1) ?? 'title'
  if (own >= 0) return own < rows ? `newRules.${own}.${name}` : `newEvents.${own - rows}.${name}`
  return of(kept[Number(at)]!, rest[1] === 'legs' ? ['legs', ...rest.slice(2)].join('.') : name)
}

/** What of the form the group cannot take, by field. */
export function groupFaults(config: GroupConfig, values: Values): Record<string, string> {
  const { group, version } = config
  const content = groupContent(config, values)
  const tried = GroupConfig.safeParse({ ...content, group, version, effectiveFrom: values['effectiveFrom'] })
  return Object.fromEntries(
    Object.entries(issueTexts(tried.error)).map(([path, text]) => [fieldOf(config, values, path.split('.')), text]),
  )
}

/** The whole new version, from what the fields say; `values` with numbers as numbers. */
export function groupContent(config: GroupConfig, values: Values): Record<string, unknown> {
  const { version: _version, effectiveFrom: _from, ...kept } = config
  const asked = values['questions'] as (Omit<Question, 'choices'> & { choices: string })[]
  const taken = new Set(asked.map(({ id }) => id))
  let fresh = 0
  const freshId = (): string => {
    do fresh += 1
    while (taken.has(`own${fresh}`))
    return `own${fresh}`
  }
  // A rule may stand there in several versions; given up are all of them.
  const retired = new Set(config.rules.filter((_, at) => values[of(at, 'isRetired')] === true).map(({ id }) => id))
  return {
    ...kept,
    title: values['title'],
    isUsed: values['isUsed'],
    visitors: values['visitors'],
    purpose: values['purpose'],
    retention: { ...config.retention, months: values['retention'] },
    questions: asked.map(({ id, title, kind, choices }) => ({
      id: id || freshId(),
      title,
      kind,
      choices: kind === 'choice' ? choicesOfText(choices) : [],
    })),
    response: responseContent(config, values),
    rules: [
      ...config.rules
        .map((rule, at) => ({
          ...rule,
          title: values[of(at, 'title')],
          graceDays: values[of(at, 'grace')],
          lateDays: values[of(at, 'late')],
          cadence: cadenceOf(rule.cadence, values, at),
        }))
        .filter(({ id }) => !retired.has(id)),
      ...newRules(config, values['newRules'] as NewRule[], values['newEvents'] as NewEvent[]),
    ],
  }
}
