import type { DistrictMe } from '../../src-shared/district/account.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { isoOf } from '../context.ts'
import {
  beginSession,
  countActiveAdmins,
  endSession,
  endSessionsOf,
  findAccount,
  insertAccount,
  listAccounts,
  noteFailure,
  noteLogin,
  setActive,
  setPassword,
  type Account,
} from './accountRepo.ts'
import { newId, note, type KnownCtx, type OfficeCtx, type OfficeHandlers } from './ctx.ts'
import { appendLog } from './logRepo.ts'
import { hashPassword, isPassword, lockMs } from './passwords.ts'
import { loadSettings } from './settings.ts'

const TOKEN_BYTES = 32
const SALT_BYTES = 16
const WRONG = '登录名或密码不对'

const meOf = ({ id, login, name, role, mustChangePassword }: Account): DistrictMe => ({
  accountId: id,
  login,
  name,
  role,
  mustChangePassword,
})

const hash = (ctx: OfficeCtx, password: string): Promise<string> =>
  hashPassword(password, ctx.district.random(SALT_BYTES), ctx.scryptLogN)

async function logIn(ctx: OfficeCtx, typed: string, password: string): Promise<DistrictMe> {
  const login = typed.trim().toLowerCase()
  const { db, nowMs } = ctx.district
  const account = await db.outsideStreets((sql) => findAccount(sql, { login }))
  if (account?.lockedUntil && account.lockedUntil > ctx.now) throw lockedOut(account.lockedUntil)
  // An unknown name takes as long as a known one.
  const isRight = await isPassword(password, account?.password ?? `scrypt$${ctx.scryptLogN}$$`)
  if (!account) throw new AppError('login_failed', WRONG)
  if (isRight && account.isActive) return open(ctx, account)
  const until = await db.outsideStreets(async (sql) => {
    // Counted from the row as it is now: many may try at once.
    const failures = ((await findAccount(sql, { login }))?.failures ?? 0) + 1
    const lock = lockMs(failures)
    const lockedUntil = lock === 0 ? null : isoOf(nowMs() + lock)
    await noteFailure(sql, account.id, failures, lockedUntil)
    await appendLog(sql, { ...lineOf(ctx, account), action: 'login_failed', detail: lockedUntil ? '已锁定' : '' })
    return lockedUntil
  })
  throw until ? lockedOut(until) : new AppError('login_failed', WRONG)
}

const lineOf = (ctx: OfficeCtx, { id, name, login }: Account) => ({
  at: ctx.now,
  accountId: id,
  accountName: name,
  streetCode: '',
  subjectId: id,
  subject: login,
})

const lockedOut = (untilAt: string): AppError => new AppError('locked_out', '密码错误次数过多，请稍候再试', { untilAt })

async function open(ctx: OfficeCtx, account: Account): Promise<DistrictMe> {
  const token = Buffer.from(ctx.district.random(TOKEN_BYTES)).toString('base64url')
  await ctx.district.db.outsideStreets(async (sql) => {
    await noteLogin(sql, account.id, ctx.now)
    await beginSession(sql, token, account.id, ctx.now)
    await appendLog(sql, { ...lineOf(ctx, account), action: 'logged_in', detail: '' })
  })
  ctx.session.token = token
  return meOf(account)
}

async function changePassword(ctx: KnownCtx, oldPassword: string, newPassword: string): Promise<DistrictMe> {
  const { db } = ctx.district
  const { accountId: id } = ctx.actor
  const account = await db.outsideStreets((sql) => findAccount(sql, { id }))
  if (!account || !(await isPassword(oldPassword, account.password)))
    throw new AppError('login_failed', '现在的密码不对')
  if (oldPassword === newPassword) throw new AppError('invalid', '新密码不能和现在的一样')
  const hashed = await hash(ctx, newPassword)
  const token = Buffer.from(ctx.district.random(TOKEN_BYTES)).toString('base64url')
  await db.outsideStreets(async (sql) => {
    await setPassword(sql, id, hashed, false)
    await endSessionsOf(sql, id)
    await beginSession(sql, token, id, ctx.now)
    await note(ctx, sql, 'password_changed', { id, title: account.login })
  })
  ctx.session.token = token
  return { ...meOf(account), mustChangePassword: false }
}

export const accountHandlers = {
  'account.status': async ({ actor, district, version }: OfficeCtx) => {
    const { districtName } = await district.db.outsideStreets(loadSettings)
    return { districtName, version, me: actor ?? null }
  },
  'account.login': (ctx: OfficeCtx, { login, password }) => logIn(ctx, login, password),
  'account.logout': async (ctx) => {
    const { token } = ctx.session
    await ctx.district.db.outsideStreets(async (sql) => {
      if (token) await endSession(sql, token)
      await note(ctx, sql, 'logged_out', { id: ctx.actor.accountId, title: ctx.actor.login })
    })
    ctx.session.token = undefined
    return {}
  },
  'account.changePassword': (ctx, { oldPassword, newPassword }) => changePassword(ctx, oldPassword, newPassword),
  'accounts.list': (ctx) => ctx.district.db.outsideStreets(listAccounts),
  'accounts.add': async (ctx, { login, name, role, password }) => {
    const hashed = await hash(ctx, password)
    const id = newId(ctx.district)
    await ctx.district.db.outsideStreets(async (sql) => {
      if (await findAccount(sql, { login })) throw new AppError('conflict', `登录名 ${login} 已有人用`)
      await insertAccount(sql, { id, login, name, role, password: hashed }, ctx.now)
      await note(ctx, sql, 'account_changed', { id, title: login }, '新增账号')
    })
    return { id }
  },
  'accounts.setActive': async (ctx, { id, isActive }) => {
    await ctx.district.db.outsideStreets(async (sql) => {
      const account = await findAccount(sql, { id })
      if (!account) throw new AppError('not_found', '没有这个账号')
      await setActive(sql, id, isActive)
      if ((await countActiveAdmins(sql)) === 0) throw new AppError('not_allowed', '至少要留一名系统管理员')
      if (!isActive) await endSessionsOf(sql, id)
      await note(ctx, sql, 'account_changed', { id, title: account.login }, isActive ? '恢复账号' : '停用账号')
    })
    return {}
  },
  'accounts.resetPassword': async (ctx, { id, password }) => {
    const hashed = await hash(ctx, password)
    await ctx.district.db.outsideStreets(async (sql) => {
      const account = await findAccount(sql, { id })
      if (!account) throw new AppError('not_found', '没有这个账号')
      await setPassword(sql, id, hashed, true)
      await endSessionsOf(sql, id)
      await note(ctx, sql, 'account_changed', { id, title: account.login }, '重设密码')
    })
    return {}
  },
} satisfies Partial<OfficeHandlers>
