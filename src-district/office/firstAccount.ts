import { Login, NewPassword } from '../../src-shared/district/account.ts'
import type { DistrictRole } from '../../src-shared/district/procedure.ts'
import { isoOf, type District } from '../context.ts'
import { findAccount, insertAccount } from './accountRepo.ts'
import { newId } from './ctx.ts'
import { appendLog } from './logRepo.ts'
import { hashPassword } from './passwords.ts'

/**
 * An account made on the server itself, such as the first administrator's. The password is to be changed at the first log-in.
 *
 * @throws Error in Chinese if the login is none, is taken, or the password is too short
 */
export async function addAccount(
  { db, nowMs, random }: Pick<District, 'db' | 'nowMs' | 'random'>,
  { login, name, role, password }: { login: string; name: string; role: DistrictRole; password: string },
  scryptLogN?: number,
): Promise<void> {
  const [checkedLogin, checkedPassword] = [Login.safeParse(login), NewPassword.safeParse(password)]
  for (const { error } of [checkedLogin, checkedPassword]) if (error) throw new Error(error.issues[0]?.message)
  const account = { id: newId({ nowMs, random }), login: checkedLogin.data as string, name, role }
  const hashed = await hashPassword(password, random(16), scryptLogN)
  const at = isoOf(nowMs())
  await db.outsideStreets(async (sql) => {
    if (await findAccount(sql, { login: account.login })) throw new Error(`登录名 ${account.login} 已有人用`)
    await insertAccount(sql, { ...account, password: hashed }, at)
    await appendLog(sql, {
      at,
      accountId: '',
      accountName: '（服务器上）',
      action: 'account_changed',
      streetCode: '',
      subjectId: account.id,
      subject: account.login,
      detail: '新增账号',
    })
  })
}
