import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupStatus } from '../../src-shared/centre/schema.ts'
import type { Method } from '../../src-shared/contract.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { appendAudit } from '../store/audit.ts'
import { backUp, backupName, inspectCopy, listBackups } from '../store/backup.ts'
import { schemaVersion } from '../store/migrate.ts'
import { closeStore, openStore, type DataKey } from '../store/open.ts'
import { raiseSeries, readSeries, type SeriesMark } from '../store/series.ts'
import { audit } from '../ctx/ctx.ts'
import type { HostHandlers } from './accountHandlers.ts'
import { closeCare } from './careStore.ts'
import type { CoreState, OpenStore } from './coreState.ts'
import { refuseWhileBusy } from './createCtx.ts'
import { stopIndexing } from './indexing.ts'
import { stopSyncing } from './syncing.ts'
import { closeOpenStore, incomingFile, knownSchema, stampOf, storeFile } from './openedStore.ts'

/** Copies that stay in the backup folder. */
const KEPT = 14
const OVERDUE_MS = 26 * 3_600_000

type BackupMethod = Extract<
  Method,
  'centre.backupStatus' | 'centre.backupNow' | 'centre.previewBackup' | 'centre.restoreBackup'
>

export function backupHandlers(core: CoreState): HostHandlers<BackupMethod> {
  return {
    'centre.backupStatus': () => backupStatus(core),
    'centre.backupNow': async (ctx) => {
      refuseWhileBusy(core)
      runBackup(core)
      ctx.transact((tx) => audit(tx, 'backed_up', { kind: 'store', id: 'backup', title: '手工备份' }))
      core.notify('backup')
      return backupStatus(core)
    },
    'centre.previewBackup': async (_ctx, { name }) => {
      const { file, madeAt } = findCopy(core, name)
      const facts = inspectCopy(file, openOf(core).key)
      return { ...facts, madeAt, lastEntryAt: facts.lastEntryAt as Instant | null }
    },
    'centre.restoreBackup': async (ctx, { name }) => {
      const { file } = findCopy(core, name)
      const { key } = openOf(core)
      const { isIntact, schema } = inspectCopy(file, key)
      if (!isIntact) throw new AppError('file_damaged', '这个备份没有通过检查，没有恢复')
      if (schema > knownSchema(core)) throw new AppError('file_newer', '这个备份来自更新版本的程序，没有恢复')
      ctx.transact((tx) => audit(tx, 'backed_up', { kind: 'store', id: 'restore', title: '从备份恢复' }, name))
      const store = storeFile(core.dataDir)
      const incoming = incomingFile(core.dataDir)
      copyFileSync(file, incoming)
      const keptAs = `onewindow-before-restore-${stampOf(core.nowMs())}.db`
      const marks = readSeries(openOf(core).db)
      core.sessions.endAll()
      closeCare(core)
      await stopSyncing(core)
      await stopIndexing(core)
      closeOpenStore(core)
      renameSync(store, join(core.dataDir, keptAs))
      for (const tail of ['-wal', '-shm']) rmSync(store + tail, { force: true })
      renameSync(incoming, store)
      goOnAfter(store, key, marks)
      core.notify('session')
      return { keptAs }
    },
  }
}

/** What was printed since the copy was made keeps its numbers: they are not given out a second time. */
function goOnAfter(store: string, key: DataKey, marks: readonly SeriesMark[]): void {
  const db = openStore(store, key)
  try {
    if (schemaVersion(db) > 0) db.transaction(() => raiseSeries(db, marks)).immediate()
  } finally {
    closeStore(db)
  }
}

/** @throws AppError 'invalid' if no folder is set or it cannot be written */
export function runBackup(core: CoreState): void {
  const { db, key, settings } = openOf(core)
  if (!settings.backupDir) throw new AppError('invalid', '还没有设置备份文件夹')
  try {
    backUp(db, key, settings.backupDir, backupName(stampOf(core.nowMs())), KEPT)
    // Without the keyring a copy could not be opened on another computer, not even with the recovery code.
    copyFileSync(join(core.dataDir, 'keyring.json'), join(settings.backupDir, 'keyring.json'))
  } catch (error) {
    core.log.error('backup_failed', { code: (error as NodeJS.ErrnoException).code ?? '' })
    throw new AppError('invalid', '备份没有成功，请检查备份文件夹能否写入、空间是否足够；原来的备份没有改动')
  }
}

export function backupStatus(core: CoreState): BackupStatus {
  const { settings } = openOf(core)
  const files = listBackups(settings.backupDir)
  const newest = files[0]
  return {
    dir: settings.backupDir,
    lastGoodAt: newest ? toInstant(newest.madeAtMs) : null,
    isOverdue: !newest || core.nowMs() - newest.madeAtMs > OVERDUE_MS,
    files: files.map(({ name, bytes, madeAtMs }) => ({ name, bytes, madeAt: toInstant(madeAtMs) })),
  }
}

/** The automatic one, without a caller: same copy, its audit line in the program's own name. */
export function backUpAutomatically(core: CoreState, open: OpenStore): void {
  runBackup(core)
  const at = new Date(core.nowMs()).toISOString()
  open.db
    .transaction(() =>
      appendAudit(open.db, {
        at,
        actorId: '',
        actorName: '一窗通',
        action: 'backed_up',
        subjectKind: 'store',
        subjectId: 'backup',
        subject: '自动备份',
        detail: '',
      }),
    )
    .immediate()
  core.notify('backup')
}

function findCopy(core: CoreState, name: string): { file: string; madeAt: Instant } {
  const { backupDir } = openOf(core).settings
  const found = listBackups(backupDir).find((file) => file.name === name) // a listed name, never a path from outside
  if (!found || !existsSync(join(backupDir, found.name))) throw new AppError('not_found', '备份文件夹里没有这个文件')
  return { file: join(backupDir, found.name), madeAt: toInstant(found.madeAtMs) }
}

function openOf(core: CoreState): OpenStore {
  if (!core.open) throw new AppError('not_logged_in', '请先登录')
  return core.open
}

const toInstant = (ms: number): Instant => new Date(ms).toISOString() as Instant
