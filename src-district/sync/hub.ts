import type { FreshRows } from './freshPage.ts'

/** Why a wait ended: with what is new where it is at hand. */
export type WaitEnd = 'news' | 'over' | FreshRows

/** Where a waiting seat stands. */
export interface Stand {
  /** Of its requests since its last hello. */
  token: string
  cursor: number
}

/** What a batch was: the numbers between `from` and `to` are no news to the seat that sent it. */
export interface OwnRows {
  token: string
  from: number
  to: number
}

/** Who waits for news of a street, in this process. */
export interface Hub {
  /**
   * Something new is in the street. A seat that waits where its own batch begins is moved behind it: it is not told what it said
   * itself, and neither its request nor its connection must be made anew.
   */
  tell(streetCode: string, own?: OwnRows & { head: number; fresh?: FreshRows | undefined }): void
  /** Whether a seat other than the one with the token waits for news of the street. */
  isAwaited(streetCode: string, token: string): boolean
  /** How many wait, of all streets. */
  countWaiting(): number
  /** Ends with the next news of the street; without any after `ms`, when `gone` resolves, or when the server stops. */
  wait(streetCode: string, stand: Stand, ms: number, gone: Promise<void>): Promise<WaitEnd>
  /** Lets everybody go: the server stops. */
  release(): void
}

/** What a wait is measured with: a simulator brings its own. */
export type SetTimer = (run: () => void, ms: number) => { cancel(): void }

export const realTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms)
  return { cancel: () => clearTimeout(timer) }
}

export function createHub(setTimer: SetTimer): Hub {
  const waiting = new Map<string, Map<(end: WaitEnd) => void, Stand>>()
  let isReleased = false
  return {
    tell(streetCode, own) {
      for (const [wake, stand] of waiting.get(streetCode) ?? []) {
        if (own && stand.token === own.token && stand.cursor === own.from) stand.cursor = own.to
        if (!own || stand.cursor < own.head) wake(own?.fresh ?? 'news')
      }
    },
    isAwaited: (streetCode, token) =>
      [...(waiting.get(streetCode)?.values() ?? [])].some((stand) => stand.token !== token),
    countWaiting: () => [...waiting.values()].reduce((sum, { size }) => sum + size, 0),
    async wait(streetCode, stand, ms, gone) {
      if (isReleased) return 'over'
      return new Promise<WaitEnd>((resolve) => {
        const stands = waiting.get(streetCode) ?? new Map<(end: WaitEnd) => void, Stand>()
        waiting.set(streetCode, stands)
        const wake = (end: WaitEnd): void => {
          timer.cancel()
          stands.delete(wake)
          if (stands.size === 0 && waiting.get(streetCode) === stands) waiting.delete(streetCode)
          resolve(end)
        }
        const timer = setTimer(() => wake('over'), ms)
        stands.set(wake, stand)
        void gone.then(() => wake('over'))
      })
    },
    release() {
      isReleased = true
      for (const stands of waiting.values()) for (const wake of stands.keys()) wake('over')
    },
  }
}
