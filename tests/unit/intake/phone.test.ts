import { describe, expect, it } from 'vitest'
import { checkPhone, normalisePhone } from '../../../src-shared/intake/phone.ts'

describe('checkPhone', () => {
  it.each([
    ['13800000000', 'mobile', '13800000000'],
    ['138 0000 0000', 'mobile', '13800000000'],
    ['138-0000-0000', 'mobile', '13800000000'],
    ['+86 138 0000 0000', 'mobile', '13800000000'],
    ['008613800000000', 'mobile', '13800000000'],
    ['８６１３８００００００００'.replace('８６', '+８６'), 'mobile', '13800000000'],
    ['１３８００００００００', 'mobile', '13800000000'],
    ['013800000000', 'mobile', '13800000000'],
    ['02164330000', 'landline', '021-64330000'],
    ['(021) 6433 0000', 'landline', '021-64330000'],
    ['+86-21-64330000', 'landline', '021-64330000'],
    ['0512-65220000', 'landline', '0512-65220000'],
    ['05126522000', 'landline', '0512-6522000'],
    ['021-64330000-801', 'landline', '021-64330000-801'],
    ['021-64330000转801', 'landline', '021-64330000-801'],
    ['64330000', 'local', '64330000'],
    ['12345', 'service', '12345'],
    ['110', 'service', '110'],
    ['400-820-0000', 'service', '4008200000'],
  ])('%s is a %s number', (text, kind, phone) => {
    expect(checkPhone(text)).toEqual({ kind, phone })
  })
  it.each(['1380000000', '138000000000', '12000000000', '张三', '', '0211234', '138o0000000'])('refuses %j', (text) => {
    expect(checkPhone(text).kind).toBe('wrong')
  })
  it.each([
    ['12000000000', /13 至 19/],
    ['23800000000', /13 至 19/],
    ['1380000000', /10 位/],
    ['138o0000000', /只能有数字/],
  ])('says what is odd about %s', (text, why) => {
    expect(checkPhone(text)).toMatchObject({ kind: 'wrong', message: expect.stringMatching(why) })
  })
  it('keeps what it cannot read, and normalises only once', () => {
    expect(normalisePhone(' 无电话 ')).toBe('无电话')
    for (const text of ['+86 138 0000 0000', '(021) 6433 0000', '021-64330000转801']) {
      expect(normalisePhone(normalisePhone(text))).toBe(normalisePhone(text))
    }
  })
})
