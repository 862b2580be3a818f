import { randomBytes } from 'node:crypto'

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
}

export function createCallers(clock: () => number): Callers {
  const keys = new Map<string, number>()
  const callerIds = new Map<string, string>()
  return {
    newKey() {
      const key = newSecret()
      keys.set(key, clock() + KEY_LIVES_MS)
      return key
    },
    spend(key) {
      const until = keys.get(key)
      keys.delete(key)
      if (until === undefined || until <= clock()) return undefined
      const secret = newSecret()
      callerIds.set(secret, newSecret())
      const [oldest] = callerIds.keys()
      if (callerIds.size > MOST_CALLERS && oldest !== undefined) callerIds.delete(oldest)
      return secret
    },
    find: (secret) => callerIds.get(secret),
  }
}

const newSecret = () => randomBytes(32).toString('base64url')
