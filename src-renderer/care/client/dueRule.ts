import type { GroupConfig } from '../../../src-shared/care/groups.ts'
import { backingText, cadenceText, type VisitRule } from '../../../src-shared/care/rules.ts'
import type { DayStep } from '../../ui/feedback/ExplainedDay.vue'
import type { ClientView } from './careAct.ts'

type Due = ClientView['dueVisits'][number]

/** The rule that called for a visit, in the version of its day; undefined for what was agreed without one. */
export const ruleOf = ({ ruleId, on }: Due, config: GroupConfig | undefined): VisitRule | undefined =>
  config?.rules
    .filter(({ id, effectiveFrom }) => id === ruleId && effectiveFrom <= on)
    .sort((a, b) => a.version - b.version)
    .at(-1)

export const lawOf = (rule: VisitRule | undefined): string => (rule ? backingText(rule) : '')

/** Why a visit is due on a day: the rule that calls for it, in the version of that day, and what stands behind it. */
export function ruleSteps(due: Due, config: GroupConfig | undefined): DayStep[] {
  const rule = ruleOf(due, config)
  const steps: DayStep[] = rule
    ? [
        {
          text: `${config?.title}：${rule.title}，${cadenceText(rule.cadence)}`,
          source: lawOf(rule),
          ...(rule.isSetting ? { caution: '本街道设定的次数，可以由帮扶负责人调整' } : {}),
        },
      ]
    : [{ text: '按方案或者上次约定' }]
  return [
    ...steps,
    { text: '这一段开始', day: due.fromOn },
    { text: '最晚在这一天前走访', day: due.on },
    { text: '到这一天前去了，仍算及时', day: due.graceOn },
    { text: '到这一天前补上，算补访', day: due.lateOn },
  ]
}
