import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/**
 * Collects the garbage of this thread: takes a few hundredths of a second. A file comes in as a text of up to 80 MB,
 * which the engine would keep for as long as this thread, waiting for others, makes no garbage of its own.
 * Waits until whoever called has returned, for what stands in a running call is no garbage.
 */
export async function giveBackMemory(): Promise<void> {
  await setImmediate()
  collect ??= findCollector()
  collect()
}

/** The engine hands its collector only to contexts made while the flag is set; where it hands none, memory just stays. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc')
  try {
    const gc: unknown = runInNewContext('globalThis.gc')
    return typeof gc === 'function' ? () => void gc() : () => undefined
  } finally {
    setFlagsFromString('--no-expose-gc')
  }
}
