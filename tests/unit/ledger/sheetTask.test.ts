import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../../src-shared/kernel/day.ts'
import type { Head } from '../../../src-shared/ledger/sheet/detectHeader.ts'
import { headName, recallMapping, rememberMapping } from '../../../src-shared/ledger/sheet/recallMapping.ts'
import { TASK_SHEET_FIELDS } from '../../../src-shared/ledger/sheet/taskSheetFields.ts'
import { findTaskProblems, firstSentence, toSheetTask } from '../../../src-shared/ledger/toSheetTask.ts'
import { mayBeOf } from '../../../src-shared/linkage/sheetSource.ts'

const TODAY = '2026-03-18' as Day
const KEYS = TASK_SHEET_FIELDS.map(({ key }) => key)
const heads = fc
  .uniqueArray(
    fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== ''),
    { maxLength: 20 },
  )
  .map((titles) => titles.map((title, column): Head => ({ column, title })))

describe('the columns of a list', () => {
  it('come back as they were chosen, whatever the heads are called', () => {
    fc.assert(
      fc.property(heads, fc.infiniteStream(fc.nat(25)), (list, picks) => {
        const free = list.map(({ column }) => column)
        const mapping = Object.fromEntries(
          KEYS.map((key) => {
            const at = picks.next().value as number
            const [column = null] = at < free.length ? free.splice(at, 1) : []
            return [key, column]
          }),
        )
        const names = list.map(headName)
        expect(recallMapping(list, TASK_SHEET_FIELDS, rememberMapping(mapping, names, TASK_SHEET_FIELDS))).toEqual(
          mapping,
        )
      }),
    )
  })

  it('are known under the heads of a hotline’s list', () => {
    const list = ['热线工单编号', '来电时间', '诉求内容', '市民姓名', '市民电话', '诉求地点', '答复时限']
    const mapping = recallMapping(
      list.map((title, column) => ({ column, title })),
      TASK_SHEET_FIELDS,
      {},
    )
    expect(mapping).toMatchObject({ number: 0, receivedOn: 1, facts: 2, reporter: 3, phone: 4, place: 5, dueOn: 6 })
  })

  it('are found although an earlier list lacked them', () => {
    const short = ['工单编号', '诉求内容']
    const used = Object.fromEntries(KEYS.map((key) => [key, key === 'number' ? 0 : key === 'facts' ? 1 : null]))
    const remembered = rememberMapping(used, short, TASK_SHEET_FIELDS)
    const longer = [...short, '来电时间', '市民姓名'].map((title, column) => ({ column, title }))
    expect(recallMapping(longer, TASK_SHEET_FIELDS, remembered)).toMatchObject({ receivedOn: 2, reporter: 3 })
  })

  it('are never used twice, also where the list has changed', () => {
    fc.assert(
      fc.property(heads, fc.dictionary(fc.constantFrom(...KEYS), fc.string({ maxLength: 12 })), (list, remembered) => {
        const columns = Object.values(recallMapping(list, TASK_SHEET_FIELDS, remembered)).filter(
          (each) => each !== null,
        )
        expect(new Set(columns).size).toBe(columns.length)
        for (const column of columns) expect(list.some((head) => head.column === column)).toBe(true)
      }),
    )
  })
})

describe('a row of a list', () => {
  it('is refused or becomes a card that the store takes', () => {
    const value = fc.string({ maxLength: 300, unit: 'grapheme' })
    const rows = fc.record({
      number: value,
      facts: fc.string({ minLength: 1, maxLength: 6000 }),
      summary: value,
      classes: value,
      phone: value,
      place: value,
      people: fc.nat(200_000),
    })
    fc.assert(
      fc.property(rows, (values) => {
        const task = toSheetTask(values, TODAY)
        const problems = findTaskProblems(task)
        expect(new Set(problems.map(({ key }) => key)).size).toBe(problems.length)
        for (const { key } of problems) expect(KEYS).toContain(key)
        if (values.people > 100_000) expect(problems.map(({ key }) => key)).toContain('people')
        if (values.facts.trim().length > 5000) expect(problems.map(({ key }) => key)).toContain('facts')
      }),
    )
  })

  it('is called by its title, else by the first sentence of what it says', () => {
    expect(firstSentence('您好。示范路 1 号漏水！请尽快处理')).toBe('示范路 1 号漏水')
    expect(firstSentence('。井盖缺失，有危险')).toBe('井盖缺失，有危险')
    expect(toSheetTask({ number: ' ＡＢ 12（补）', facts: '漏水' }, TODAY).sheet.number).toBe('AB12（补）')
    expect(toSheetTask({ facts: '漏水', classes: '城建 > 市容/占道' }, TODAY).sheet.classes).toEqual([
      '城建',
      '市容',
      '占道',
    ])
    expect(findTaskProblems(toSheetTask({ number: '1', facts: '漏水', dueOn: '2026-03-17' }, TODAY))).toMatchObject([
      { key: 'dueOn' },
    ])
  })
})

it('the number of one system is not that of another, but may be that of a name nobody knows', () => {
  const known = ['12345 热线', '网格平台']
  expect(mayBeOf('12345热线', '12345 热线', known)).toBe(true)
  expect(mayBeOf('网格平台', '12345 热线', known)).toBe(false)
  expect(mayBeOf('某某中心', '12345 热线', known)).toBe(true)
  expect(mayBeOf('', '12345 热线', known)).toBe(true)
})
