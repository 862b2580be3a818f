import { describe, expect, it } from 'vitest'
import { firstVersion, type TableVersion } from '../../../src-shared/centre/codeTables.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { CONTENT_CLASSES } from '../../../src-shared/petition/codes.ts'
import {
  checkedNext,
  describeChanges,
  draftFrom,
  faultsOf,
  pasteCodes,
  sortedByCode,
  standingOf,
} from '../../../src-renderer/centre/codeTableForm.ts'

const FIRST = firstVersion(CONTENT_CLASSES)
const SECOND: TableVersion = { ...FIRST, version: 2, effectiveFrom: '2026-07-01' as Day, source: '区通知（测试）' }
const TODAY = '2026-03-10' as Day
const draft = (more: object = {}) => ({ ...draftFrom(FIRST, [FIRST], TODAY), source: '区通知（测试）', ...more })

describe('a new version', () => {
  it('starts with the codes of another, from today or from the version that is still to come', () => {
    expect(draftFrom(FIRST, [FIRST], TODAY)).toMatchObject({ effectiveFrom: TODAY, source: '', title: '信访内容分类' })
    expect(draftFrom(FIRST, [FIRST, SECOND], TODAY).effectiveFrom).toBe('2026-07-01')
    expect(faultsOf([FIRST], draft())).toEqual({})
    expect(checkedNext(draft())?.codes).toEqual(FIRST.codes)
  })

  it('says beside each field what is wrong', () => {
    const codes = [
      { code: '01', title: '农村农业' },
      { code: 'A1', title: '' },
      { code: '０１', title: '又一个' },
    ]
    expect(faultsOf([FIRST, SECOND], { title: ' ', source: '', effectiveFrom: '2026-06-30', codes })).toEqual({
      title: '请填写名称',
      source: '请写明依据或来源',
      effectiveFrom: '不能早于上一版的 2026-07-01：旧事项按旧版显示，不会被改写',
      'codes.1.code': '代码为 1 至 6 位数字',
      'codes.1.title': '请填写名称',
      'codes.2.code': '与第 1 行的代码重复',
    })
    expect(faultsOf([FIRST], draft({ effectiveFrom: '', codes: [] }))).toEqual({
      effectiveFrom: '请填写日期',
      codes: '至少要有一项',
    })
    expect(faultsOf([FIRST], draft({ codes: [{ code: '1', title: '长'.repeat(41) }] }))).toEqual({
      'codes.0.title': '不能超过 40 个字',
    })
  })

  it('says what it changes', () => {
    const codes = [{ code: '01', title: '乡村振兴' }, ...FIRST.codes.slice(2), { code: '20', title: '物业服务' }]
    expect(describeChanges(FIRST, draft({ codes }))).toBe(
      '与第 1 版比：新增 1 项（20 物业服务）；停用 1 项（02 国土（自然）资源）；改名 1 项（01 农村农业→乡村振兴）。',
    )
    expect(describeChanges(FIRST, draft())).toBe('与第 1 版比：代码没有变化。')
    expect(describeChanges(FIRST, draft({ codes: [] }))).toMatch(/停用 17 项（.* 等）/)
  })
})

describe('cells from a spreadsheet', () => {
  const rows = [
    { code: '01', title: '农村农业' },
    { code: '02', title: '国土' },
  ]

  it('lie over the rows from where they were pasted, and add rows', () => {
    expect(pasteCodes(rows, 1, 'title', '０3\t 城乡建设 \r\n04\t民政\r\n')).toEqual([
      rows[0],
      { code: '03', title: '城乡建设' },
      { code: '04', title: '民政' },
    ])
    expect(rows[1]).toEqual({ code: '02', title: '国土' })
  })

  it('lose their headings and empty lines', () => {
    expect(pasteCodes([], 0, 'code', '代码\t名称\r\n01\t甲\r\n\t\r\n02\t乙\r\n')).toEqual([
      { code: '01', title: '甲' },
      { code: '02', title: '乙' },
    ])
  })

  it('of one column go into the column they were pasted in', () => {
    expect(pasteCodes(rows, 0, 'title', '甲\n乙\n丙')).toEqual([
      { code: '01', title: '甲' },
      { code: '02', title: '乙' },
      { code: '', title: '丙' },
    ])
  })

  it('are nothing to lay out where they are one line of text', () => {
    expect(pasteCodes(rows, 0, 'title', '城乡建设\n')).toBeUndefined()
  })
})

it('sorts as digits are read, rows without a code last', () => {
  const rows = ['0301', '', '02', '03'].map((code) => ({ code, title: 'x' }))
  expect(sortedByCode(rows).map(({ code }) => code)).toEqual(['02', '03', '0301', ''])
})

it('knows which version applies today', () => {
  expect(standingOf(FIRST, FIRST, TODAY).text).toBe('今天使用')
  expect(standingOf(SECOND, FIRST, TODAY).text).toBe('还没有生效')
  expect(standingOf(FIRST, SECOND, '2026-07-01' as Day).text).toBe('已有新版')
})
