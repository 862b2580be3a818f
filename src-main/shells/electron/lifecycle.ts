import { setTimeout as delay } from 'node:timers/promises'
import { app, BrowserWindow } from 'electron'
import type { Log } from '../../host/log.ts'

/** One process per data folder. Set the data folder first: the lock belongs to it. */
export function claimSingleInstance(): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return false
  }
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  return true
}

/** Returns `shutdown`, which closes the core once, for at most `limitMs`. Quitting waits for it. */
export function installShutdown(close: () => Promise<void>, log: Log, limitMs = 5_000): () => Promise<void> {
  let running: Promise<void> | undefined
  let isFinished = false
  const shutdown = () =>
    (running ??= Promise.race([close(), delay(limitMs).then(() => log.warn('stop.late'))])
      .catch((error: unknown) => log.error('stop.failed', { stack: String((error as Error).stack) }))
      .then(() => {
        isFinished = true
      }))
  app.on('before-quit', (event) => {
    if (isFinished) return
    event.preventDefault()
    void shutdown().then(() => app.quit())
  })
  return shutdown
}
