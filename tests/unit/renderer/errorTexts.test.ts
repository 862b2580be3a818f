import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../src-shared/kernel/errors.ts'
import { errorText, fieldErrors, textOfCode } from '../../../src-renderer/api/errorTexts.ts'
import { RpcError } from '../../../src-renderer/api/rpcError.ts'

describe('errorText', () => {
  it.each([...ERROR_CODES, 'offline' as const])('has a Chinese sentence for %s', (code) => {
    expect(textOfCode(code)).toMatch(/\p{Script=Han}{4,}/u)
  })

  it('adds what the core says in Chinese, and only that', () => {
    expect(errorText(new RpcError('not_allowed', '至少要保留一名系统管理员'))).toBe(
      `${textOfCode('not_allowed')}：至少要保留一名系统管理员`,
    )
    expect(errorText(new RpcError('not_allowed', 'Not like this'))).toBe(textOfCode('not_allowed'))
    expect(errorText(new RpcError('login_failed', textOfCode('login_failed')))).toBe(textOfCode('login_failed'))
  })

  it.each(['login_failed', 'locked_out'] as const)('leaves %s to the words of the core', (code) => {
    expect(errorText(new RpcError(code, '恢复码不对'))).toBe('恢复码不对')
    expect(errorText(new RpcError(code, 'No'))).toBe(textOfCode(code))
  })

  it('asks to correct something only where fields are at fault', () => {
    const rule = '还没有到黄牌督办的时候：过了 2026-03-05 才可以'
    expect(errorText(new RpcError('invalid', rule))).toBe(rule)
    const issues = { formErrors: [], fieldErrors: { amount: ['延长几天要写整数'] } }
    expect(errorText(new RpcError('invalid', '填写的内容有误', { issues }))).toMatch(/^有内容需要更正/)
    expect(errorText(new RpcError('invalid', ''))).toBe(textOfCode('invalid'))
  })

  it('never hides a bug of the page', () => {
    expect(() => errorText(new TypeError('x is undefined'))).toThrow(TypeError)
  })
})

describe('fieldErrors', () => {
  it('takes the first text of each field of an invalid reply', () => {
    const issues = { formErrors: [], fieldErrors: { login: ['太短', '不合规'], roles: ['请选择角色'] } }
    expect(fieldErrors(new RpcError('invalid', '', { issues }))).toEqual({ login: '太短', roles: '请选择角色' })
  })

  it('finds none elsewhere', () => {
    expect(fieldErrors(new RpcError('conflict', '', { issues: { fieldErrors: { a: ['b'] } } }))).toEqual({})
    expect(fieldErrors(new RpcError('invalid', '不行'))).toEqual({})
  })
})
