import { openStore, type DataKey, type Db } from '../store/open.ts'

/** Pages kept in memory, KiB: rows come in order and few are read again. */
const CACHE_KIB = 32_768

/** A connection of the engine's own. */
export function openForSync(file: string, key: DataKey, options: { nowMs?: () => number; nonce?: string } = {}): Db {
  return openStore(file, key, { ...options, cacheKib: CACHE_KIB, enforcesReferences: false })
}
