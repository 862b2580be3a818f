import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SetUpInput } from '../../src-shared/account/schema.ts'
import { checkPattern } from '../../src-shared/centre/numbering.ts'
import type { Method } from '../../src-shared/contract.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { UserId } from '../../src-shared/kernel/ids.ts'
import { ROLE_TITLES, type Role } from '../../src-shared/kernel/roles.ts'
import { findUser, insertUser, listUsers, updateUser } from '../account/repo.ts'
import { saveSettings } from '../centre/settings.ts'
import { audit, type Ctx } from '../ctx/ctx.ts'
import { settleAllSeals } from '../intake/seal.ts'
import { hasKeyring, newDataKey, readKeyring, wrapKey, writeKeyring, type Keyring } from '../store/keyring.ts'
import type { DataKey } from '../store/open.ts'
import { entryOf } from './keyringEntry.ts'
import { makeRecovery, rewrap, startSession, type HostHandlers } from './accountHandlers.ts'
import { dropCareKey } from './careKeyHandlers.ts'
import { closeCareIfUnused, mayHoldCareKey } from './careStore.ts'
import type { CoreState } from './coreState.ts'
import { ctxFor, refuseWhileBusy } from './createCtx.ts'
import { openStoreFor, stampOf, storeFile } from './openedStore.ts'

type SetUpMethod = Extract<
  Method,
  | 'account.setUp'
  | 'users.list'
  | 'users.add'
  | 'users.setRoles'
  | 'users.setUnit'
  | 'users.setActive'
  | 'users.resetPassword'
>

/** The first-run wizard and the people of the office, who each hold a wrapped key. */
export function setUpHandlers(core: CoreState): HostHandlers<SetUpMethod> {
  return {
    'account.setUp': async (_ctx, input, callerId) => ({ recoveryGroups: await setUpCentre(core, input, callerId) }),

    'users.list': (ctx) => listUsers(ctx.db).filter((user) => !user.isRemote),

    'users.add': async (ctx, { login, name, password, roles, unit }) => {
      const keyring = readKeyring(core.dataDir)
      if (keyring.users.some((user) => user.login === login)) throw new AppError('conflict', '这个登录名已经有人用了')
      const id = ctx.newId<UserId>()
      const entry = await newEntry(core, keyOf(core), id, login, password)
      ctx.transact((tx) => {
        insertUser(tx.db, { id, login, name, roles, mustChangePassword: true })
        updateUser(tx.db, id, { unit })
        settleAllSeals(tx.db)
        audit(tx, 'user_changed', { kind: 'user', id, title: login }, `新增，角色 ${titlesOf(roles)}`)
        tx.changed('users')
      })
      // After the row: an entry without a row cannot log in, a row without an entry could never be repaired.
      writeKeyring(core.dataDir, { ...readKeyring(core.dataDir), users: [...readKeyring(core.dataDir).users, entry] })
      return { id }
    },

    'users.setRoles': (ctx, { id, roles }) => {
      const user = getUser(ctx, id)
      keepOneAdmin(ctx, id, roles)
      updateUser(ctx.db, id, { roles })
      settleAllSeals(ctx.db)
      audit(ctx, 'user_changed', { kind: 'user', id, title: user.login }, `角色 ${titlesOf(roles)}`)
      ctx.changed('users')
      if (!mayHoldCareKey(roles)) dropCareKey(core, user.login)
      core.sessions.refreshUser(id, { roles, ...(!mayHoldCareKey(roles) && { hasCare: false }) })
      closeCareIfUnused(core)
      return {}
    },

    'users.setUnit': (ctx, { id, unit }) => {
      const user = getUser(ctx, id)
      updateUser(ctx.db, id, { unit })
      settleAllSeals(ctx.db)
      audit(ctx, 'user_changed', { kind: 'user', id, title: user.login }, `所属单位 ${unit || '（空）'}`)
      ctx.changed('users')
      return {}
    },

    'users.setActive': async (ctx, { id, isActive }) => {
      ctx.transact((tx) => {
        const user = getUser(tx, id)
        if (!isActive) keepOneAdmin(tx, id, [])
        updateUser(tx.db, id, { isActive })
        settleAllSeals(tx.db)
        audit(tx, 'user_changed', { kind: 'user', id, title: user.login }, isActive ? '启用' : '停用')
        tx.changed('users')
      })
      if (!isActive) {
        dropCareKey(core, getUser(ctx, id).login)
        core.sessions.refreshUser(id, null)
        closeCareIfUnused(core)
      }
      return {}
    },

    'users.resetPassword': async (ctx, { id, password }) => {
      refuseWhileBusy(core)
      const user = getUser(ctx, id)
      const hadCare = entryOf(readKeyring(core.dataDir), user.login).care !== undefined
      await rewrap(core, user.login, keyOf(core), password)
      ctx.transact((tx) => {
        updateUser(tx.db, id, { mustChangePassword: true })
        audit(
          tx,
          'user_changed',
          { kind: 'user', id, title: user.login },
          hadCare ? '重设密码；走访帮扶记录的钥匙随之失效，由帮扶负责人重新授予' : '重设密码',
        )
        tx.changed('users')
      })
      core.sessions.refreshUser(id, null)
      closeCareIfUnused(core)
      return {}
    },
  }
}

/**
 * Makes key, keyring, store, settings and the first two people. The keyring is written last: until
 * then the folder counts as empty, so a crash half way starts the wizard anew.
 *
 * @throws AppError 'not_allowed' if the folder is already set up or holds a store
 */
export async function setUpCentre(core: CoreState, input: SetUpInput, callerId: string): Promise<string[]> {
  if (hasKeyring(core.dataDir)) throw new AppError('not_allowed', '本机已经完成设置')
  if (input.admin.login === input.head.login) throw new AppError('invalid', '系统管理员和负责人请用不同的登录名')
  for (const pattern of [input.dossierPattern, input.matterPattern]) {
    const problem = checkPattern(pattern)
    if (problem) throw new AppError('invalid', problem)
  }
  const key = newDataKey()
  const people = [
    { id: core.newId() as UserId, person: input.admin, roles: ['admin'] as Role[] },
    { id: core.newId() as UserId, person: input.head, roles: ['head'] as Role[] },
  ]
  const entries = await Promise.all(
    people.map(({ id, person }) => newEntry(core, key, id, person.login, person.password)),
  )
  const recovery = await wrapKey(key, newDataKey(), core.scryptN) // replaced below by the printed code
  if (hasKeyring(core.dataDir)) throw new AppError('not_allowed', '本机已经完成设置') // a second click meanwhile
  const marker = join(core.dataDir, 'setup.unfinished')
  setAsideUnfinished(core, marker)
  writeFileSync(marker, '')
  const db = openStoreFor(core, key, { isNew: true })
  const admin = people[0] as (typeof people)[number]
  const ctx = ctxFor(core, core.open as NonNullable<CoreState['open']>, {
    userId: admin.id,
    name: admin.person.name,
    roles: admin.roles,
  })
  db.transaction(() => {
    for (const { id, person, roles } of people)
      insertUser(db, { id, login: person.login, name: person.name, roles, mustChangePassword: roles[0] === 'head' })
    saveSettings(ctx, settingsOf(input))
  }).immediate()
  ctx.flushChanged()
  writeKeyring(core.dataDir, {
    version: 1,
    centreName: input.centreName,
    isRecoveryConfirmed: false,
    recovery,
    users: entries,
  })
  rmSync(marker)
  const groups = await makeRecovery(core, key, callerId)
  startSession(core, callerId, admin.id, 'logged_in')
  return groups
}

/**
 * Makes room where an interrupted wizard left a store; its key was never written, so nobody can open that one.
 * @throws AppError 'not_allowed' for any other store without a keyring
 */
function setAsideUnfinished(core: CoreState, marker: string): void {
  const store = storeFile(core.dataDir)
  if (!existsSync(store)) return
  if (!existsSync(marker))
    throw new AppError('not_allowed', '数据文件夹里有数据文件但没有钥匙文件，请先取回 keyring.json')
  for (const tail of ['-wal', '-shm']) rmSync(store + tail, { force: true })
  renameSync(store, join(core.dataDir, `onewindow-unfinished-${stampOf(core.nowMs())}.db`))
}

function settingsOf(input: SetUpInput) {
  const {
    streetName,
    streetCode,
    centreName,
    centrePhone,
    committeeName,
    committeeShortName,
    seatLetter,
    dossierPattern,
    matterPattern,
    backupDir,
  } = input
  return {
    streetName,
    streetCode,
    centreName,
    centrePhone,
    committeeName,
    committeeShortName,
    seatLetter,
    dossierPattern,
    matterPattern,
    backupDir,
  }
}

async function newEntry(
  core: CoreState,
  key: DataKey,
  userId: UserId,
  login: string,
  password: string,
): Promise<Keyring['users'][number]> {
  return { ...(await wrapKey(key, password, core.scryptN)), userId, login, failures: 0, lockedUntilMs: 0 }
}

function keyOf(core: CoreState): DataKey {
  if (!core.open) throw new AppError('not_logged_in', '请先登录')
  return core.open.key
}

const titlesOf = (roles: readonly Role[]): string => roles.map((role) => ROLE_TITLES[role]).join('、')

function getUser(ctx: Ctx, id: UserId) {
  const user = findUser(ctx.db, id)
  if (!user) throw new AppError('not_found', '没有这个人员')
  return user
}

/** The last active administrator stays one. */
function keepOneAdmin(ctx: Ctx, id: UserId, roles: Role[]): void {
  if (roles.includes('admin')) return
  const others = listUsers(ctx.db).filter(
    (user) => user.id !== id && user.isActive && !user.isRemote && user.roles.includes('admin'),
  )
  if (others.length === 0) throw new AppError('not_allowed', '至少要保留一名系统管理员')
}
