import { accessSync, constants, existsSync, openAsBlob } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { FolderInUse, hasStore, lockFolder, storeFolder } from '../db/folder.ts'
import { openPglite } from '../db/pgliteDb.ts'
import { UsageError, type Config } from './config.ts'

const POSTGRES_HINT = 'DATABASE_URL 指向 PostgreSQL：请用 pg_dump 和 pg_restore，见《区级服务器》备份一节'

/** Packs the folder of the built-in database into one file, while nobody else has it open. */
export async function backup({ databaseUrl, dataDir }: Config, target?: string): Promise<string> {
  if (databaseUrl !== '') throw new UsageError(POSTGRES_HINT)
  if (!target) throw new UsageError('请写明备份文件名，例如 district-20260301.tar.gz')
  if (!hasStore(dataDir)) throw new UsageError(`文件夹里没有数据：${dataDir}`)
  const file = resolve(target)
  if (existsSync(file)) throw new UsageError('这个备份文件已经有了，没有覆盖')
  checkFolderOf(file)
  const unlock = lock(dataDir)
  const pglite = await PGlite.create({ dataDir: storeFolder(dataDir) })
  try {
    const dump = await pglite.dumpDataDir('gzip')
    // Under another name until it is whole.
    await writeFile(`${file}.part`, Buffer.from(await dump.arrayBuffer()), { mode: 0o600 })
    await rename(`${file}.part`, file)
    return `已备份到 ${file}（${dump.size} 字节）。内含全区记录，请加密保存`
  } finally {
    await pglite.close()
    unlock()
  }
}

/** Unpacks a backup into a folder that has no data yet, then opens it once to see that it is whole. */
export async function restore({ databaseUrl, dataDir }: Config, source?: string): Promise<string> {
  if (databaseUrl !== '') throw new UsageError(POSTGRES_HINT)
  if (!source || !existsSync(resolve(source))) throw new UsageError('没有这个备份文件')
  if (hasStore(dataDir)) throw new UsageError(`文件夹里已有数据，没有覆盖：${dataDir}`)
  const unlock = lock(dataDir)
  try {
    const pglite = await PGlite.create({
      dataDir: storeFolder(dataDir),
      loadDataDir: await openAsBlob(resolve(source), { type: 'application/x-gzip' }),
    })
    await pglite.close()
    const db = await openPglite(storeFolder(dataDir))
    const streets = await db.inDistrict((sql) => sql('SELECT street_code FROM street'))
    await db.close()
    return `已恢复到 ${dataDir}：街道 ${streets.length} 个`
  } finally {
    unlock()
  }
}

/** Before the long work: a folder that is not there or may not be written. */
function checkFolderOf(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK)
  } catch {
    throw new UsageError(`不能写到这个文件夹：${dirname(file)}`)
  }
}

function lock(dataDir: string): () => void {
  try {
    return lockFolder(dataDir)
  } catch (error) {
    if (error instanceof FolderInUse) throw new UsageError('服务正在使用这个数据文件夹，请先停止服务')
    throw error
  }
}
