import { expect, it } from 'vitest'
import { groupContent, groupFields, groupValues } from '../../../src-renderer/care/office/groupForm.ts'
import { emptyHead, headNeeds } from '../../../src-renderer/care/visit/visitForm.ts'
import { payloadOf, type Values } from '../../../src-renderer/workbench/fieldSpec.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import { GroupConfig } from '../../../src-shared/care/groups.ts'

const elderly = BUILT_IN_GROUPS.find(({ group }) => group === 'elderly')!
const edited = (config: GroupConfig, change: Values): unknown => {
  const values = { ...groupValues(config, config.effectiveFrom), ...change }
  const content = groupContent(config, payloadOf(groupFields(config), values))
  return { ...content, group: config.group, version: config.version, effectiveFrom: config.effectiveFrom }
}

it.each(BUILT_IN_GROUPS)('the form gives $group back as it is while nothing is changed', (config) => {
  expect(GroupConfig.parse(GroupConfig.parse({ ...config, ...(edited(config, {}) as object) }))).toMatchObject({
    rules: config.rules,
    response: config.response,
  })
})

it('a street adds a rule of its own, gives one up that no law prescribes, and sets its response limits', () => {
  const at = elderly.rules.findIndex(({ isSetting }) => isSetting)
  expect(at).toBeGreaterThanOrEqual(0)
  const added = { title: '冬天每周电话', track: 'all', length: '1', unit: 'week', times: '2', grace: '1', late: '5' }
  const config = GroupConfig.parse(
    edited(elderly, { [`rule${at}_isRetired`]: true, newRules: [added], signRed_amount: '30', signRed_unit: 'hours' }),
  )
  expect(config.rules.map(({ id }) => id)).not.toContain(elderly.rules[at]!.id)
  expect(config.rules.at(-1)).toMatchObject({
    id: 'own1',
    title: '冬天每周电话',
    tracks: [],
    isSetting: true,
    cadence: { align: 'calendar', legs: [{ unit: 'week', length: 1, times: 2, steps: null }] },
  })
  expect(config.response.signRed).toEqual({ amount: 30, unit: 'hours' })
})

it('a street adds visits that an event calls for, beside those of the calendar', () => {
  const disabled = BUILT_IN_GROUPS.find(({ group }) => group === 'disabled')!
  const rule = { title: '每月电话', track: 'all', length: '1', unit: 'month', times: '1', grace: '3', late: '31' }
  const event = {
    title: '极端天气',
    track: '=half_year',
    trigger: 'occasion',
    amount: '12',
    unit: 'hours',
    grace: '0',
    late: '3',
  }
  const config = GroupConfig.parse(edited(disabled, { newRules: [rule], newEvents: [event] }))
  expect(config.rules.slice(-2)).toMatchObject([
    { id: 'own1', title: '每月电话' },
    {
      id: 'own2',
      title: '极端天气',
      tracks: ['half_year'],
      isSetting: true,
      cadence: { kind: 'after', trigger: 'occasion', within: { amount: 12, unit: 'hours' } },
    },
  ])
})

it('what a law prescribes cannot be given up', () => {
  const ofLaw = BUILT_IN_GROUPS.find(({ rules }) => rules.some(({ isSetting }) => !isSetting))!
  const at = ofLaw.rules.findIndex(({ isSetting }) => !isSetting)
  expect(groupFields(ofLaw).map(({ name }) => name)).not.toContain(`rule${at}_isRetired`)
})

const HEAD = emptyHead('甲', '2026-03-18T06:30:00.000Z')

it('a time that cannot be read is asked for again, never taken for midnight', () => {
  expect(headNeeds({ ...HEAD, time: '1430' })).toEqual({})
  expect(Object.keys(headNeeds({ ...HEAD, on: '', time: '下午' }))).toEqual(['head.on', 'head.time'])
})
