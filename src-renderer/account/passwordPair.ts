import { Password } from '../../src-shared/account/schema.ts'

/** Why a new password cannot be taken, in Chinese, by field; empty if it can. */
export function checkPasswordPair(password: string, again: string): { password?: string; again?: string } {
  const parsed = Password.safeParse(password)
  if (!parsed.success) return { password: parsed.error.issues[0]?.message ?? '请填写密码' }
  return password === again ? {} : { again: '两次输入的密码不一样' }
}
