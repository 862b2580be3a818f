/** How many rows a writing transaction takes. */
export interface Pace {
  readonly rows: number
  /** Runs a transaction of so many rows and learns from it. */
  run<T>(rows: number, work: () => T): T
}

/** A transaction of the window's that comes in the middle waits at most about twice this (SQLite asks again less and less often). */
const LONGEST_MS = 12
const FEWEST = 50
const MOST = 400

/** Always as many: a simulator must do the same each time. */
export const STEADY: Pace = { rows: MOST, run: (_rows, work) => work() }

/** As many as this computer writes in the time that nobody notices; a slow one writes fewer at once. @param elapsedMs any steady clock */
export function createPace(elapsedMs: () => number): Pace {
  let size = 2 * FEWEST
  return {
    get rows() {
      return size
    },
    run(rows, work) {
      const startedMs = elapsedMs()
      const value = work()
      const fitting = (rows * LONGEST_MS) / Math.max(elapsedMs() - startedMs, 0.1)
      if (rows >= FEWEST) size = Math.round(Math.min(Math.max((size + fitting) / 2, FEWEST), MOST))
      return value
    },
  }
}
