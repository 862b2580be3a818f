import type { UserId } from '../../src-shared/kernel/ids.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { findUserByLogin } from '../account/repo.ts'
import { audit } from '../ctx/ctx.ts'
import { lockMs, readKeyring, unwrapKey, writeKeyring, type Keyring } from '../store/keyring.ts'
import type { DataKey } from '../store/open.ts'
import type { CoreState } from './coreState.ts'
import { ctxFor } from './createCtx.ts'
import type { Session } from './sessions.ts'

/** Parallel guesses at one core must not slip past the counter. */
const queues = new WeakMap<CoreState, ReturnType<typeof queue>>()
export function queueOf(core: CoreState): ReturnType<typeof queue> {
  let found = queues.get(core)
  if (!found) queues.set(core, (found = queue()))
  return found
}

/** The data key for the password of somebody who is logged in; a wrong one counts as at log-in. */
export function ownKey(core: CoreState, { login }: Session, password: string): Promise<DataKey> {
  return queueOf(core)(async () => {
    const entry = entryOf(readKeyring(core.dataDir), login)
    if (entry.lockedUntilMs > core.nowMs()) throw lockedOut(entry.lockedUntilMs)
    const key = await unwrapKey(entry, password)
    if (!key) throw countFailure(core, login, '现在的密码不对')
    clearFailures(core, login)
    return key
  })
}

function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

type Entry = Keyring['users'][number]

export function changeEntry(core: CoreState, login: string, change: (entry: Entry) => Entry): Entry {
  const keyring = readKeyring(core.dataDir)
  const changed = change(entryOf(keyring, login))
  writeKeyring(core.dataDir, {
    ...keyring,
    users: keyring.users.map((user) => (user.login === login ? changed : user)),
  })
  return changed
}

export function entryOf(keyring: Keyring, login: string): Entry {
  const entry = keyring.users.find((user) => user.login === login)
  if (!entry) throw new AppError('not_found', '没有这个登录名')
  return entry
}

export function countFailure(core: CoreState, login: string, text?: string): AppError {
  const { failures, lockedUntilMs, userId } = changeEntry(core, login, (entry) => ({
    ...entry,
    failures: entry.failures + 1,
    lockedUntilMs: lockMs(entry.failures + 1) === 0 ? 0 : core.nowMs() + lockMs(entry.failures + 1),
  }))
  if (core.open) {
    const user = findUserByLogin(core.open.db, login)
    const ctx = ctxFor(core, core.open, { userId: userId as UserId, name: user?.name ?? login, roles: [] })
    core.open.db
      .transaction(() =>
        audit(ctx, 'login_failed', { kind: 'user', id: userId, title: login }, `连续第 ${failures} 次`),
      )
      .immediate()
  }
  return lockedUntilMs > 0 ? lockedOut(lockedUntilMs) : wrongPassword(text)
}

export function clearFailures(core: CoreState, login: string): void {
  const entry = entryOf(readKeyring(core.dataDir), login)
  if (entry.failures > 0) changeEntry(core, login, (each) => ({ ...each, failures: 0, lockedUntilMs: 0 }))
}

export const wrongPassword = (text = '登录名或密码不对'): AppError => new AppError('login_failed', text)
export const lockedOut = (untilMs: number): AppError =>
  new AppError('locked_out', `密码错误次数过多，要到 ${clockText(untilMs)} 才能再试`, {
    untilAt: new Date(untilMs).toISOString(),
  })

/** `14:05` as clocks in China show it. */
const clockText = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16)
