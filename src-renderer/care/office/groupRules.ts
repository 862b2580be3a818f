import type { GroupConfig, ResponseLimits } from '../../../src-shared/care/groups.ts'
import { backingText, TRIGGERS, type Trigger, type Unit, type VisitRule } from '../../../src-shared/care/rules.ts'
import { choiceField, choicesOf, textField, type FieldSpec, type Values } from '../../workbench/fieldSpec.ts'

/** What a street adds to a group and takes away: rules of its own, and how soon somebody answers for an abnormality. */
export const UNITS = { day: '日', week: '周', month: '月' }
export const LIMITS = { hours: '小时', days: '日' }

export const number = (name: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec =>
  ({ kind: 'number', name, label, required: true, ...more }) as FieldSpec

const RESPONSE: Readonly<Record<keyof Omit<ResponseLimits, 'source' | 'confidence' | 'isSetting'>, string>> = {
  signYellow: '签收，黄牌',
  signRed: '签收，红牌',
  answerYellow: '回复，黄牌',
  answerRed: '回复，红牌',
}
const LIMIT_NAMES = Object.keys(RESPONSE) as (keyof typeof RESPONSE)[]

export const responseValues = ({ response }: GroupConfig): Values =>
  Object.fromEntries(
    LIMIT_NAMES.flatMap((name) => [
      [`${name}_amount`, String(response[name].amount)],
      [`${name}_unit`, response[name].unit],
    ]),
  )

export const responseFields = ({ response }: GroupConfig): FieldSpec[] => [
  {
    kind: 'heading',
    name: 'response',
    label: '异常情况的时限',
    hint: `从报告起算，催的是该办的单位。依据：${backingText(response)}`,
  },
  ...LIMIT_NAMES.flatMap((name) => [
    number(`${name}_amount`, RESPONSE[name]),
    choiceField(`${name}_unit`, `${RESPONSE[name]}的单位`, choicesOf(LIMITS)),
  ]),
]

export const responseContent = ({ response }: GroupConfig, values: Values): Record<string, unknown> => ({
  ...response,
  ...Object.fromEntries(
    LIMIT_NAMES.map((name) => [name, { amount: values[`${name}_amount`], unit: values[`${name}_unit`] }]),
  ),
})

/** A choice of nothing would be the usual phase, whose id is empty. */
const ALL = 'all'
const BLANK_RULE = { title: '', track: ALL, length: '1', unit: 'month', times: '1', grace: '3', late: '31' }

/** What a street's own rule may wait for; the law's own events belong to the groups that have them. */
const EVENTS = { occasion: TRIGGERS.occasion, raise: TRIGGERS.raise, start: TRIGGERS.start } satisfies Partial<
  Record<Trigger, string>
>
const BLANK_EVENT = { title: '', track: ALL, trigger: 'occasion', amount: '1', unit: 'days', grace: '0', late: '3' }

/** Rules that no law prescribes can be added by the street; the hint of each says what stands behind it. */
export function newRuleFields({ tracks }: GroupConfig): FieldSpec[] {
  const whose: FieldSpec[] = [
    textField('title', '名称', 60, { required: true }),
    choiceField('track', '阶段或类别', [
      { value: ALL, label: '都走访' },
      ...tracks.map(({ id, title }) => ({ value: `=${id}`, label: title })),
    ]),
  ]
  const late: FieldSpec[] = [number('grace', '晚几天仍算及时'), number('late', '晚几天内可以补')]
  return [
    { kind: 'heading', name: 'more', label: '另加的频次', hint: '本街道自己定的；写明从哪天起，以前的不变' },
    {
      kind: 'rows',
      name: 'newRules',
      label: '另加的频次',
      item: '频次',
      max: 5,
      blank: BLANK_RULE,
      fields: [
        ...whose,
        number('length', '每几'),
        choiceField('unit', '单位', choicesOf(UNITS)),
        number('times', '走访几次'),
        ...late,
      ],
    },
    {
      kind: 'rows',
      name: 'newEvents',
      label: '另加的因事走访',
      item: '因事走访',
      max: 5,
      blank: BLANK_EVENT,
      fields: [
        ...whose,
        choiceField('trigger', '什么事', choicesOf(EVENTS)),
        number('amount', '多久以内'),
        choiceField('unit', '单位', choicesOf(LIMITS)),
        ...late,
      ],
    },
  ]
}

interface NewOne {
  title: string
  track: string
  grace: unknown
  late: unknown
}
export interface NewRule extends NewOne {
  length: unknown
  unit: Unit
  times: unknown
}
export interface NewEvent extends NewOne {
  trigger: keyof typeof EVENTS
  amount: unknown
  unit: keyof typeof LIMITS
}

/** A calendar step of which less than this is left after the registration calls for no visit. */
const leastDays = (unit: Unit, length: unknown): number =>
  unit === 'day' ? 1 : unit === 'week' ? 4 : length === 1 ? 15 : 30

/** The rows as rules; version and day are given where the group's are. */
export function newRules(
  { rules, effectiveFrom }: GroupConfig,
  rows: readonly NewRule[],
  events: readonly NewEvent[],
): unknown[] {
  const taken = new Set(rules.map(({ id }) => id))
  let no = 0
  const freshId = (): string => {
    do no += 1
    while (taken.has(`own${no}`))
    return `own${no}`
  }
  const ofStreet = ({ title, track, grace, late }: NewOne): Record<string, unknown> => ({
    id: freshId(),
    version: 1,
    effectiveFrom,
    title,
    tracks: track === ALL ? [] : [track.slice(1)],
    graceDays: grace,
    lateDays: late,
    source: { law: '本街道规定', article: '' },
    confidence: 'verified',
    isSetting: true,
  })
  return [
    ...rows.map(({ length, unit, times, ...row }) => ({
      ...ofStreet(row),
      cadence: {
        kind: 'steps',
        align: unit === 'day' ? 'start' : 'calendar',
        legs: [{ unit, length, times, steps: null }],
      },
      minDays: leastDays(unit, length),
      ways: ['home', 'phone', 'video', 'unit', 'meet'],
    })),
    ...events.map(({ trigger, amount, unit, ...row }) => ({
      ...ofStreet(row),
      cadence: { kind: 'after', trigger, within: { amount, unit } },
      minDays: 1,
      ways: ['home', 'phone', 'video', 'unit', 'meet'],
    })),
  ]
}

/** What no law prescribes can be given up; what was due before the day stays. */
export const canRetire = ({ isSetting }: VisitRule): boolean => isSetting
