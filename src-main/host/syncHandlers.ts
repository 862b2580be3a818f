import type { Method } from '../../src-shared/contract.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { ANY_LINEAGE, type WireRow } from '../../src-shared/sync/protocol.ts'
import { findSynced } from '../../src-shared/sync/tables.ts'
import { fieldTitle, problemText, tableTitle } from '../../src-shared/sync/titles.ts'
import { audit, type Ctx } from '../ctx/ctx.ts'
import { leaveCounters } from '../intake/refold.ts'
import { getMatter, recordEvent } from '../intake/record.ts'
import { findMatter } from '../intake/repo.ts'
import { renumberMatter } from '../intake/renumber.ts'
import { bearerOf, revealConflict, settleConflict, toConflict, toQuarantined, type Settled } from '../sync/conflicts.ts'
import { Refused } from '../sync/district.ts'
import { askToJoin, join } from '../sync/enrol.ts'
import { queueAllFiles } from '../sync/fileRepo.ts'
import { clearQuarantined, markUnsettled, sendWhole } from '../sync/rowRepo.ts'
import { hasJoined, loadState, saveState } from '../sync/state.ts'
import { recordState, syncAttention, syncStatus } from '../sync/status.ts'
import { findPaperSum, findQuarantined, listConflicts, listQuarantined } from '../sync/statusRepo.ts'
import { httpTransport } from '../sync/transport.ts'
import type { HostHandlers } from './accountHandlers.ts'
import { exportConflicts, printConflicts } from './conflictList.ts'
import type { CoreState } from './coreState.ts'
import { refuseWhileBusy } from './createCtx.ts'
import { packageHandlers } from './packageHandlers.ts'
import { topicPorts } from './refolding.ts'
import { retakeRow } from './retakeRow.ts'
import { startSyncing, stopSyncing } from './syncing.ts'

type SyncMethod = Extract<Method, `sync.${string}`>

export function syncHandlers(core: CoreState): HostHandlers<SyncMethod> {
  const ports = topicPorts(() => core.nowMs())
  return {
    ...packageHandlers(core),

    'sync.status': (ctx) => ({
      ...syncStatus(ctx.db, ctx.actor.userId),
      progress: core.syncing?.progress ?? null,
      isOnline: core.syncing?.isOnline ?? false,
    }),

    'sync.attention': (ctx) => syncAttention(ctx.db, ctx.actor.userId),

    'sync.recordState': (ctx, { matterId }) => {
      getMatter(ctx, matterId)
      return recordState(ctx.db, matterId)
    },

    'sync.join': async (ctx, { url, code, name, ca }) => {
      refuseWhileBusy(core)
      if (core.isPractice) throw new AppError('not_allowed', '练习中心的数据是编造的，不能接入区里')
      if (hasJoined(ctx.db) && loadState(ctx.db).stopped !== 'revoked')
        throw new AppError('not_allowed', '这台电脑已经接入区里')
      const transport = openTransport(url, ca)
      try {
        const letter = ctx.settings.seatLetter
        const before = loadState(ctx.db)
        const { enrolled, privateKey } = await askToJoin(transport, { url, code, letter, name, app: core.version })
        if (before.streetCode !== '' && before.streetCode !== enrolled.streetCode)
          throw new AppError(
            'not_allowed',
            `这个接入码是${enrolled.streetName}的，本机的记录是${before.streetName}的，没有接入。请向区里要${before.streetName}的接入码，并请区里停用刚才登记的座席`,
          )
        await stopSyncing(core)
        ctx.transact((tx) => {
          join(tx.db, url, enrolled, privateKey, core.nowMs())
          saveState(tx.db, { ca })
          queueAllFiles(tx.db, tx.now)
          audit(tx, 'sync_joined', { kind: 'store', id: 'sync', title: '接入区级服务器' }, enrolled.districtName)
        })
        startSyncing(core)
        core.notify('sync')
        return { streetName: enrolled.streetName, districtName: enrolled.districtName }
      } catch (error) {
        throw toAppError(error)
      } finally {
        transport.close()
      }
    },

    'sync.now': async (ctx) => {
      refuseWhileBusy(core)
      if (!hasJoined(ctx.db)) throw new AppError('not_allowed', '这台电脑还没有接入区里')
      startSyncing(core)
      return { problem: problemText((await core.syncing?.now()) ?? 'offline') }
    },

    'sync.setPaused': (ctx, { isPaused }) => {
      saveState(ctx.db, { paused: Number(isPaused) })
      audit(ctx, 'sync_changed', { kind: 'store', id: 'sync', title: '同步' }, isPaused ? '暂停' : '恢复')
      void (isPaused ? stopSyncing(core) : Promise.resolve()).then(() => setImmediate(() => startSyncing(core)))
      ctx.changed('sync')
      return {}
    },

    'sync.acceptLineage': (ctx, { reason }) => {
      if (loadState(ctx.db).stopped !== 'lineage') throw new AppError('not_allowed', '现在没有这个问题需要确认')
      saveState(ctx.db, { stopped: '', lineage: ANY_LINEAGE, cursor: 0, backfill: '', agreedCursor: -1 })
      audit(ctx, 'sync_changed', { kind: 'store', id: 'sync', title: '确认与新的区级数据同步' }, reason)
      ctx.changed('sync')
      return {}
    },

    'sync.conflicts': (ctx, { isSettled, matterId }) =>
      listConflicts(ctx.db, ctx.actor.userId, isSettled, matterId).map((row) => toConflict(ctx.db, row)),

    'sync.exportConflicts': exportConflicts,
    'sync.printConflicts': printConflicts,

    'sync.revealConflict': (ctx, { id, purpose }) => {
      const { row, winner, loser } = revealConflict(ctx.db, ctx.actor.userId, id)
      const title = [row.number, row.name, fieldTitle(row.tableName, row.field)].filter(Boolean).join(' ')
      audit(
        ctx,
        'revealed',
        row.matterId ? { kind: 'matter', id: row.matterId, title } : { kind: 'sync', id, title },
        purpose,
      )
      return { winner, loser }
    },

    'sync.settleConflict': (ctx, input) => {
      const chosen = { ...input, at: ctx.now, by: ctx.actor.name }
      const settled = settleConflict(ctx.db, ctx.actor.userId, chosen, (id) => leaveCounters(ctx, id))
      refoldHere(ctx, ports, settled.matters)
      tellOnTimeline(ctx, settled, input.reason)
      const number = settled.matterId ? (findMatter(ctx.db, settled.matterId)?.number ?? '') : ''
      audit(
        ctx,
        'sync_settled',
        { kind: 'sync', id: input.id, title: `${number} ${settled.title}`.trim() },
        input.reason,
      )
      ctx.changed('sync')
      return {}
    },

    'sync.quarantine': (ctx) =>
      listQuarantined(ctx.db, ctx.actor.userId).map((row) => toQuarantined(ctx.db, ctx.actor.userId, row)),

    'sync.retryQuarantined': (ctx, { id }) => {
      const row = getQuarantined(ctx, id)
      clearQuarantined(ctx.db, row.direction, row.tbl, row.key)
      const table = findSynced(row.tbl)
      if (row.direction === 'up' && table) sendWhole(ctx.db, table, row.key)
      else retakeRow(ctx, ports, JSON.parse(row.content) as WireRow)
      audit(ctx, 'sync_changed', { kind: 'sync', id: String(id), title: tableTitle(row.tbl) }, '再试一次')
      ctx.changed('sync')
      return {}
    },

    'sync.renumber': (ctx, { id }) => {
      const row = getQuarantined(ctx, id)
      const bearer = bearerOf(ctx.db, ctx.actor.userId, row)
      if (!bearer) throw new AppError('not_allowed', '这一条不是编号重复')
      const number = renumberMatter(ctx, bearer)
      const table = findSynced(row.tbl)
      if (row.direction === 'up' && table) {
        clearQuarantined(ctx.db, 'up', row.tbl, row.key)
        sendWhole(ctx.db, table, row.key)
      }
      ctx.changed('sync')
      return { number }
    },

    'sync.fetchPaper': async (ctx, { documentId }) => {
      const paper = findPaperSum(ctx.db, documentId)
      if (!paper) throw new AppError('not_found', '没有这份文书')
      if (paper.matterId) getMatter(ctx, paper.matterId)
      const problem = (await core.syncing?.fetch(paper.sha256)) ?? 'offline'
      if (problem === 'not_found') throw new AppError('not_found', '这份文书的座席还没有把文件送到区里，请稍后再试')
      if (problem) throw new AppError('not_found', problemText(problem))
      core.notify('papers')
      return {}
    },
  }
}

/** The choice stands in the matter's own course as well, with its reason. */
function tellOnTimeline(ctx: Ctx, { matterId, title }: Settled, reason: string): void {
  const matter = matterId ? findMatter(ctx.db, matterId) : undefined
  if (!matter || matter.stage === 'merged' || matter.stage === 'void') return
  recordEvent(ctx, matter.id, matter.version, 'amended', { changed: [`${title}（两处都改过，作了选择）`] }, reason)
}

function getQuarantined(ctx: Ctx, id: number) {
  const row = findQuarantined(ctx.db, ctx.actor.userId, id)
  if (!row) throw new AppError('not_found', '这一条已经处理过了')
  return row
}

/** A few matters, at once and in the caller's transaction. */
export function refoldHere(ctx: Ctx, ports: ReturnType<typeof topicPorts>, matterIds: readonly string[]): void {
  if (matterIds.length === 0) return
  markUnsettled(ctx.db, matterIds)
  ports.settle(ctx.db)
  for (const topic of ['matters', 'mediation', 'petition', 'linkage', 'ledger'] as const) ctx.changed(topic)
}

function openTransport(url: string, ca: string) {
  try {
    return httpTransport(url, ca || undefined)
  } catch {
    throw new AppError('invalid', '区级服务器地址要以 https:// 开头')
  }
}

function toAppError(error: unknown): Error {
  if (error instanceof AppError) return error
  if (error instanceof Refused && error.code === 'letter_taken')
    return new AppError('not_allowed', `${error.message}。请到“设置”换一个字母再接入`) // the district names the free ones
  if (error instanceof Refused) return new AppError('not_allowed', problemText(error.code) || error.message)
  return new AppError('not_found', problemText(whyNotReached(error)))
}

/** A computer that has not joined sends nothing later: whoever typed the address has to look at it again. */
function whyNotReached(error: unknown): string {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return 'no_district'
  return /CERT|SELF_SIGNED|UNABLE_TO_/.test(code) ? 'not_trusted' : 'not_reached'
}
