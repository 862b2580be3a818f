import type { CoreState } from './coreState.ts'

/** Memory that the window's thread and the background thread share: how many of the window's transactions wait or run. */
export type Turns = Int32Array

export const newTurns = (): Turns => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

/**
 * Runs a transaction of the window's. SQLite only tries again now and then while somebody else writes, and a thread that
 * writes one slice after the other would be back first each time; so it is told to wait.
 */
export function goFirst<T>({ syncing }: Pick<CoreState, 'syncing'>, work: () => T): T {
  if (!syncing) return work()
  Atomics.add(syncing.turns, 0, 1)
  try {
    return work()
  } finally {
    Atomics.sub(syncing.turns, 0, 1)
  }
}

export const isWindowWaiting = (turns: Turns): boolean => Atomics.load(turns, 0) > 0
