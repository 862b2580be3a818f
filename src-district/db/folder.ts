import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Another process has the folder open. */
export class FolderInUse extends Error {}

/**
 * Marks a folder as this process's own until it lets go: two over one PGlite folder would destroy it. What a killed process left
 * behind counts for nothing.
 *
 * @throws FolderInUse
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'district.lock')
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (attempt > 0 || isAlive(Number(readFileSync(file, 'utf8')))) throw new FolderInUse(folder)
      rmSync(file, { force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Where PGlite keeps the database, inside the data folder. */
export const storeFolder = (dataDir: string): string => join(dataDir, 'store')
export const hasStore = (dataDir: string): boolean => existsSync(join(storeFolder(dataDir), 'PG_VERSION'))
