import { describe, expect, it } from 'vitest'
import { DeadlineRule } from '../../src-shared/calendar/deadlineRule.ts'
import { DEADLINE_RULES, findDeadlineRule, isOption } from '../../src-shared/deadlineRules.ts'
import { CARD_LINES } from '../../src-shared/linkage/deadlineRules.ts'
import { toDay } from '../../src-shared/kernel/day.ts'

describe('the rules of all topics', () => {
  it('are valid, with one entry for an id and version', () => {
    for (const rule of DEADLINE_RULES) expect(DeadlineRule.safeParse(rule).error, rule.id).toBeUndefined()
    const keys = DEADLINE_RULES.map(({ id, version }) => `${id}@${version}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
  it('are found in the version in force on a day, or the newest', () => {
    expect(findDeadlineRule('A-03', toDay('2018-09-30'))).toBeUndefined()
    expect(findDeadlineRule('A-03', toDay('2018-10-01'))?.amount).toBe(30)
    expect(findDeadlineRule('A-03')?.title).toBe('医疗纠纷人民调解期限')
    expect(findDeadlineRule('Z-99')).toBeUndefined()
  })
  it('know a right of the parties from a duty of the office', () => {
    expect([isOption('A-09'), isOption('A-01'), isOption('Z-99')]).toEqual([true, false, false])
    // What the office sets for itself is its own duty; a right comes from the law. The term of a mandate is neither:
    // its two sides agreed on it, and nobody owes anything on its last day; past the line of a card nobody owes more than before.
    const options = DEADLINE_RULES.filter((rule) => rule.isOption && rule.isSetting)
    expect(options.map(({ id }) => id)).toEqual(['G-03', ...[...CARD_LINES].sort()])
  })
})
