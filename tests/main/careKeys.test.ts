import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClientId } from '../../src-shared/care/events.ts'
import { careKeysOf } from '../../src-main/store/careKeys.ts'
import { readKeyring, unwrapKey } from '../../src-main/store/keyring.ts'
import { closeStore, openStore } from '../../src-main/store/open.ts'
import { careDesk, giveKey, type CareDesk } from '../support/careDesk.ts'
import { PASSWORD, Refused } from '../support/testCore.ts'

let t: CareDesk
let clientId: ClientId
beforeAll(async () => {
  t = await careDesk()
  clientId = await t.register('卫钥匙（测试）')
})
afterAll(() => t.close())
beforeEach(async () => {
  for (const login of ['bangfu', 'shegong', 'shegong2'])
    await t.as(login)('account.login', { login, password: PASSWORD })
})

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )
async function keyOfCare(dataDir: string): Promise<Buffer> {
  const entry = readKeyring(dataDir).users.find(({ login }) => login === 'shegong')
  const careKey = entry?.care && (await unwrapKey(entry.care, PASSWORD))
  if (!careKey) throw new Error('no care key')
  return careKey
}
const stateOf = async (login: string) => (await t.as(login)('care.status', {})).state

describe('the key of the care records', () => {
  it('is nothing that a role opens: the office head, the administrator and a new social worker have none', async () => {
    await t.hire('xinren', '社工新', 'social_worker')
    expect(await stateOf('xinren')).toBe('not_given')
    expect(await codeOf(t.get('xinren', clientId))).toBe('not_allowed')
    for (const login of ['head', 'admin']) expect(await codeOf(t.get(login, clientId))).toBe('forbidden')
  })

  it('is made once', async () => {
    expect(await codeOf(t.as('bangfu')('care.setUp', { password: PASSWORD }))).toBe('not_allowed')
    expect((await t.as('bangfu')('care.status', {})).holders.map(({ has }) => has)).toContain('key')
  })

  it('goes to a colleague by a code that works once, for him alone, for three days', async () => {
    const me = await t.as('xinren')('account.login', { login: 'xinren', password: PASSWORD })
    const { codeGroups } = await t.as('bangfu')('care.grant', { userId: me.userId })
    const code = codeGroups.join('')
    expect(await stateOf('xinren')).toBe('code_waits')
    expect(await codeOf(t.as('shegong')('care.accept', { code, password: PASSWORD }))).toBe('login_failed')
    expect(await codeOf(t.as('xinren')('care.accept', { code, password: '不是这个密码' }))).toBe('login_failed')
    await t.as('xinren')('care.accept', { code, password: PASSWORD })
    expect(await codeOf(t.get('xinren', clientId))).toBe('ok')
    expect(await codeOf(t.as('xinren')('care.accept', { code, password: PASSWORD }))).toBe('login_failed')
    await t.as('bangfu')('care.revoke', { userId: me.userId })
    expect(await codeOf(t.get('xinren', clientId))).toBe('not_allowed')
    const late = await t.as('bangfu')('care.grant', { userId: me.userId })
    const nowMs = t.clock.nowMs
    t.clock.nowMs += 80 * 3_600_000
    await t.as('xinren')('account.login', { login: 'xinren', password: PASSWORD })
    expect(await codeOf(t.as('xinren')('care.accept', { code: late.codeGroups.join(''), password: PASSWORD }))).toBe(
      'login_failed',
    )
    t.clock.nowMs = nowMs
  })

  it('goes along when its holder changes the password, and is lost, visibly, when the administrator sets it', async () => {
    await t.as('shegong2')('account.changePassword', { oldPassword: PASSWORD, newPassword: 'bieyang-2026' })
    await t.as('shegong2')('account.logout', {})
    await t.as('shegong2')('account.login', { login: 'shegong2', password: 'bieyang-2026' })
    expect(await stateOf('shegong2')).toBe('open')
    await t.as('admin')('users.resetPassword', { id: t.ids.shegong2, password: 'chushi-2026' })
    await t.as('shegong2')('account.login', { login: 'shegong2', password: 'chushi-2026' })
    await t.as('shegong2')('account.changePassword', { oldPassword: 'chushi-2026', newPassword: PASSWORD })
    expect(await stateOf('shegong2')).toBe('lost')
    const { lines } = await t.as('head')('audit.list', { limit: 20 })
    expect(lines.some(({ detail }) => detail.includes('钥匙随之失效'))).toBe(true)
    await giveKey(t, 'shegong2')
    expect(await stateOf('shegong2')).toBe('open')
  })

  it('leaves with the role', async () => {
    await t.as('admin')('users.setRoles', { id: t.ids.shegong2, roles: ['clerk'] })
    expect(await codeOf(t.get('shegong2', clientId))).toBe('forbidden')
    await t.as('admin')('users.setRoles', { id: t.ids.shegong2, roles: ['social_worker'] })
    expect(await codeOf(t.get('shegong2', clientId))).toBe('not_allowed')
    await t.as('shegong2')('account.login', { login: 'shegong2', password: PASSWORD })
    expect(readKeyring(t.dataDir).users.find(({ login }) => login === 'shegong2')?.care).toBeUndefined()
  })

  it('comes back by the care recovery code, which a new one replaces', async () => {
    const { recoveryGroups } = await t.as('bangfu')('care.renewRecovery', { password: PASSWORD })
    const old = { code: t.careGroups.join(' '), password: PASSWORD }
    expect(await codeOf(t.as('bangfu')('care.join', old))).toBe('login_failed')
    expect(await codeOf(t.as('bangfu')('care.join', { ...old, code: recoveryGroups.join(' ') }))).toBe('ok')
    await t.as('bangfu')('care.recoverySheet', {})
    expect(
      await codeOf(
        t.as('bangfu')('care.confirmRecovery', { checks: [0, 1].map((index) => ({ index, group: '000000' })) }),
      ),
    ).toBe('invalid')
    await t.as('bangfu')('care.confirmRecovery', {
      checks: [0, 1].map((index) => ({ index, group: recoveryGroups[index] ?? '' })),
    })
    expect(await codeOf(t.as('bangfu')('care.recoverySheet', {}))).toBe('not_allowed')
  })
})

describe('the file of the care records', () => {
  it('is open only while somebody who holds the key is at a window', async () => {
    expect(t.state.care).toBeDefined()
    for (const login of ['bangfu', 'shegong2', 'xinren']) await t.as(login)('account.logout', {})
    expect(t.state.care).toBeDefined()
    await t.as('shegong')('account.lock', {})
    expect(t.state.care).toBeUndefined()
    await t.as('shegong')('account.login', { login: 'shegong', password: PASSWORD })
    expect(t.state.care).toBeDefined()
    await t.as('head')('account.login', { login: 'head', password: PASSWORD })
    const nowMs = t.clock.nowMs
    t.clock.nowMs += t.state.idleLockMs() + 60_000
    expect(await codeOf(t.as('head')('today.list', {}))).toBe('not_logged_in') // another window's call finds it left
    expect(t.state.care).toBeUndefined()
    expect(await codeOf(t.as('shegong')('care.waiting', {}))).toBe('not_logged_in')
    t.clock.nowMs = nowMs
  })

  it('of an older program gets its rows anew from its events', async () => {
    const before = await t.get('shegong', clientId)
    for (const login of ['bangfu', 'shegong', 'shegong2']) await t.as(login)('account.logout', {})
    const careKey = await keyOfCare(t.dataDir)
    const db = openStore(join(t.dataDir, 'care.db'), careKeysOf(careKey).file)
    for (const name of ['care_enrolment_fact', 'care_response']) db.exec(`DROP TABLE ${name}`)
    db.pragma('user_version = 1')
    closeStore(db)
    await t.as('shegong')('account.login', { login: 'shegong', password: PASSWORD })
    const count = () => t.state.care?.db.prepare('SELECT count(*) FROM care_enrolment_fact').pluck().get()
    await vi.waitFor(() => expect(count()).toBe(1))
    expect(await t.get('shegong', clientId)).toEqual(before)
  })

  it('is made anew from the boxes where it was lost, and put aside where it cannot be read', async () => {
    const before = await t.get('shegong', clientId)
    for (const damage of ['lost', 'damaged']) {
      for (const login of ['bangfu', 'shegong', 'shegong2']) await t.as(login)('account.logout', {})
      const file = join(t.dataDir, 'care.db')
      if (damage === 'lost') for (const tail of ['', '-wal', '-shm']) rmSync(file + tail, { force: true })
      else await import('node:fs').then(({ writeFileSync }) => writeFileSync(file, Buffer.alloc(8192, 7)))
      await t.as('shegong')('account.login', { login: 'shegong', password: PASSWORD })
      expect(await t.get('shegong', clientId)).toEqual(before)
    }
    expect(existsSync(join(t.dataDir, 'care.db'))).toBe(true)
  })
})
