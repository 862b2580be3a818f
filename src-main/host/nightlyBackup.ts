import { listBackups } from '../store/backup.ts'
import { backUpAutomatically } from './backupHandlers.ts'
import type { CoreState } from './coreState.ts'

const LOOK_EVERY_MS = 15 * 60_000
const EVERY_MS = 24 * 3_600_000

/** Copies the open store once a day; after a night switched off, soon after the next log-in. Returns the way to stop. */
export function startNightlyBackup(core: CoreState): () => void {
  const timer = setInterval(() => {
    const { open } = core
    if (core.isClosing || core.busyWith || !open?.settings.backupDir) return
    const newest = listBackups(open.settings.backupDir)[0]
    if (newest && core.nowMs() - newest.madeAtMs < EVERY_MS) return
    try {
      backUpAutomatically(core, open)
    } catch {
      // runBackup logged it; the home page shows that the last good copy is too old.
    }
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
