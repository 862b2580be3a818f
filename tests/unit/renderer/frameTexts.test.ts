import { expect, it } from 'vitest'
import { checkPasswordPair } from '../../../src-renderer/account/passwordPair.ts'
import { countDigits } from '../../../src-renderer/account/recoveryText.ts'
import { formatInstant } from '../../../src-renderer/app/formatInstant.ts'
import { formatBytes } from '../../../src-renderer/centre/formatBytes.ts'

it.each([
  ['2026-03-04T16:05:00.000Z', '2026-03-05 00:05'],
  ['2026-03-05T06:20:59.999Z', '2026-03-05 14:20'],
  [null, '—'],
])('shows %s as clocks in China do', (instant, text) => {
  expect(formatInstant(instant)).toBe(text)
})

it.each([
  [0, '1 KB'],
  [300 * 1024, '300 KB'],
  [3.45 * 1024 * 1024, '3.5 MB'],
])('says %d bytes', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

it('counts the digits of a recovery code, however it is typed', () => {
  expect(countDigits('123456-１２３４５６ 12\n3456')).toBe(18)
})

it.each([
  ['kurz', 'kurz', { password: '密码至少 8 位' }],
  ['lang genug', 'lang genuk', { again: '两次输入的密码不一样' }],
  ['lang genug', 'lang genug', {}],
])('checks a new password %s / %s', (password, again, errors) => {
  expect(checkPasswordPair(password, again)).toEqual(errors)
})
