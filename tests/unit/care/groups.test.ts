import { describe, expect, it } from 'vitest'
import { GROUP_IDS } from '../../../src-shared/care/codes.ts'
import { GroupConfig, groupOn } from '../../../src-shared/care/groups.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import { cadenceText, type VisitRule } from '../../../src-shared/care/rules.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'

const of = (group: GroupConfig['group']): GroupConfig => BUILT_IN_GROUPS.find((each) => each.group === group)!
const faults = (config: unknown): string[] =>
  GroupConfig.safeParse(config).error?.issues.map(({ message }) => message) ?? []
const day = (text: string): Day => text as Day

describe('groups that ship', () => {
  it('are one version of each, and valid', () => {
    expect(BUILT_IN_GROUPS.map(({ group }) => group).sort()).toEqual([...GROUP_IDS].sort())
    for (const config of BUILT_IN_GROUPS) expect(GroupConfig.parse(config)).toEqual(config)
  })

  it('share no list that an editor could change for two', () => {
    const lists = BUILT_IN_GROUPS.flatMap(({ rules }) => rules.flatMap((rule) => [rule, rule.ways]))
    expect(new Set(lists).size).toBe(lists.length)
  })

  it('call a number law only where it stands in one', () => {
    const law = BUILT_IN_GROUPS.flatMap(({ rules }) => rules).filter(({ isSetting }) => !isSetting)
    expect(law.map(({ title }) => title)).toEqual(['每月探访'])
    for (const { rules } of BUILT_IN_GROUPS)
      for (const rule of rules) expect(rule.isSetting || rule.confidence === 'verified').toBe(true)
  })

  it('hold the days and terms of the detox rules (14, 37-40) and of correction (21)', () => {
    expect(of('detox')).toMatchObject({
      reportIn: { days: 15 },
      terms: [{ months: 36, from: 'reportIn', isLongest: false }],
    })
    expect(of('recovery')).toMatchObject({ reportIn: { days: 15 }, terms: [{ months: 36, isLongest: true }] })
    expect(of('correction')).toMatchObject({ reportIn: { days: 10 }, helpers: [{ who: 'woman' }, { who: 'juvenile' }] })
    expect(of('resettlement').terms.map(({ months, isSetting }) => [months, isSetting])).toEqual([
      [60, true],
      [36, true],
    ])
  })

  it('ask for nothing that helpers need not know', () => {
    const asked = JSON.stringify(BUILT_IN_GROUPS.flatMap(({ questions, tracks }) => [questions, tracks]))
    expect(asked).not.toMatch(/危险|等级|检测|尿|罪|病情|诊断|服药|宗教|信仰|党|政治|轨迹|风险|重点人|稳控/)
  })
})

describe('a version of the street', () => {
  const config = of('elderly')
  const [rule] = config.rules as [VisitRule]
  const withRule = (more: object): object => ({ ...config, rules: [{ ...rule, ...more }] })

  it.each([
    [withRule({ tracks: ['none'] }), '频次规则用到了没有的阶段或类别'],
    [{ ...config, rules: [rule, rule] }, '频次规则的版本重复'],
    [{ ...config, tracks: [{ id: 'a', title: '甲' }], rules: [] }, '缺少常规阶段'],
    [{ ...config, questions: [config.questions[0], config.questions[0]] }, '问题重复'],
    [withRule({ graceDays: 5, lateDays: 4 }), '补访天数不能少于宽限天数'],
    [
      withRule({
        cadence: { kind: 'steps', align: 'start', legs: [{ unit: 'day', length: 2, times: 3, steps: null }] },
      }),
      '一个周期内的次数不能多于天数',
    ],
    [
      withRule({
        cadence: { kind: 'steps', align: 'calendar', legs: [{ unit: 'day', length: 9, times: 1, steps: null }] },
      }),
      '按日历的周期只能是周或月，没有期限',
    ],
    [
      { ...config, response: { ...config.response, signYellow: { amount: 2, unit: 'days' } } },
      '黄牌时限不能长于红牌时限',
    ],
  ])('is refused with a reason', (edited, message) => {
    expect(faults(edited)).toEqual([message])
  })

  it('is in force from its day', () => {
    const second = { ...config, version: 2, effectiveFrom: day('2026-03-01') }
    const all = [second, ...BUILT_IN_GROUPS]
    expect(groupOn(all, 'elderly', day('2026-02-28')).version).toBe(1)
    expect(groupOn(all, 'elderly', day('2026-03-01')).version).toBe(2)
    expect(groupOn(all, 'elderly', day('1990-01-01')).version).toBe(1)
  })

  it('says its rules in words', () => {
    expect(of('elderly').rules.map(({ cadence }) => cadenceText(cadence))).toEqual([
      '每月 1 次',
      '每周 1 次',
      '每季度 1 次',
      '报告异常或重大变化后 24 小时内',
      '通知极端天气、节日后 1 日内',
    ])
    expect(of('detox').rules.map(({ cadence }) => cadenceText(cadence))).toEqual([
      '前 12 个月每 1 个月 1 次，后续 12 个月每 2 个月 1 次，后续 12 个月每 3 个月 1 次',
      '前 6 个月每 1 个月 2 次，后续 6 个月每 1 个月 1 次，后续 12 个月每 2 个月 1 次，后续 12 个月每 3 个月 1 次',
    ])
  })
})
