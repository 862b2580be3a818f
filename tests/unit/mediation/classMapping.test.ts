import { describe, expect, it } from 'vitest'
import { codeTitle, hasCode } from '../../../src-shared/kernel/codeTable.ts'
import {
  proposeFromText,
  proposeGovernanceClass,
  proposeJusticeClass,
} from '../../../src-shared/mediation/classMapping.ts'
import { JUSTICE_CLASSES } from '../../../src-shared/mediation/disputeClasses.ts'
import {
  GOVERNANCE_CLASSES,
  GOVERNANCE_GROUPS,
  governanceGroup,
} from '../../../src-shared/mediation/governanceClasses.ts'

describe('code tables', () => {
  it('has the 18 justice classes in order', () => {
    expect(JUSTICE_CLASSES.codes.map(({ code }) => code)).toEqual(
      Array.from({ length: 18 }, (_, index) => String(index + 1).padStart(2, '0')),
    )
    expect(codeTitle(JUSTICE_CLASSES, '17')).toBe('物业纠纷')
    expect(codeTitle(JUSTICE_CLASSES, '19')).toBeUndefined()
  })
  it('has 17 governance groups whose classes carry their group code', () => {
    expect(GOVERNANCE_GROUPS.map(({ code }) => code).join(' ')).toBe(
      '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 99',
    )
    for (const { code, title, minor } of GOVERNANCE_GROUPS) {
      expect(title).not.toBe('')
      for (const each of minor) expect(each.code).toMatch(new RegExp(`^${code}\\d\\d$`))
    }
    const codes = GOVERNANCE_CLASSES.codes.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes).toHaveLength(79)
    expect(hasCode(GOVERNANCE_CLASSES, '1499')).toBe(false)
    expect(hasCode(GOVERNANCE_CLASSES, '1699')).toBe(false)
  })
  it('tells 其他 of one group from 其他 of another', () => {
    expect(codeTitle(GOVERNANCE_CLASSES, '0199')).toBe('婚恋家庭纠纷（其他）')
    expect(codeTitle(GOVERNANCE_CLASSES, '99')).toBe('其他')
    expect(governanceGroup('0402')?.title).toBe('物权相关纠纷')
  })
})

describe('the mapping', () => {
  it('proposes existing codes only, each once, never nothing', () => {
    for (const { code } of JUSTICE_CLASSES.codes) {
      const proposed = proposeGovernanceClass(code)
      expect(proposed.length).toBeGreaterThan(0)
      expect(new Set(proposed).size).toBe(proposed.length)
      for (const each of proposed) expect([code, each, hasCode(GOVERNANCE_CLASSES, each)]).toEqual([code, each, true])
    }
    for (const { code } of GOVERNANCE_CLASSES.codes) {
      const proposed = proposeJusticeClass(code)
      expect(proposed.length).toBeGreaterThan(0)
      expect(new Set(proposed).size).toBe(proposed.length)
      for (const each of proposed) expect(hasCode(JUSTICE_CLASSES, each)).toBe(true)
    }
  })
  it('is the same relation in both directions', () => {
    for (const { code } of JUSTICE_CLASSES.codes) {
      for (const each of proposeGovernanceClass(code)) expect(proposeJusticeClass(each)).toContain(code)
    }
    for (const { code } of GOVERNANCE_CLASSES.codes) {
      const proposed = proposeJusticeClass(code)
      if (proposed[0] !== '18') for (const each of proposed) expect(proposeGovernanceClass(each)).toContain(code)
    }
  })
  it.each([
    ['0101', '01'],
    ['0199', '01'],
    ['0201', '02'],
    ['0203', '09'],
    ['0302', '06'],
    ['0401', '06'],
    ['0402', '17'],
    ['0403', '03'],
    ['0501', '06'],
    ['0502', '15'],
    ['0503', '16'],
    ['0504', '09'],
    ['0601', '14'],
    ['0602', '03'],
    ['0603', '05'],
    ['0604', '04'],
    ['0701', '11'],
    ['0804', '18'],
    ['0901', '07'],
    ['0902', '03'],
    ['1001', '18'],
    ['1002', '05'],
    ['1101', '08'],
    ['1103', '18'],
    ['1201', '18'],
    ['1301', '18'],
    ['1401', '18'],
    ['1601', '18'],
    ['99', '18'],
    ['no such', '18'],
  ])('governance %s -> justice %s', (governance, justice) => {
    expect(proposeJusticeClass(governance)[0]).toBe(justice)
  })
  it.each([
    ['01', '', '0101'],
    ['01', '兄弟因赡养老人发生争执', '0102'],
    ['02', '楼上卫生间漏水', '0201'],
    ['02', '广场舞噪音扰民', '0203'],
    ['15', '', '0502'],
    ['16', '', '0503'],
    ['17', '', '0402'],
    ['12', '', '0601'],
    ['13', '', '0601'],
    ['14', '预付卡退款', '0601'],
    ['18', '', '99'],
    ['18', '朋友借款不还', '0804'],
    ['no such', '', '99'],
  ])('justice %s (%s) -> governance %s', (justice, text, governance) => {
    expect(proposeGovernanceClass(justice, text)[0]).toBe(governance)
  })
  it('tells the classes that share 0601 and 07 by what happened', () => {
    expect(proposeJusticeClass('0601', '旅行社临时更改行程')[0]).toBe('12')
    expect(proposeJusticeClass('0601', '网购衣服不退货')[0]).toBe('13')
    expect(proposeJusticeClass('0701', '包工头拖欠农民工工资')[0]).toBe('10')
    expect(proposeJusticeClass('0701', '公司辞退')[0]).toBe('11')
  })
  it('proposes both lists from the words alone', () => {
    expect(proposeFromText('楼上漏水泡坏地板')).toEqual({ justice: ['02'], governance: ['0201'] })
    expect(proposeFromText('物业费和停车位收费')).toEqual({ justice: ['17'], governance: ['0402'] })
    expect(proposeFromText('旅行社临时更改行程')).toEqual({ justice: ['12'], governance: ['0601'] })
    expect(proposeFromText('')).toEqual({ justice: [], governance: [] })
  })
})
