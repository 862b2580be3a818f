import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { addAccount } from '../../src-district/office/firstAccount.ts'
import { lockMs } from '../../src-district/office/passwords.ts'
import { districtContract } from '../../src-shared/district/contract.ts'
import { openDesk, PASSWORD, startOffice, type Desk, type Office } from './support/officeDesk.ts'

let db: Db
let office: Office
beforeAll(async () => void (db = await openTestPglite()))
afterAll(() => db.close())
beforeEach(async () => void (office = await startOffice(db)))

/** Who may call what, written down a second time on purpose. P public, W own, A administrator, O officer, B both. */
const TABLE: Record<string, string[]> = {
  P: ['account.status', 'account.login'],
  W: ['account.logout', 'account.changePassword'],
  A: [
    'accounts.list',
    'accounts.add',
    'accounts.setActive',
    'accounts.resetPassword',
    'settings.save',
    'streets.add',
    'streets.makeCode',
    'streets.revokeSeat',
  ],
  B: [
    'settings.get',
    'streets.names',
    'streets.list',
    'publish.list',
    'publish.content',
    'log.list',
    'log.verify',
    'log.noteTaken',
  ],
  O: [
    'ledgers.list',
    'ledgers.paper',
    'ledgers.figures',
    'care.figures',
    'figures.table',
    'figures.drill',
    'figures.trend',
    'matters.list',
    'matters.open',
    'matters.paper',
    'directives.list',
    'directives.open',
    'directives.clocks',
    'directives.write',
    'directives.confirm',
    'directives.sendBack',
    'directives.withdraw',
    'publish.base',
    'publish.send',
    'publish.withdraw',
  ],
}
const METHODS = Object.entries(TABLE).flatMap(([who, methods]) => methods.map((method) => ({ who, method })))

async function knock(desk: Desk, method: string): Promise<string> {
  const reply = await desk.reply(method, 'no input at all')
  return reply.ok ? 'ok' : reply.error.code
}

describe('the table of permissions', () => {
  it('names every procedure once, and is what the door does for each role and for nobody', async () => {
    expect(METHODS.map(({ method }) => method).sort()).toEqual(Object.keys(districtContract).sort())
    const nobody = openDesk(office)
    for (const { who, method } of METHODS)
      expect(await knock(nobody, method), method).toBe(who === 'P' ? 'invalid' : 'not_logged_in')
    for (const [role, letters] of [
      ['admin', 'PWAB'],
      ['officer', 'PWOB'],
    ] as const) {
      const desk = await office.login(role)
      for (const { who, method } of METHODS)
        expect(await knock(desk, method), method).toBe(letters.includes(who) ? 'invalid' : 'forbidden')
    }
    for (const method of ['', 'constructor', '__proto__', 'matters.delete'])
      expect(await knock(nobody, method)).toBe('not_found')
  })

  it('asks for a new password before anything else', async () => {
    const admin = await office.login('admin')
    await admin.call('accounts.add', {
      login: 'xinren',
      name: '新人（测试）',
      role: 'officer',
      password: 'chushi-2026-x',
    })
    const desk = openDesk(office)
    await desk.call('account.login', { login: 'XinRen ', password: 'chushi-2026-x' })
    for (const { who, method } of METHODS)
      expect(await knock(desk, method), method).toBe('PW'.includes(who) ? 'invalid' : 'must_change_password')
  })
})

describe('log-in', () => {
  it('locks an account for a growing time, and only that account', async () => {
    const admin = await office.login('admin')
    await office.login('officer')
    const desk = openDesk(office)
    const fail = () => desk.call('account.login', { login: 'officer', password: 'falsch' })
    for (let n = 1; n <= 4; n += 1) await expect(fail()).rejects.toMatchObject({ code: 'login_failed' })
    await expect(fail()).rejects.toMatchObject({ code: 'locked_out' })
    const right = () => desk.call('account.login', { login: 'officer', password: PASSWORD })
    await expect(right()).rejects.toMatchObject({ code: 'locked_out' })
    office.clock.ms += 61_000
    await expect(fail()).rejects.toMatchObject({ code: 'locked_out' })
    office.clock.ms += 61_000
    await expect(right()).rejects.toMatchObject({ code: 'locked_out' })
    office.clock.ms += 60_000
    expect(await right()).toMatchObject({ login: 'officer', role: 'officer' })
    expect((await admin.call('log.list', { action: 'login_failed' })).lines).toHaveLength(6)
    expect([4, 5, 6, 7, 40].map(lockMs)).toEqual([0, 60_000, 120_000, 240_000, 3_600_000])
    await expect(desk.call('account.login', { login: 'niemand', password: 'x' })).rejects.toMatchObject({
      code: 'login_failed',
      message: '登录名或密码不对',
    })
  })

  it('keeps a session by a cookie that scripts cannot read, and ends it when idle, closed, or its account is', async () => {
    const admin = await office.login('admin')
    const response = await office.app.inject({
      method: 'POST',
      url: '/rpc',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:80' },
      payload: JSON.stringify({ method: 'account.login', input: { login: 'admin', password: PASSWORD } }),
    })
    expect(String(response.headers['set-cookie'])).toMatch(/^onewindow_office=\S+; HttpOnly; SameSite=Strict; Path=\/$/)
    const officer = await office.login('officer')
    const [, { id } = { id: '' }] = await admin.call('accounts.list', {})
    await admin.call('accounts.setActive', { id, isActive: false })
    expect(await knock(officer, 'matters.list')).toBe('not_logged_in')
    office.clock.ms += 31 * 60_000
    expect(await knock(admin, 'accounts.list')).toBe('not_logged_in')
    await admin.call('account.login', { login: 'admin', password: PASSWORD })
    await admin.call('account.logout', {})
    expect(await knock(admin, 'accounts.list')).toBe('not_logged_in')
  })

  it('answers only its own page', async () => {
    const admin = await office.login('admin')
    const ask = (headers: Record<string, string>) =>
      office.app.inject({
        method: 'POST',
        url: '/rpc',
        headers: { cookie: admin.cookie, ...headers },
        payload: JSON.stringify({ method: 'accounts.list', input: {} }),
      })
    const json = 'application/json'
    for (const headers of [
      { 'content-type': json },
      { 'content-type': json, origin: 'http://evil.example' },
      { 'content-type': json, origin: 'null' },
      { 'content-type': 'text/plain', origin: 'http://localhost:80' },
    ])
      expect((await ask(headers as Record<string, string>)).statusCode).toBe(403)
    expect((await ask({ 'content-type': json, origin: 'http://localhost:80' })).statusCode).toBe(200)
  })

  it('keeps one administrator, and no login twice', async () => {
    const admin = await office.login('admin')
    const [{ id } = { id: '' }] = await admin.call('accounts.list', {})
    await expect(admin.call('accounts.setActive', { id, isActive: false })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    expect(await admin.call('accounts.list', {})).toMatchObject([{ isActive: true }])
    const again = { login: 'admin', name: '又一个', role: 'admin' as const, password: 'chushi-2026-y' }
    await expect(admin.call('accounts.add', again)).rejects.toMatchObject({ code: 'conflict' })
    await expect(addAccount(office.district, { ...again, login: 'a b' }, 4)).rejects.toThrow('登录名')
    await expect(addAccount(office.district, { ...again, login: 'neu', password: 'kurz' }, 4)).rejects.toThrow('密码')
  })
})

it('chains its log and notices a change', async () => {
  const admin = await office.login('admin')
  await admin.call('log.noteTaken', { list: 'seats', way: 'exported', count: 3 })
  expect(await admin.call('log.verify', {})).toMatchObject({ isIntact: true, brokenAt: null })
  await expect(
    db.asOwner((sql) => sql(`UPDATE office_log SET detail = '' WHERE seq = 1`).then(() => undefined)),
  ).rejects.toThrow('append-only')
  await db.asOwner(async (_sql, script) => {
    await script(`ALTER TABLE office_log DISABLE TRIGGER office_log_no_change;
      UPDATE office_log SET detail = '改过' WHERE seq = 2; ALTER TABLE office_log ENABLE TRIGGER office_log_no_change`)
  })
  expect(await admin.call('log.verify', {})).toMatchObject({ isIntact: false, brokenAt: 2 })
})
