import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readKeyring, unwrapKey } from '../../src-main/store/keyring.ts'
import { closeStore, openStore, type DataKey, type Db } from '../../src-main/store/open.ts'
import { storeFile } from '../../src-main/host/openedStore.ts'

/** The data key as one person's password unwraps it. */
export async function keyOf(dataDir: string, login: string, password: string): Promise<DataKey> {
  const entry = readKeyring(dataDir).users.find((user) => user.login === login)
  const key = entry && (await unwrapKey(entry, password))
  if (!key) throw new Error(`No key for ${login}`)
  return key
}

/** Reads or tampers beside the door. */
export function withStore<T>(dataDir: string, key: DataKey, work: (db: Db) => T): T {
  const db = openStore(storeFile(dataDir), key)
  try {
    return work(db)
  } finally {
    closeStore(db)
  }
}

export const bytesOf = (dataDir: string, name = 'onewindow.db'): Buffer => readFileSync(join(dataDir, name))
