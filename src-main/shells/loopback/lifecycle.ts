import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../host/log.ts'

/** How long open work may delay the end. Nothing depends on a clean exit. */
const LIMIT_MS = 8_000

/**
 * Ends the process in order, once: on Ctrl+C, on SIGTERM, and when the launcher says `stop` or goes away
 * (Windows has no signals that a process could answer). Returns the same for other causes.
 */
export function installStop(close: () => Promise<void>, log: Log): () => Promise<void> {
  let running: Promise<void> | undefined
  const stop = () =>
    (running ??= Promise.race([close(), delay(LIMIT_MS).then(() => log.warn('stop.late'))])
      .catch((error: unknown) => log.error('stop.failed', { stack: String((error as Error).stack) }))
      .then(() => process.exit()))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
  process.on('message', (message) => {
    if (message === 'stop') void stop()
  })
  process.on('disconnect', () => void stop())
  return stop
}
