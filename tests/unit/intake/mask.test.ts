import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  maskAddress,
  maskIdNumber,
  maskName,
  maskNameAlone,
  maskPartyName,
  maskPhone,
} from '../../../src-shared/intake/mask.ts'

describe('masks', () => {
  it.each([
    ['11010519491231002X', '110105********002X'],
    ['E12345678', 'E*******8'],
    ['12', '**'],
    ['', ''],
  ])('ID %s -> %s', (text, masked) => expect(maskIdNumber(text)).toBe(masked))
  it.each([
    ['13800001234', '138****1234'],
    ['021-64330012', '021-******12'],
    ['021-64330012-801', '021-******12'],
    ['64330012', '******12'],
    ['110', '*10'],
    ['', ''],
  ])('phone %s -> %s', (text, masked) => expect(maskPhone(text)).toBe(masked))
  it.each([
    ['天平路100弄3号501室', '天平路***'],
    ['天平街道幸福小区12号楼3单元', '天平街道幸福小区***'],
    ['幸福村三组', '幸福村***'],
    ['幸福小区东侧', '幸福小***'],
    ['路', '*'],
    ['', ''],
  ])('address %s -> %s', (text, masked) => expect(maskAddress(text)).toBe(masked))
  it.each([
    ['张三', '张某'],
    ['张小三', '张某某'],
    ['欧阳小三', '欧阳某某'],
    ['欧阳三', '欧阳某'],
    ['欧阳', '欧某'],
    ['𠮷小三', '𠮷某某'],
    ['张', '某'],
    ['John Smith', 'J***'],
    ['', ''],
  ])('name %s -> %s', (text, masked) => expect(maskName(text)).toBe(masked))
  it('leaves organisations named', () => {
    expect(maskPartyName('company', '某某物业公司')).toBe('某某物业公司')
    expect(maskPartyName('person', '张小三')).toBe('张某某')
    expect(maskNameAlone('样例物业服务有限公司')).toBe('样例物业服务有限公司')
    expect(maskNameAlone('张小三')).toBe('张某某')
    expect(maskNameAlone('阿卜杜拉·样例')).not.toContain('样例') // long, and still a person
    expect(maskNameAlone('（要求保密）')).toBe('（要求保密）')
  })
  it('always hides at least four characters of a number, and keeps the length of an ID', () => {
    const hidden = (text: string) => [...text].filter((character) => character === '*').length
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{7,18}$/), (digits) => {
        expect(hidden(maskIdNumber(digits))).toBeGreaterThanOrEqual(4)
        expect(hidden(maskPhone(digits))).toBeGreaterThanOrEqual(4)
        expect(maskIdNumber(digits)).toHaveLength(digits.length)
      }),
    )
  })
})
