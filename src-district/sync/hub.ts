/** Why a wait ended. */
export type WaitEnd = 'news' | 'over'

/** Who waits for news of a street, in this process. */
export interface Hub {
  /** Something new is in the street. */
  tell(streetCode: string): void
  /** Ends with the next news of the street; without any after `ms`, when `gone` resolves, or when the server stops. */
  wait(streetCode: string, ms: number, gone: Promise<void>): Promise<WaitEnd>
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
  const waiting = new Map<string, Set<(end: WaitEnd) => void>>()
  let isReleased = false
  return {
    tell(streetCode) {
      for (const wake of waiting.get(streetCode) ?? []) wake('news')
    },
    async wait(streetCode, ms, gone) {
      if (isReleased) return 'over'
      return new Promise<WaitEnd>((resolve) => {
        const wakes = waiting.get(streetCode) ?? new Set()
        waiting.set(streetCode, wakes)
        const wake = (end: WaitEnd): void => {
          timer.cancel()
          wakes.delete(wake)
          if (wakes.size === 0 && waiting.get(streetCode) === wakes) waiting.delete(streetCode)
          resolve(end)
        }
        const timer = setTimer(() => wake('over'), ms)
        wakes.add(wake)
        void gone.then(() => wake('over'))
      })
    },
    release() {
      isReleased = true
      for (const wakes of waiting.values()) for (const wake of wakes) wake('over')
    },
  }
}
