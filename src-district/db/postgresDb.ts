import pg from 'pg'
import { startOf, type Db } from './db.ts'
import { migrateDistrict, readMigrations } from './migrate.ts'
import { SESSION, transact } from './pgSession.ts'

const { Client, Pool } = pg
const LISTEN_AGAIN_MS = 2_000

export interface PostgresOptions {
  /** Connections of this instance at most. */
  connections?: number
  onError?: (error: Error) => void
}

/**
 * A PostgreSQL elsewhere, shared by any number of instances. The user of the address owns the tables; what serves requests
 * works as `onewindow_app`, which owns nothing.
 *
 * @throws Error if it cannot be reached or a migration fails
 */
export async function openPostgres(
  url: string,
  { connections = 10, onError = () => {} }: PostgresOptions = {},
  migrations = readMigrations(),
): Promise<Db> {
  const common = { ...SESSION, connectionString: url }
  const owners = new Pool({ ...common, max: 1, idleTimeoutMillis: 1_000 })
  const pool = new Pool({ ...common, max: connections })
  /** Processes of PostgreSQL that work for this instance: what they notify was said here already. */
  const own = new Set<number>()
  pool.on('connect', (client) => {
    own.add(processOf(client))
    client.query('SET ROLE onewindow_app').catch(onError)
  })
  pool.on('remove', (client) => void own.delete(processOf(client)))
  for (const each of [owners, pool]) each.on('error', onError)
  const listeners: { stop(): Promise<void> }[] = []

  const db: Db = {
    kind: 'postgres',
    inStreet: async (street, work, options) => transact(pool, startOf({ street, ...options }), work),
    inDistrict: async (work) => transact(pool, startOf({ role: 'onewindow_district' }), work),
    outsideStreets: async (work, codeHash) => transact(pool, startOf({ codeHash }), work),
    asOwner: (work) =>
      transact(owners, startOf(), (sql, client) => work(sql, async (text) => void (await client.query(text)))),
    async listen(channel, heard) {
      listeners.push(await listenFor(url, channel, (payload, from) => own.has(from) || heard(payload), onError))
    },
    async close() {
      for (const each of listeners) await each.stop()
      await pool.end()
      await owners.end()
    },
  }
  try {
    await migrateDistrict(db, migrations)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}

const processOf = (client: pg.PoolClient): number => (client as unknown as { processID: number }).processID

/** A connection of its own that comes back when it is cut; what was said meanwhile is found by asking the head. */
async function listenFor(
  url: string,
  channel: string,
  heard: (payload: string, from: number) => void,
  onError: (error: Error) => void,
): Promise<{ stop(): Promise<void> }> {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const again = (error?: Error): void => {
    if (isStopped || timer) return
    if (error) onError(error)
    timer = setTimeout(() => {
      timer = undefined
      start().catch(again)
    }, LISTEN_AGAIN_MS).unref()
  }
  async function start(): Promise<void> {
    const next = new Client({ connectionString: url })
    next.on('error', again)
    next.on('end', () => again())
    next.on('notification', ({ payload = '', processId }) => heard(payload, processId))
    await next.connect()
    await next.query(`LISTEN ${channel}`)
    client = next
  }
  await start()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
