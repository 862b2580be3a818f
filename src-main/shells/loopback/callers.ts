import { createHash, randomBytes } from 'node:crypto'

/** A printed start address is typed or opened within minutes; later it is worth nothing. */
const KEY_LIVES_MS = 10 * 60_000
/** More browsers than one desk ever has; the oldest is forgotten first. */
const MOST_CALLERS = 50

/** Who may talk to the server: one-time keys, and the browsers that have spent one. */
export interface Callers {
  /** A key for one browser, once, for ten minutes. */
  newKey(): string
  /** Spends a key; returns the secret for that browser's cookie, or undefined for a spent, old or unknown key. */
  spend(key: string): string | undefined
  /** The caller id behind a cookie's secret. */
  find(secret: string): string | undefined
  /**
   * Changes the secret of a window of an earlier run for a new one, once. The old one is worth nothing from then on:
   * whoever else may have seen it meanwhile, say a program that took the port, shares no log-in with that window.
   */
  readmit(secret: string): string | undefined
}

export interface EarlierWindows {
  /** Digests, oldest first. */
  readonly digests: readonly string[]
  /** Told all digests that a next run may readmit, after each change. */
  keep(digests: string[]): void
}

export function createCallers(clock: () => number, earlier?: EarlierWindows): Callers {
  const keys = new Map<string, number>()
  const callerIds = new Map<string, string>()
  const waiting = new Set(earlier?.digests.slice(-MOST_CALLERS))

  function admit(): string {
    const secret = newSecret()
    callerIds.set(secret, newSecret())
    const [oldest] = callerIds.keys()
    if (callerIds.size > MOST_CALLERS && oldest !== undefined) callerIds.delete(oldest)
    earlier?.keep([...waiting, ...[...callerIds.keys()].map(digestOf)].slice(-MOST_CALLERS))
    return secret
  }
  return {
    newKey() {
      const key = newSecret()
      keys.set(key, clock() + KEY_LIVES_MS)
      return key
    },
    spend(key) {
      const until = keys.get(key)
      keys.delete(key)
      return until === undefined || until <= clock() ? undefined : admit()
    },
    find: (secret) => callerIds.get(secret),
    readmit: (secret) => (waiting.delete(digestOf(secret)) ? admit() : undefined),
  }
}

const newSecret = () => randomBytes(32).toString('base64url')
const digestOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')
