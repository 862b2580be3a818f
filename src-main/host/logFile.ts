import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createLog, type Log } from './log.ts'

/** At a start with a longer log, that log is set aside as the one before. */
const LONGEST_BYTES = 5_000_000

/** The log of one data folder: `logs/onewindow.log`, and the one before it as `.1`. */
export function openLogFile(dataDir: string): Log {
  const dir = join(dataDir, 'logs')
  const file = join(dir, 'onewindow.log')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LONGEST_BYTES) renameSync(file, `${file}.1`)
  return createLog((line) => appendFileSync(file, line + '\n', { mode: 0o600 }), Date.now)
}
