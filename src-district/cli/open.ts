import { randomBytes } from 'node:crypto'
import type { District } from '../context.ts'
import type { Db } from '../db/db.ts'
import { lockFolder, storeFolder } from '../db/folder.ts'
import { openPglite } from '../db/pgliteDb.ts'
import { openPostgres } from '../db/postgresDb.ts'
import type { Log } from '../log.ts'
import type { Config } from './config.ts'

export interface OpenStore {
  db: Db
  close(): Promise<void>
}

/** PostgreSQL where `DATABASE_URL` names one, else PGlite in the data folder. */
export async function openStore(config: Config, log: Log): Promise<OpenStore> {
  if (config.databaseUrl !== '') {
    const db = await openPostgres(config.databaseUrl, {
      onError: (error) => log.error('postgres', { code: (error as { code?: string }).code ?? '' }),
    })
    return { db, close: () => db.close() }
  }
  const unlock = lockFolder(config.dataDir)
  try {
    const db = await openPglite(storeFolder(config.dataDir))
    return {
      db,
      async close() {
        await db.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Real time and real chance: for the entry only. */
export const world: Pick<District, 'nowMs' | 'random'> = {
  nowMs: () => Date.now(),
  random: (bytes) => randomBytes(bytes),
}
