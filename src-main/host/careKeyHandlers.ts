import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { CareStatus } from '../../src-shared/care/views.ts'
import type { Method } from '../../src-shared/contract.ts'
import { dayOf, type Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { UserId } from '../../src-shared/kernel/ids.ts'
import { findUser, listUsers } from '../account/repo.ts'
import { readState } from '../care/eventRepo.ts'
import { findKeyRow, saveKeyRow } from '../care/keyRepo.ts'
import { audit, type ActionCtx, type CareStore, type Ctx } from '../ctx/ctx.ts'
import { careKeysOf, newCareKey } from '../store/careKeys.ts'
import { readKeyring, unwrapKey, Wrapped, wrapKey, writeKeyring } from '../store/keyring.ts'
import { parseRecoveryCode, toGroups } from '../store/recoveryCode.ts'
import type { HostHandlers } from './accountHandlers.ts'
import { changeEntry, entryOf, ownKey } from './keyringEntry.ts'
import { beginCare, closeCareIfUnused, mayHoldCareKey } from './careStore.ts'
import type { CoreState } from './coreState.ts'
import type { Session } from './sessions.ts'

type CareKeyMethod = Extract<
  Method,
  | 'care.status'
  | 'care.setUp'
  | 'care.renewRecovery'
  | 'care.recoverySheet'
  | 'care.confirmRecovery'
  | 'care.join'
  | 'care.grant'
  | 'care.accept'
  | 'care.revoke'
>

/** How long a one-time code waits for the person that it is for. */
const GRANT_MS = 72 * 3_600_000

/** Who holds the key of the care records: everything that touches its wraps in the keyring (docs/decisions/0009). */
export function careKeyHandlers(core: CoreState): HostHandlers<CareKeyMethod> {
  const sessionOf = (callerId: string) => core.sessions.get(callerId) as Session
  /** Puts the key under the caller's password and opens the records for this log-in. */
  const take = async (ctx: ActionCtx, session: Session, careKey: Buffer, password: string, what: string) => {
    const care = await wrapKey(careKey, password, core.scryptN)
    changeEntry(core, session.login, ({ careLost: _lost, ...entry }) => ({ ...entry, care }))
    ctx.transact((tx) => {
      audit(tx, 'user_changed', { kind: 'user', id: session.userId, title: session.login }, what)
      tx.changed('care')
    })
    beginCare(core, session, careKey)
  }
  return {
    'care.status': (ctx, _input, callerId) => statusOf(core, ctx, sessionOf(callerId)),

    'care.setUp': async (ctx, { password }, callerId) => {
      const session = sessionOf(callerId)
      await ownKey(core, session, password)
      if (findKeyRow(ctx.db, 'recovery'))
        throw new AppError('not_allowed', '本街道已有走访帮扶记录的钥匙，请用恢复码取得')
      const careKey = newCareKey()
      const groups = await makeCareRecovery(core, ctx, careKey, callerId)
      await take(ctx, session, careKey, password, '建立走访帮扶记录的钥匙')
      return { recoveryGroups: groups }
    },

    'care.renewRecovery': async (ctx, { password }, callerId) => {
      await ownKey(core, sessionOf(callerId), password)
      const groups = await makeCareRecovery(core, ctx, ctx.care.keys.care, callerId)
      ctx.transact((tx) =>
        audit(tx, 'user_changed', { kind: 'store', id: 'care', title: '走访帮扶恢复码' }, '重新生成恢复码'),
      )
      return { recoveryGroups: groups }
    },

    'care.recoverySheet': async (ctx, _input, callerId) => {
      const { pdf } = await ctx.services.typeset(
        'care_recovery_sheet',
        {
          centreName: ctx.settings.centreName,
          seat: ctx.settings.seatLetter,
          madeOn: dayOf(ctx.now),
          madeBy: ctx.actor.name,
          groups: pendingFor(core, callerId),
        },
        { mode: 'issue', timestamp: ctx.now },
      )
      return { pdfBase64: Buffer.from(pdf).toString('base64') }
    },

    'care.confirmRecovery': async (ctx, { checks }, callerId) => {
      const groups = pendingFor(core, callerId)
      const isRight = checks.every(({ index, group }) => groups[index] === group.normalize('NFKC').replace(/\D/g, ''))
      if (new Set(checks.map(({ index }) => index)).size < 2 || !isRight)
        throw new AppError('invalid', '两组数字与恢复单不一致，请对照恢复单重新填写')
      core.pendingCareRecovery = undefined
      ctx.transact((tx) => tx.changed('care'))
      return {}
    },

    'care.join': async (ctx, { code, password }, callerId) => {
      const session = sessionOf(callerId)
      await ownKey(core, session, password)
      const row = findKeyRow(ctx.db, 'recovery')
      if (!row) throw new AppError('not_found', '本街道还没有走访帮扶记录的钥匙；如已在别的电脑建立，请先同步')
      const careKey = await unwrapKey(Wrapped.parse(JSON.parse(row.wrap)), parseRecoveryCode(code))
      if (!careKey) throw new AppError('login_failed', '恢复码不对，请核对恢复单的日期，只有最近一次打印的有效')
      await take(ctx, session, careKey, password, '用恢复码取得走访帮扶记录的钥匙')
      return {}
    },

    'care.grant': async (ctx, { userId }) => {
      const user = findUser(ctx.db, userId)
      if (!user?.isActive || user.isRemote || !mayHoldCareKey(user.roles))
        throw new AppError('invalid', '只能授予本机的社工或帮扶负责人')
      const secret = randomBytes(16)
      const untilMs = core.nowMs() + GRANT_MS
      const grant = { ...(await wrapKey(ctx.care.keys.care, secret, core.scryptN)), userId, untilMs }
      const keyring = readKeyring(core.dataDir)
      const others = (keyring.careGrants ?? []).filter((each) => each.userId !== userId && each.untilMs > core.nowMs())
      writeKeyring(core.dataDir, { ...keyring, careGrants: [...others, grant] })
      ctx.transact((tx) => {
        audit(tx, 'user_changed', { kind: 'user', id: userId, title: user.login }, '发放走访帮扶记录的一次性授权码')
        tx.changed('care')
      })
      return { codeGroups: toGroups(secret), until: new Date(untilMs).toISOString() as Instant }
    },

    'care.accept': async (ctx, { code, password }, callerId) => {
      const session = sessionOf(callerId)
      await ownKey(core, session, password)
      const grant = grantFor(core, session.userId)
      const careKey = grant && (await unwrapKey(grant, parseRecoveryCode(code, '一次性口令')))
      if (!careKey) throw new AppError('login_failed', '授权码不对、已经用过或已过期，请向帮扶负责人要一个新的')
      await take(ctx, session, careKey, password, '领取走访帮扶记录的钥匙')
      dropGrant(core, session.userId)
      return {}
    },

    'care.revoke': async (ctx, { userId }, callerId) => {
      const user = findUser(ctx.db, userId)
      if (!user || user.isRemote) throw new AppError('not_found', '没有这个人')
      if (userId === sessionOf(callerId).userId) throw new AppError('invalid', '不能收回自己的钥匙')
      dropCareKey(core, user.login)
      dropGrant(core, userId)
      core.sessions.refreshUser(userId, { hasCare: false })
      ctx.transact((tx) => {
        audit(tx, 'user_changed', { kind: 'user', id: userId, title: user.login }, '收回走访帮扶记录的钥匙')
        tx.changed('care')
      })
      closeCareIfUnused(core)
      return {}
    },
  }
}

/** Takes the wrapped key of a log-in away; what is open is closed by `closeCareIfUnused`. */
export function dropCareKey(core: CoreState, login: string): void {
  const { care, careLost } = entryOf(readKeyring(core.dataDir), login)
  if (care || careLost) changeEntry(core, login, ({ care: _care, careLost: _lost, ...entry }) => entry)
}

/** A new code; the old sheet stops working, at other seats as soon as they hear of it. */
async function makeCareRecovery(core: CoreState, ctx: ActionCtx, careKey: Buffer, callerId: string): Promise<string[]> {
  const secret = randomBytes(16)
  const wrap = await wrapKey(careKey, secret, core.scryptN)
  const { fingerprint } = careKeysOf(careKey)
  ctx.transact((tx) => {
    saveKeyRow(tx.db, {
      id: `recovery ${fingerprint}`,
      kind: 'recovery',
      fingerprint,
      holder: '',
      wrap: JSON.stringify(wrap),
      madeAt: tx.now,
      madeBy: tx.actor.name,
    })
    tx.changed('care')
  })
  const groups = toGroups(secret)
  core.pendingCareRecovery = { groups, callerId }
  return groups
}

function pendingFor(core: CoreState, callerId: string): string[] {
  if (core.pendingCareRecovery?.callerId !== callerId)
    throw new AppError('not_allowed', '恢复码只在生成后显示一次；如已丢失，请重新生成')
  return core.pendingCareRecovery.groups
}

function grantFor(core: CoreState, userId: string) {
  const { careGrants = [] } = readKeyring(core.dataDir)
  return careGrants.find((grant) => grant.userId === userId && grant.untilMs > core.nowMs())
}

function dropGrant(core: CoreState, userId: string): void {
  const { careGrants, ...keyring } = readKeyring(core.dataDir)
  const left = (careGrants ?? []).filter((grant) => grant.userId !== userId)
  writeKeyring(core.dataDir, left.length > 0 ? { ...keyring, careGrants: left } : keyring)
}

function statusOf(core: CoreState, ctx: Ctx, session: Session): CareStatus {
  const isHead = session.roles.includes('care_head')
  const recovery = findKeyRow(ctx.db, 'recovery')
  const care = session.hasCare ? core.care : undefined
  return {
    state: stateOf(core, session, care, recovery !== undefined),
    isHead,
    fingerprint: care?.keys.fingerprint ?? recovery?.fingerprint ?? '',
    isRecoveryConfirmed: core.pendingCareRecovery === undefined,
    holders: isHead && care ? holdersOf(core, ctx) : [],
    office: care ? officeOf(ctx, care) : null,
    unreadable: care ? Number(readState(care.db, 'unreadable') ?? 0) : 0,
  }
}

function stateOf(core: CoreState, session: Session, care: CareStore | undefined, exists: boolean): CareStatus['state'] {
  if (care) return 'open'
  const { users } = readKeyring(core.dataDir)
  const entry = users.find(({ login }) => login === session.login)
  if (grantFor(core, session.userId)) return 'code_waits'
  if (entry?.careLost) return 'lost'
  if (!exists) return 'none'
  return users.some(({ care: wrap }) => wrap) ? 'not_given' : 'elsewhere'
}

function holdersOf(core: CoreState, ctx: Ctx): CareStatus['holders'] {
  const { users } = readKeyring(core.dataDir)
  const entries = new Map(users.map((entry) => [entry.userId, entry]))
  return listUsers(ctx.db)
    .filter(({ isActive, isRemote, roles }) => isActive && !isRemote && mayHoldCareKey(roles))
    .map(({ id, name, roles }) => {
      const entry = entries.get(id)
      const has = entry?.care ? 'key' : grantFor(core, id) ? 'code' : entry?.careLost ? 'lost' : 'none'
      return { userId: id as UserId, name, has, isHead: roles.includes('care_head') }
    })
}

const OfficeWrap = z.object({ fingerprint: z.string() })

function officeOf(ctx: Ctx, { keys }: CareStore): CareStatus['office'] {
  const row = findKeyRow(ctx.db, 'office', keys.fingerprint)
  if (!row) return null
  const { fingerprint } = OfficeWrap.parse(JSON.parse(row.wrap))
  return { fingerprint, trustedAt: row.madeAt as Instant, trustedBy: row.madeBy }
}
