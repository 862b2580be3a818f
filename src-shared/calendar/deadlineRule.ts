import { z } from 'zod'
import { Day } from '../kernel/day.ts'

/** `natural_days` 自然日 · `working_days` 工作日 · `months` 月 (the corresponding day). */
export const DeadlineUnit = z.enum(['natural_days', 'working_days', 'months'])
export type DeadlineUnit = z.infer<typeof DeadlineUnit>

/** The unit as it stands after a number: `30日`, `3个工作日`, `1个月`. */
export const UNIT_TEXT: Record<DeadlineUnit, string> = { natural_days: '日', working_days: '个工作日', months: '个月' }

/**
 * How far a rule was checked: `verified` against the text of the law, `seen` quoted in public but
 * not read in full, `unverified` practice or memory. Screens show the last two as such.
 */
export const RuleConfidence = z.enum(['verified', 'seen', 'unverified'])
export type RuleConfidence = z.infer<typeof RuleConfidence>

/**
 * One statutory or customary time limit as data. A newer version is a new entry with the same id,
 * so that an old matter is still counted by the rule of its day ({@link ruleInForce}).
 */
export const DeadlineRule = z.strictObject({
  id: z.string().min(1).max(40),
  version: z.int().min(1),
  effectiveFrom: Day,
  title: z.string().min(1).max(60),
  unit: DeadlineUnit,
  amount: z.int().min(1).max(1000),
  /** The event that starts the clock, as a person would name it. */
  startEvent: z.string().min(1).max(100),
  /** Whether a last day that is a day off moves to the next working day; `setting`: the office decides. */
  rolls: z.enum(['yes', 'no', 'setting']),
  extension: z
    .strictObject({
      /** Largest total extension in `unit`; null if no limit is laid down. */
      maxAmount: z.int().min(1).nullable(),
      unit: DeadlineUnit,
      /** Who must agree. */
      approver: z.string().min(1).max(100),
      /** Whom to tell and how, or empty. */
      notice: z.string().max(100),
    })
    .nullable(),
  /** What stops the clock (its days are not counted), or null. */
  pauses: z.string().max(100).nullable(),
  /** What follows if the day passes. */
  consequence: z.string().max(200),
  source: z.strictObject({ law: z.string().min(1).max(100), article: z.string().max(60) }),
  confidence: RuleConfidence,
  /** True if the number is the office's own choice or a local rule taken as a model, not law here. */
  isSetting: z.boolean(),
  /**
   * True for a right of the citizen (an application, a review) and whatever else the office does not
   * owe: its last day is somebody else's. It lapses and is never overdue.
   */
  isOption: z.boolean(),
  /** Whose an option is, for the screen, where it is not the citizen's (当事人). */
  holder: z.string().min(1).max(20).optional(),
})
export type DeadlineRule = z.infer<typeof DeadlineRule>

/** The newest version of rule `id` in force on `day`, or undefined if there is none yet. */
export function ruleInForce(rules: readonly DeadlineRule[], id: string, day: Day): DeadlineRule | undefined {
  return rules
    .filter((rule) => rule.id === id && rule.effectiveFrom <= day)
    .reduce<DeadlineRule | undefined>(
      (newest, rule) => (newest && newest.version > rule.version ? newest : rule),
      undefined,
    )
}

/** Whose last day an option has: `当事人的最后一日`; empty for what the office owes. */
export const optionText = ({ isOption, holder }: Pick<DeadlineRule, 'isOption' | 'holder'>): string =>
  isOption ? `${holder ?? '当事人'}的最后一日` : ''

/** `《医疗纠纷预防和处理条例》第三十八条`; unverified rules carry a warning. */
export function sourceText(rule: DeadlineRule): string {
  const warning = { verified: '', seen: '（依据待核对原文）', unverified: '（做法，未核实依据）' }[rule.confidence]
  return `${rule.source.law}${rule.source.article}${warning}`
}
