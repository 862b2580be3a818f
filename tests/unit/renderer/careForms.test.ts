import { describe, expect, it } from 'vitest'
import { emptyEnrolment, enrolmentNeeds, followEnrolment } from '../../../src-renderer/care/client/enrolActs.ts'
import { groupFaults, groupFields, groupValues } from '../../../src-renderer/care/office/groupForm.ts'
import { emptyHead, emptyVisit, visitNeeds } from '../../../src-renderer/care/visit/visitForm.ts'
import { lackingOf, payloadOf, type Values } from '../../../src-renderer/workbench/fieldSpec.ts'
import { enrolmentFields } from '../../../src-renderer/care/client/enrolActs.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import type { GroupId } from '../../../src-shared/care/codes.ts'
import { backingText } from '../../../src-shared/care/rules.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'

const TODAY = '2026-03-05' as Day
const configOf = (group: GroupId) => BUILT_IN_GROUPS.find((each) => each.group === group)
const groups = { groups: BUILT_IN_GROUPS, configOf }

describe('an enrolment', () => {
  function changed(values: Values, change: Values): Values {
    const before = { ...values }
    Object.assign(values, change)
    followEnrolment(groups, values, Object.keys(change)[0]!, before)
    return values
  }
  it.each(['elderly', 'correction', 'resettlement'])('of %s keeps the end that was typed', (group) => {
    const values = changed(emptyEnrolment(TODAY), { group })
    values['endOn'] = '2027-01-31'
    expect(changed(values, { startOn: '2026-02-01' })['endOn']).toBe('2027-01-31')
    expect(changed(values, { group: 'poverty' })['endOn']).toBe('2027-01-31')
  })
  it('moves an end that it proposed with the beginning, and keeps a purpose that was typed', () => {
    const values = changed(emptyEnrolment(TODAY), { group: 'resettlement' })
    expect(values['endOn']).toBe(configOf('resettlement')!.terms.length ? '2031-03-04' : '')
    expect(changed(values, { startOn: '2026-02-01' })['endOn']).toBe('2031-01-31')
    values['purpose'] = '送煤'
    expect(changed(values, { group: 'elderly' })).toMatchObject({ purpose: '送煤', basis: configOf('elderly')!.basis })
  })
  it('says what it asks for, and that a guardian agrees for a child', () => {
    const values: Values = { ...emptyEnrolment(TODAY), group: 'children', basis: 'consent', purpose: '陪伴' }
    expect(lackingOf(enrolmentFields(groups, values), values, 'enrolments.0.')).toEqual({
      'enrolments.0.consentOn': '请填写同意日期',
    })
    expect(enrolmentNeeds(groups, values, '2012-03-06')).toHaveProperty('basis')
    expect(enrolmentNeeds(groups, values, '2012-03-05')).toEqual({})
    expect(enrolmentNeeds(groups, { ...values, basis: 'guardian' }, '2020-01-01')).toEqual({})
  })
})

describe('a visit', () => {
  const head = emptyHead('甲', '2026-03-05T02:00:00.000Z')
  const asks = () => [{ id: 'wish', title: '希望', kind: 'text' as const, choices: [] }]
  const nameOf = (id: string): string => ({ a: '张三', b: '李四' })[id] ?? ''
  const needs = (how: string, ...visits: Values[]) =>
    visitNeeds(
      {
        head: { ...head, how },
        visits: visits.map((findings, at) => {
          const empty = emptyVisit('ab'[at]!)
          return { ...empty, findings: { ...empty.findings, ...findings } }
        }),
      },
      asks,
      nameOf,
    )
  it('says something: a note, a need, an answer, what was agreed', () => {
    expect(needs('home', {})['visits.0.findings.note']).toMatch(/^请至少写一样/)
    expect(needs('home', { note: '  ' })).toHaveProperty(['visits.0.findings.note'])
    for (const said of [{ note: '都好' }, { needs: ['work'] }, { answer_wish: '没有' }, { measures: '送药' }])
      expect(needs('phone', said)).toEqual({})
  })
  it('that met nobody says why, and in a round whose it is', () => {
    expect(needs('absent', {})).toEqual({ 'visits.0.findings.absence': '请选择未遇原因' })
    expect(needs('absent', { absence: 'out' }, {})).toEqual({ 'visits.1.findings.absence': '李四：请选择未遇原因' })
  })
})

describe('a group', () => {
  const config = configOf('elderly')!
  const faults = (change: Values): Record<string, string> =>
    groupFaults(config, payloadOf(groupFields(config), { ...groupValues(config, TODAY), ...change }))
  it('as it is can be taken', () => expect(faults({})).toEqual({}))
  it('names the field that cannot be', () => {
    expect(faults({ rule0_grace: '两天' })).toHaveProperty('rule0_grace', '请填写整数')
    expect(faults({ retention: '999' })).toEqual({ retention: '不能超过 360' })
    expect(faults({ rule0_grace: '9', rule0_late: '3' })).toEqual({ rule0_late: '补访天数不能少于宽限天数' })
    const row = { title: '电话', track: 'all', length: '0', unit: 'week', times: '1', grace: '1', late: '5' }
    expect(faults({ newRules: [row] })).toHaveProperty(['newRules.0.length'])
    const question = { id: '', title: '问', kind: 'choice', choices: '一个' }
    expect(faults({ questions: [question] })).toEqual({ 'questions.0.choices': '选项不对' })
  })
})

describe('what stands behind a number', () => {
  it('is the law, or that the office may set it; what was only heard is never named', () => {
    const shown = BUILT_IN_GROUPS.flatMap(({ rules, response }) => [...rules, response].map(backingText))
    expect(shown.filter((text) => /某|问答/.test(text))).toEqual([])
    expect(shown).toContain('本单位可调整（参照各地做法）')
    expect(shown.some((text) => text.startsWith('《'))).toBe(true)
  })
})
