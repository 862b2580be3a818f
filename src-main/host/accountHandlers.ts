import { randomBytes } from 'node:crypto'
import type { AppStatus, Me } from '../../src-shared/account/schema.ts'
import type { Method } from '../../src-shared/contract.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { dayOf, type Instant } from '../../src-shared/kernel/day.ts'
import type { UserId } from '../../src-shared/kernel/ids.ts'
import { findUser, listUsers, updateUser } from '../account/repo.ts'
import { audit, type Handlers } from '../ctx/ctx.ts'
import { hasKeyring, readKeyring, unwrapKey, wrapKey, writeKeyring } from '../store/keyring.ts'
import type { DataKey } from '../store/open.ts'
import { parseRecoveryCode, toGroups } from '../store/recoveryCode.ts'
import {
  changeEntry,
  clearFailures,
  countFailure,
  entryOf,
  lockedOut,
  ownKey,
  queueOf,
  wrongPassword,
} from './keyringEntry.ts'
import { beginCare, closeCareIfUnused, mayHoldCareKey } from './careStore.ts'
import { ctxFor, refuseWhileBusy } from './createCtx.ts'
import type { CoreState } from './coreState.ts'
import { findKeyringProblem } from './keyringProblem.ts'
import { startIndexing } from './indexing.ts'
import { openStoreFor } from './openedStore.ts'
import { practiceLogins } from './practice.ts'
import type { Session } from './sessions.ts'
import { startSyncing } from './syncing.ts'

/** Handlers of the host get the caller's id besides, because sessions hang on it. */
export type HostHandlers<M extends Method> = {
  [K in M]: (...args: [...Parameters<Handlers[K]>, callerId: string]) => ReturnType<Handlers[K]>
}

type AccountMethod = Extract<
  Method,
  | 'account.status'
  | 'account.lookAgain'
  | 'account.login'
  | 'account.recover'
  | 'account.logout'
  | 'account.lock'
  | 'account.changePassword'
  | 'account.colleagues'
  | 'account.confirmRecovery'
  | 'account.recoverySheet'
  | 'users.renewRecovery'
>

/** Log-in, lock, passwords and the recovery code: everything that touches the keyring of the caller. */
export function accountHandlers(core: CoreState): HostHandlers<AccountMethod> {
  const oneAtATime = queueOf(core)
  return {
    'account.status': (_ctx, _input, callerId) => statusOf(core, callerId),

    'account.lookAgain': async () => {
      if (!core.open) core.problem = findKeyringProblem(core.dataDir)
      return {}
    },

    'account.login': (_ctx, { login, password }, callerId) =>
      oneAtATime(async () => {
        refuseWhileBusy(core)
        const keyring = readKeyring(core.dataDir)
        const entry = keyring.users.find((user) => user.login === login.trim())
        if (!entry) {
          await unwrapKey(keyring.recovery, password) // the same cost, so that names cannot be tried out
          throw wrongPassword()
        }
        if (entry.lockedUntilMs > core.nowMs()) throw lockedOut(entry.lockedUntilMs)
        const key = await unwrapKey(entry, password)
        if (!key) throw countFailure(core, entry.login)
        const db = openStoreFor(core, key)
        const user = findUser(db, entry.userId)
        if (!user?.isActive) throw new AppError('login_failed', '这个账号已停用，请联系系统管理员')
        clearFailures(core, entry.login)
        const careKey = entry.care && mayHoldCareKey(user.roles) ? await unwrapKey(entry.care, password) : undefined
        return startSession(core, callerId, user.id, 'logged_in', careKey)
      }),

    'account.recover': async (_ctx, { code, login, newPassword }, callerId) => {
      refuseWhileBusy(core)
      const keyring = readKeyring(core.dataDir)
      const secret = parseRecoveryCode(code)
      const key = await unwrapKey(keyring.recovery, secret)
      if (!key) throw new AppError('login_failed', '恢复码不对，请核对恢复单的日期，只有最近一次打印的有效')
      const entry = keyring.users.find((user) => user.login === login.trim())
      if (!entry) throw new AppError('not_found', '没有这个登录名')
      const db = openStoreFor(core, key)
      const user = findUser(db, entry.userId)
      if (!user?.isActive || !user.roles.some((role) => role === 'admin' || role === 'head')) {
        throw new AppError('forbidden', '恢复码只能重设系统管理员或负责人的密码')
      }
      await rewrap(core, entry.login, key, newPassword)
      updateUser(db, user.id, { mustChangePassword: false })
      return startSession(core, callerId, user.id, 'recovered')
    },

    'account.logout': async (_ctx, _input, callerId) => {
      core.sessions.end(callerId)
      closeCareIfUnused(core)
      return {}
    },

    'account.lock': async (_ctx, _input, callerId) => {
      const session = core.sessions.get(callerId)
      if (session) session.isLocked = true
      closeCareIfUnused(core)
      return {}
    },

    'account.changePassword': async (ctx, { oldPassword, newPassword }, callerId) => {
      refuseWhileBusy(core)
      const session = core.sessions.get(callerId) as Session
      const key = await ownKey(core, session, oldPassword)
      if (newPassword === oldPassword) throw new AppError('invalid', '新密码不能和原密码相同')
      const { care } = entryOf(readKeyring(core.dataDir), session.login)
      await rewrap(core, session.login, key, newPassword, care && (await unwrapKey(care, oldPassword)))
      ctx.transact((tx) => {
        updateUser(tx.db, session.userId, { mustChangePassword: false })
        audit(tx, 'user_changed', { kind: 'user', id: session.userId, title: session.login }, '修改自己的密码')
      })
      core.sessions.refreshUser(session.userId, { mustChangePassword: false })
      return toMe(session)
    },

    'account.colleagues': (ctx) =>
      listUsers(ctx.db)
        .filter((user) => user.isActive && !user.roles.includes('admin'))
        .map(({ id, name, roles, isRemote }) => ({ id, name, roles, isRemote })),

    'account.recoverySheet': async (ctx, _input, callerId) => {
      const pending = pendingFor(core, callerId)
      const keyring = readKeyring(core.dataDir)
      const timestamp = new Date(core.nowMs()).toISOString() as Instant
      const { pdf } = await ctx.services.typeset(
        'recovery_sheet',
        {
          centreName: keyring.centreName,
          seat: core.open?.settings.seatLetter ?? '',
          madeOn: dayOf(timestamp),
          madeBy: core.sessions.get(callerId)?.name ?? '',
          groups: pending,
        },
        { mode: 'issue', timestamp },
      )
      return { pdfBase64: Buffer.from(pdf).toString('base64') }
    },

    'account.confirmRecovery': async (_ctx, { checks }, callerId) => {
      const groups = pendingFor(core, callerId)
      const places = new Set(checks.map((check) => check.index))
      if (
        places.size < 2 ||
        checks.some(({ index, group }) => groups[index] !== group.normalize('NFKC').replace(/\D/g, ''))
      ) {
        throw new AppError('invalid', '两组数字与恢复单不一致，请对照恢复单重新填写')
      }
      writeKeyring(core.dataDir, { ...readKeyring(core.dataDir), isRecoveryConfirmed: true })
      core.pendingRecovery = undefined
      return {}
    },

    'users.renewRecovery': async (ctx, { password }, callerId) => {
      refuseWhileBusy(core)
      const key = await ownKey(core, core.sessions.get(callerId) as Session, password)
      const groups = await makeRecovery(core, key, callerId)
      ctx.transact((tx) =>
        audit(tx, 'user_changed', { kind: 'store', id: 'recovery', title: '恢复码' }, '重新生成恢复码'),
      )
      return { recoveryGroups: groups }
    },
  }
}

/** A new code; the old sheet stops working at once. */
export async function makeRecovery(core: CoreState, key: DataKey, callerId: string): Promise<string[]> {
  const secret = randomBytes(16)
  const groups = toGroups(secret)
  const recovery = await wrapKey(key, secret, core.scryptN)
  writeKeyring(core.dataDir, { ...readKeyring(core.dataDir), recovery, isRecoveryConfirmed: false })
  core.pendingRecovery = { groups, callerId }
  return groups
}

function pendingFor(core: CoreState, callerId: string): string[] {
  if (core.pendingRecovery?.callerId !== callerId)
    throw new AppError('not_allowed', '恢复码只在生成后显示一次；如已丢失，请由系统管理员重新生成')
  return core.pendingRecovery.groups
}

function statusOf(core: CoreState, callerId: string): AppStatus {
  const isSetUp = hasKeyring(core.dataDir)
  const keyring = isSetUp && !core.problem ? readKeyring(core.dataDir) : undefined
  const session = core.sessions.get(callerId)
  const isConfirming = core.pendingRecovery?.callerId === callerId
  return {
    phase: core.problem ? 'unusable' : !isSetUp ? 'setup' : isConfirming ? 'confirm_recovery' : 'login',
    problem: core.problem ?? null,
    centreName: keyring?.centreName ?? '',
    isPractice: core.isPractice,
    practiceLogins: core.isPractice && isSetUp ? practiceLogins() : [],
    shell: core.shell,
    version: core.version,
    me: session ? toMe(session) : null,
    isLocked: session?.isLocked ?? false,
    idleLockMinutes: Math.round(core.idleLockMs() / 60_000),
  }
}

export function startSession(
  core: CoreState,
  callerId: string,
  userId: UserId,
  action: 'logged_in' | 'recovered',
  careKey?: Buffer,
): Me {
  if (!core.open) throw new Error('The store is closed')
  const { db } = core.open
  const user = findUser(db, userId)
  if (!user) throw new AppError('login_failed', '这个账号已停用，请联系系统管理员')
  const previous = core.sessions.get(callerId)
  const session: Session = {
    userId,
    login: user.login,
    name: user.name,
    roles: user.roles,
    mustChangePassword: user.mustChangePassword,
    hasCare: false,
    isLocked: false,
    lastSeenMs: core.nowMs(),
  }
  core.sessions.start(callerId, session)
  if (careKey) beginCare(core, session, careKey)
  closeCareIfUnused(core)
  if (action === 'logged_in' && previous?.userId === userId && !previous.isLocked) return toMe(session)
  const ctx = ctxFor(core, core.open, { userId, name: user.name, roles: user.roles })
  db.transaction(() => {
    updateUser(db, userId, { lastLoginAt: ctx.now })
    audit(ctx, action, { kind: 'user', id: userId, title: user.login })
  }).immediate()
  startIndexing(core)
  startSyncing(core)
  core.services
    .warmUp()
    .catch((error: unknown) => core.log.warn('warm_up_failed', { name: error instanceof Error ? error.name : '' }))
  return toMe(session)
}

export const toMe = ({ userId, login, name, roles, mustChangePassword }: Session): Me => ({
  userId,
  login,
  name,
  roles,
  mustChangePassword,
})

/** A password that somebody else set opens the care records no more: only who knows the old one can take their key along. */
export async function rewrap(
  core: CoreState,
  login: string,
  key: DataKey,
  password: string,
  careKey?: Buffer,
): Promise<void> {
  const wrapped = await wrapKey(key, password, core.scryptN)
  const care = careKey && (await wrapKey(careKey, password, core.scryptN))
  changeEntry(core, login, ({ care: before, careLost, ...entry }) => ({
    ...entry,
    ...wrapped,
    failures: 0,
    lockedUntilMs: 0,
    ...(care && { care }),
    ...(!care && (before || careLost) && { careLost: true }),
  }))
}
