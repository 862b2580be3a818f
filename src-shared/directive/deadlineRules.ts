import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { Day } from '../kernel/day.ts'

const common = {
  version: 1,
  effectiveFrom: '2000-01-01' as Day,
  extension: null,
  pauses: null,
  confidence: 'unverified',
  isSetting: true,
  isOption: false,
} as const satisfies Partial<DeadlineRule>

/**
 * How long a street has for a directive. No law gives a number to either; the district sets them, and each directive keeps
 * the days that were counted when it was written. A changed rule is a new entry with its version and day.
 */
export const DIRECTIVE_DEADLINE_RULES: readonly DeadlineRule[] = [
  {
    ...common,
    id: 'D-01',
    title: '签收',
    unit: 'working_days',
    amount: 1,
    rolls: 'no',
    startEvent: '区里发出',
    consequence: '没有法定天数；一个工作日是通行做法，由区里设定',
    source: { law: '督办工作惯例', article: '' },
  },
  {
    ...common,
    id: 'D-02',
    title: '督办答复',
    unit: 'natural_days',
    amount: 30,
    rolls: 'setting',
    startEvent: '区里发出',
    consequence: '条例要求书面反馈，没有规定天数；三十日参照地方条例，由区里设定',
    source: { law: '参照《上海市信访条例》', article: '第四十一条（《信访工作条例》第四十条要求书面反馈）' },
    confidence: 'seen',
  },
  {
    ...common,
    id: 'D-03',
    title: '交办答复',
    unit: 'natural_days',
    amount: 30,
    rolls: 'setting',
    startEvent: '区里发出',
    consequence: '条例由交办机关指定办理期限；没有另行指定的按三十日，由区里设定',
    source: { law: '《信访工作条例》', article: '第二十二条（办理期限由交办机关指定）' },
    confidence: 'seen',
  },
]
