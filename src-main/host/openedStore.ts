import { existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { loadCalendar } from '../centre/holidays.ts'
import { loadSettings } from '../centre/settings.ts'
import { backUp, backupName } from '../store/backup.ts'
import { migrate, readMigrations, schemaVersion } from '../store/migrate.ts'
import { installCapture } from '../store/capture.ts'
import { closeStore, isUnreadable, openStore, type DataKey, type Db } from '../store/open.ts'
import { isQuicklyIntact } from '../store/wholeTransaction.ts'
import { hasJoined } from '../sync/state.ts'
import type { CoreState } from './coreState.ts'
import { refoldMisplaced } from './refolding.ts'

/** Copies made before a migration that are kept. */
const KEPT_BEFORE_UPGRADE = 3

export const storeFile = (dataDir: string): string => join(dataDir, 'onewindow.db')

/** Where a restored copy waits to take the store's place. */
export const incomingFile = (dataDir: string): string => `${storeFile(dataDir)}.restoring`

/**
 * Opens the store with the key that log-in unwrapped, brings it up to date and remembers it.
 * A dated copy is made before the first pending migration. Nothing is ever deleted here: what
 * cannot be opened stays as it is, and `core.problem` says in plain words what to do.
 *
 * @throws AppError 'file_damaged' | 'file_newer'
 */
export function openStoreFor(core: CoreState, key: DataKey, options: { isNew?: boolean } = {}): Db {
  if (core.open) return core.open.db
  const file = storeFile(core.dataDir)
  try {
    if (!options.isNew) checkPresence(core.dataDir)
    const wasCut = hasUnfinishedLog(file)
    const db = openStore(file, key, { nowMs: () => core.nowMs() })
    try {
      if (wasCut) checkAfterCrash(db, file)
      bringUpToDate(core, db, key)
      if (!options.isNew)
        refoldMisplaced(db, core.nowMs(), (error) =>
          core.log.error('refold_failed', { code: error instanceof AppError ? error.code : 'internal' }),
        )
      if (hasJoined(db)) db.transaction(() => installCapture(db)).immediate()
      core.open = { db, key, settings: loadSettings(db), calendar: loadCalendar(db) }
    } catch (error) {
      closeStore(db)
      throw error
    }
    core.problem = undefined
    return db
  } catch (error) {
    const told = isUnreadable(error) ? new AppError('file_damaged', '数据文件有损坏，读不出来') : error
    if (told instanceof AppError) core.problem = explain(told)
    throw told
  }
}

const PAGE_BYTES = 4096

/**
 * What SQLite itself would take: an empty file would open as a new, empty store, one cut inside its last page
 * would be read without it. A restore that was cut between its two renames is finished here.
 */
function checkPresence(dataDir: string): void {
  const file = storeFile(dataDir)
  if (!existsSync(file) && existsSync(incomingFile(dataDir))) renameSync(incomingFile(dataDir), file)
  if (!existsSync(file)) throw new AppError('file_damaged', '数据文件不见了')
  const { size } = statSync(file)
  if (size === 0) throw new AppError('file_damaged', '数据文件是空的')
  // The log, if there is one, holds the page that a crash cut.
  if (size % PAGE_BYTES !== 0 && !hasUnfinishedLog(file)) throw new AppError('file_damaged', '数据文件不完整')
}

/** A log left beside the file: the program did not end in order. */
function hasUnfinishedLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** Larger files are checked by the nightly copy, so that log-in stays quick. */
const QUICK_CHECK_BYTES = 256 * 1024 * 1024

function checkAfterCrash(db: Db, file: string): void {
  if (statSync(file).size > QUICK_CHECK_BYTES) return
  if (!isQuicklyIntact(db)) throw new AppError('file_damaged', '数据文件有损坏')
}

export function closeOpenStore(core: CoreState): void {
  if (!core.open) return
  closeStore(core.open.db)
  core.open = undefined
}

const migrationsOf = (core: CoreState) => readMigrations(join(core.appDir, 'migrations', 'local'))

/** The newest schema that this program can open. */
export const knownSchema = (core: CoreState): number => migrationsOf(core).length

function bringUpToDate(core: CoreState, db: Db, key: DataKey): void {
  const migrations = migrationsOf(core)
  const found = schemaVersion(db)
  if (found > 0 && found < migrations.length) {
    const name = backupName(stampOf(core.nowMs()), 'upgrade')
    try {
      backUp(db, key, join(core.dataDir, 'before-upgrade'), name, KEPT_BEFORE_UPGRADE)
    } catch (error) {
      if (isUnreadable(error) || error instanceof AppError) throw error
      core.log.error('backup_failed', { code: (error as NodeJS.ErrnoException).code ?? '' })
      throw new AppError('file_damaged', '升级前的备份没有做成，所以没有升级；请检查磁盘空间')
    }
  }
  migrate(db, migrations)
}

/** `20260301-073000` in China time. */
export function stampOf(nowMs: number): string {
  const text = new Date(nowMs + 8 * 3_600_000).toISOString()
  return `${text.slice(0, 10).replaceAll('-', '')}-${text.slice(11, 19).replaceAll(':', '')}`
}

function explain(error: AppError): { title: string; text: string } {
  if (error.code === 'file_newer') {
    return {
      title: '数据来自更新版本的程序',
      text: '这份数据被更新版本的一窗通打开过，当前程序不认识其中的新内容，所以没有打开，也没有改动它。请安装新版本后再试；安装包可向区里的技术支持索取。',
    }
  }
  return {
    title: '数据文件打不开',
    text: `${error.message}。文件原样保留，没有删除任何内容。请不要反复重启；先把数据文件夹整个复制一份，再用“从备份恢复”，或联系区里的技术支持。`,
  }
}
