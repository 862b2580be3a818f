import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { holdFile } from '../store/exclusiveFile.ts'

const LOCK_FILE = 'app.lock'
const RUNNING_FILE = 'running.json'

/** What a second process may know of the first. Only the same user can read it. */
export const RunningInfo = z.object({
  pid: z.int(),
  shell: z.enum(['electron', 'loopback']),
  /** Where the loopback shell listens, `http://127.0.0.1:PORT`; empty before it does, and under Electron. */
  address: z.string(),
  /** Proves to the first process that the caller can read this folder. */
  wakeKey: z.string(),
})
export type RunningInfo = z.infer<typeof RunningInfo>

export interface DataFolderClaim {
  readonly wakeKey: string
  /** Tells later processes where the first one listens. */
  announce(address: string): void
  release(): void
}

/**
 * Takes the data folder, making it where it is missing, for one process of either shell.
 * @returns `heldBy` if another process has it; undefined there when that process has not said who it is
 */
export function claimDataFolder(
  dataDir: string,
  shell: RunningInfo['shell'],
): DataFolderClaim | { heldBy: RunningInfo | undefined } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const letGo = holdFile(join(dataDir, LOCK_FILE))
  if (!letGo) return { heldBy: findRunning(dataDir) }

  const wakeKey = randomBytes(32).toString('base64url')
  const announce = (address: string) =>
    writeFileAtomic.sync(
      join(dataDir, RUNNING_FILE),
      JSON.stringify({ pid: process.pid, shell, address, wakeKey } satisfies RunningInfo),
      { mode: 0o600 },
    )
  announce('')
  return {
    wakeKey,
    announce,
    release() {
      rmSync(join(dataDir, RUNNING_FILE), { force: true })
      letGo()
    },
  }
}

/** What the process that has the folder says of itself. A killed one leaves its words behind: ask the lock first. */
export function findRunning(dataDir: string): RunningInfo | undefined {
  try {
    return RunningInfo.parse(JSON.parse(readFileSync(join(dataDir, RUNNING_FILE), 'utf8')))
  } catch {
    return undefined
  }
}

/** Where the platform keeps an application's data; the practice centre has a folder of its own. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  isPractice = false,
): string {
  const home = (platform === 'win32' ? env['USERPROFILE'] : env['HOME']) || homedir()
  const suffix = isPractice
    ? { proper: 'OneWindow Practice', plain: 'onewindow-practice' }
    : { proper: 'OneWindow', plain: 'onewindow' }
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), suffix.proper)
    case 'darwin':
      return join(home, 'Library', 'Application Support', suffix.proper)
    default:
      return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), suffix.plain)
  }
}
