import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RpcReply } from '../../src-shared/contract.ts'
import { lockMs } from '../../src-main/store/keyring.ts'
import { GROUPS, parseRecoveryCode, toGroups } from '../../src-main/store/recoveryCode.ts'
import { bytesOf, keyOf } from '../support/rawStore.ts'
import { spareCore, type SpareCore } from '../support/spareCore.ts'
import { NOON, PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const CHINESE = /\p{Script=Han}/u
const MINUTE = 60_000
let t: TestCore
const others: SpareCore[] = []
beforeEach(async () => {
  t = await testCore()
})
afterEach(async () => {
  for (const { core } of others.splice(0)) await core.close()
  await t.close()
})

const logIn = (login: string, password = PASSWORD, caller = login): Promise<RpcReply> =>
  t.reply(caller, 'account.login', { login, password })
const code = (reply: RpcReply): string => (reply.ok ? 'ok' : reply.error.code)
/** Closes the core and starts another on the same folder. */
async function restart(): Promise<SpareCore> {
  await t.core.close()
  const spare = spareCore(t.dataDir)
  spare.clock.nowMs = t.clock.nowMs
  others.push(spare)
  return spare
}

describe('wrong passwords', () => {
  it('lock the account from the fifth on, for a time that grows to an hour', () => {
    expect([0, 1, 4].map(lockMs)).toEqual([0, 0, 0])
    expect([5, 6, 7, 8].map((n) => lockMs(n) / MINUTE)).toEqual([1, 2, 4, 8])
    expect([11, 12, 40, 2000].map((n) => lockMs(n) / MINUTE)).toEqual([60, 60, 60, 60])
  })

  it('lock in use: the right password does not help before the time, and resets the count after it', async () => {
    for (let n = 1; n <= 4; n++) expect(code(await logIn('head', 'falsch-falsch'))).toBe('login_failed')
    const fifth = await logIn('head', 'falsch-falsch')
    expect(fifth).toMatchObject({
      ok: false,
      error: {
        code: 'locked_out',
        message: expect.stringMatching(CHINESE),
        details: { untilAt: new Date(NOON + MINUTE).toISOString() },
      },
    })
    expect(code(await logIn('head', PASSWORD))).toBe('locked_out')
    expect(code(await logIn('admin', PASSWORD))).toBe('ok')
    t.clock.nowMs += MINUTE - 1
    expect(code(await logIn('head', PASSWORD))).toBe('locked_out')
    t.clock.nowMs += 1
    expect(await logIn('head', 'falsch-falsch')).toMatchObject({
      error: { code: 'locked_out', details: { untilAt: new Date(t.clock.nowMs + 2 * MINUTE).toISOString() } },
    })
    t.clock.nowMs += 2 * MINUTE
    expect(code(await logIn('head', PASSWORD))).toBe('ok')
    for (let n = 1; n <= 4; n++) expect(code(await logIn('head', 'falsch-falsch'))).toBe('login_failed')
    expect(code(await logIn('head', PASSWORD))).toBe('ok')
  })

  it('stay counted over a restart of the program', async () => {
    for (let n = 1; n <= 5; n++) await logIn('head', 'falsch-falsch')
    const spare = await restart()
    expect(code(await spare.call('account.login', { login: 'head', password: PASSWORD }))).toBe('locked_out')
    spare.clock.nowMs += MINUTE
    expect(code(await spare.call('account.login', { login: 'head', password: PASSWORD }))).toBe('ok')
  })

  it('do not slip past the count in parallel: at the log-in page, or in a running session', async () => {
    const guesses = await Promise.all(Array.from({ length: 30 }, (_, n) => logIn('head', `guess-${n}-guess`, `w${n}`)))
    expect(guesses.map(code)).toEqual([
      ...Array<string>(4).fill('login_failed'),
      ...Array<string>(26).fill('locked_out'),
    ])
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        t.reply(
          'admin',
          n % 2 ? 'users.renewRecovery' : 'account.changePassword',
          n % 2 ? { password: `guess-${n}` } : { oldPassword: `guess-${n}`, newPassword: 'neues-passwort' },
        ),
      ),
    )
    expect(tries.map(code)).toEqual([...Array<string>(4).fill('login_failed'), ...Array<string>(16).fill('locked_out')])
    expect(code(await t.reply('admin', 'users.renewRecovery', { password: PASSWORD }))).toBe('locked_out')
  })

  it('tell nobody whether a name exists', async () => {
    const [known, unknown] = [await logIn('head', 'falsch-falsch'), await logIn('niemand', 'falsch-falsch')]
    expect(unknown).toEqual(known)
  })
})

describe('passwords and keys', () => {
  it('a change wraps the same data key anew: the old password fails, the data stay as they were', async () => {
    await t.as('head')('intake.register', { receivedOn: '2026-03-18' as never, summary: '改密码以前' })
    const before = await keyOf(t.dataDir, 'head', PASSWORD)
    expect(
      code(await t.reply('head', 'account.changePassword', { oldPassword: PASSWORD, newPassword: PASSWORD })),
    ).toBe('invalid')
    expect(code(await t.reply('head', 'account.changePassword', { oldPassword: PASSWORD, newPassword: 'kurz' }))).toBe(
      'invalid',
    )
    await t.as('head')('account.changePassword', { oldPassword: PASSWORD, newPassword: 'neues-passwort-1' })
    expect((await keyOf(t.dataDir, 'head', 'neues-passwort-1')).equals(before)).toBe(true)
    await expect(keyOf(t.dataDir, 'head', PASSWORD)).rejects.toThrow()
    const spare = await restart()
    expect(code(await spare.call('account.login', { login: 'head', password: PASSWORD }))).toBe('login_failed')
    expect(code(await spare.call('account.login', { login: 'head', password: 'neues-passwort-1' }))).toBe('ok')
    expect(await spare.call('matters.list', { filter: {} })).toMatchObject({
      ok: true,
      value: { rows: [{ summary: '改密码以前' }] },
    })
  })

  it('are nowhere in the clear', async () => {
    const key = await keyOf(t.dataDir, 'head', PASSWORD)
    const text = bytesOf(t.dataDir, 'keyring.json')
    for (const secret of [PASSWORD, 'chushi-2026', key.toString('hex'), key.toString('base64'), ...t.recoveryGroups])
      expect(text.includes(secret)).toBe(false)
  })

  it('a password that somebody else set must be changed before anything else', async () => {
    await t.as('admin')('users.add', { login: 'neu', name: '新人', roles: ['clerk'], password: 'chushi-2026' })
    expect(await logIn('neu', 'chushi-2026')).toMatchObject({ ok: true, value: { mustChangePassword: true } })
    for (const method of [
      'matters.list',
      'centre.settings',
      'account.colleagues',
      'jobs.progress',
      'drafts.list',
      'papers.fontSelfTest',
    ])
      expect(code(await t.reply('neu', method, {})), method).toBe('must_change_password')
    expect(
      code(await t.reply('neu', 'account.changePassword', { oldPassword: 'chushi-2026', newPassword: PASSWORD })),
    ).toBe('ok')
    expect(code(await t.reply('neu', 'account.colleagues', {}))).toBe('ok')
  })
})

describe('the recovery code', () => {
  const recover = (recovery: string, login: string, newPassword = 'wieder-herein-1'): Promise<RpcReply> =>
    t.reply('fremd', 'account.recover', { code: recovery, login, newPassword })

  it('opens the store on another start and gives administrator or head a new password, nobody else', async () => {
    await t.hire('fenglian', '窗口丙', 'clerk')
    expect(await recover(t.recoveryGroups.join(' '), 'fenglian')).toMatchObject({
      error: { code: 'forbidden', message: expect.stringMatching(CHINESE) },
    })
    expect(code(await recover(t.recoveryGroups.join(' '), 'niemand'))).toBe('not_found')
    expect(code(await recover(t.recoveryGroups.join(' '), 'admin', 'kurz'))).toBe('invalid')
    const spare = await restart()
    for (const [login, typed] of [
      ['head', t.recoveryGroups.join('-')],
      [
        'admin',
        `  ${t.recoveryGroups.join('').replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))}`,
      ],
    ] as const) {
      expect(
        await spare.call('account.recover', { code: typed, login, newPassword: `neues-passwort-${login}` }, login),
      ).toMatchObject({ ok: true, value: { login, mustChangePassword: false } })
      expect(code(await spare.call('account.login', { login, password: PASSWORD }, 'x'))).toBe('login_failed')
      expect(code(await spare.call('account.login', { login, password: `neues-passwort-${login}` }, 'x'))).toBe('ok')
    }
    expect(await spare.call('audit.list', { action: 'recovered' }, 'head')).toMatchObject({
      value: { lines: [{ subject: 'admin' }, { subject: 'head' }] },
    })
  })

  it('lifts a lock-out', async () => {
    for (let n = 1; n <= 9; n++) await logIn('head', 'falsch-falsch')
    expect(code(await recover(t.recoveryGroups.join(' '), 'head'))).toBe('ok')
    expect(code(await logIn('head', 'wieder-herein-1'))).toBe('ok')
  })

  it('names the group of a slip', async () => {
    const groups = [...t.recoveryGroups]
    groups[3] = (groups[3] ?? '').replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    expect(await recover(groups.join(' '), 'head')).toMatchObject({
      error: { code: 'invalid', message: expect.stringContaining('第 4 组'), details: { group: 4 } },
    })
    expect(await recover(t.recoveryGroups.slice(1).join(' '), 'head')).toMatchObject({
      error: { code: 'invalid', message: expect.stringContaining('42 位') },
    })
    expect(code(await recover(toGroups(Buffer.alloc(16, 9)).join(' '), 'head'))).toBe('login_failed')
  })

  it('notices any one wrong digit and any two neighbours swapped', () => {
    const groups = toGroups(Buffer.from('0123456789abcdef0123456789abcdef', 'hex'))
    expect(groups).toHaveLength(GROUPS)
    expect(parseRecoveryCode(groups.join(' ')).toString('hex')).toBe('0123456789abcdef0123456789abcdef')
    groups.forEach((group, at) => {
      const slips = [...group].flatMap((digit, place) => [
        ...[...'0123456789']
          .filter((other) => other !== digit)
          .map((other) => group.slice(0, place) + other + group.slice(place + 1)),
        ...(place < 5 && group[place + 1] !== digit
          ? [group.slice(0, place) + group[place + 1] + digit + group.slice(place + 2)]
          : []),
      ])
      for (const slip of slips)
        expect(() => parseRecoveryCode([...groups.slice(0, at), slip, ...groups.slice(at + 1)].join('')), slip).toThrow(
          `第 ${at + 1} 组`,
        )
    })
  })

  it('stops working once a new one is made, which only the administrator can, with the password', async () => {
    expect(code(await t.reply('head', 'users.renewRecovery', { password: PASSWORD }))).toBe('forbidden')
    expect(code(await t.reply('admin', 'users.renewRecovery', { password: 'falsch-falsch' }))).toBe('login_failed')
    const { recoveryGroups } = await t.as('admin')('users.renewRecovery', { password: PASSWORD })
    expect(code(await recover(t.recoveryGroups.join(' '), 'head'))).toBe('login_failed')
    expect(code(await recover(recoveryGroups.join(' '), 'head'))).toBe('ok')
  })
})

describe('sessions', () => {
  it('lock after the idle time; background polling does not keep them awake, work does', async () => {
    await t.as('admin')('centre.saveSettings', { idleLockMinutes: 10 })
    expect(code(await t.reply('head', 'matters.list', { filter: {} }))).toBe('ok')
    for (let n = 0; n < 3; n++) {
      t.clock.nowMs += 6 * MINUTE
      expect(code(await t.reply('head', 'matters.list', { filter: {} }))).toBe('ok')
    }
    for (let minute = 1; minute <= 10; minute++) {
      t.clock.nowMs += MINUTE
      for (const [method, input] of [
        ['account.status', {}],
        ['today.list', {}],
        ['jobs.progress', { jobId: 'x' }],
      ] as const)
        expect(code(await t.reply('head', method, input))).toBe('ok')
    }
    t.clock.nowMs += 1
    expect(await t.reply('head', 'account.status', {})).toMatchObject({
      value: { isLocked: true, me: { login: 'head' } },
    })
    expect(await t.reply('head', 'matters.list', { filter: {} })).toMatchObject({
      error: { code: 'not_logged_in', details: { isLocked: true } },
    })
    expect(code(await logIn('head', 'falsch-falsch'))).toBe('login_failed')
    expect(code(await t.reply('head', 'matters.list', { filter: {} }))).toBe('not_logged_in')
    expect(code(await logIn('head'))).toBe('ok')
    expect(code(await t.reply('head', 'matters.list', { filter: {} }))).toBe('ok')
  })

  it('lock at once when asked to, and end with log-out', async () => {
    await t.reply('head', 'account.lock', {})
    expect(code(await t.reply('head', 'matters.list', { filter: {} }))).toBe('not_logged_in')
    await logIn('head')
    await t.reply('head', 'account.logout', {})
    expect(await t.reply('head', 'account.status', {})).toMatchObject({ value: { me: null, isLocked: false } })
  })

  it('follow what the administrator does to their person', async () => {
    await t.hire('fenglian', '窗口丙', 'clerk')
    const id = (await t.as('admin')('users.list', {})).find((user) => user.login === 'fenglian')?.id as never
    expect(code(await t.reply('fenglian', 'import.history', {}))).toBe('ok')
    await t.as('admin')('users.setRoles', { id, roles: ['mediator'] })
    expect(await t.reply('fenglian', 'account.status', {})).toMatchObject({ value: { me: { roles: ['mediator'] } } })
    expect(
      code(
        await t.reply('fenglian', 'centre.savePlace', {
          id: null,
          kind: 'community',
          name: '一居',
          parentId: null,
          isActive: true,
        }),
      ),
    ).toBe('forbidden')
    await t.as('admin')('users.setActive', { id, isActive: false })
    expect(code(await t.reply('fenglian', 'matters.list', { filter: {} }))).toBe('not_logged_in')
    expect(await logIn('fenglian')).toMatchObject({
      error: { code: 'login_failed', message: expect.stringContaining('停用') },
    })
    await t.as('admin')('users.setActive', { id, isActive: true })
    expect(code(await logIn('fenglian'))).toBe('ok')
    await t.as('admin')('users.resetPassword', { id, password: 'chushi-2027' })
    expect(code(await t.reply('fenglian', 'matters.list', { filter: {} }))).toBe('not_logged_in')
    expect(code(await logIn('fenglian'))).toBe('login_failed')
    expect(await logIn('fenglian', 'chushi-2027')).toMatchObject({ ok: true, value: { mustChangePassword: true } })
  })

  it('always leave one administrator', async () => {
    const id = (await t.as('admin')('users.list', {})).find((user) => user.login === 'admin')?.id as never
    for (const [method, input] of [
      ['users.setRoles', { id, roles: ['head'] }],
      ['users.setActive', { id, isActive: false }],
    ] as const)
      expect(await t.reply('admin', method, input)).toMatchObject({
        error: { code: 'not_allowed', message: expect.stringMatching(CHINESE) },
      })
    expect(
      code(
        await t.reply('admin', 'users.add', {
          login: 'beides',
          name: '两样',
          password: PASSWORD,
          roles: ['admin', 'clerk'],
        }),
      ),
    ).toBe('invalid')
  })
})
