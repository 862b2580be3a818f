import pg from 'pg'
import { createPending, ONE_MOMENT, startOf, type Db, type Param, type Pending, type Sql } from './db.ts'
import { migrateDistrict, readMigrations } from './migrate.ts'

const { Client, Pool, types } = pg
const INT8 = 20
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
  const parsers = {
    getTypeParser: ((oid: number, format: 'text') =>
      oid === INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
  }
  // A statement need not wait for the answer to the one before it: a small push is mostly made of round trips.
  const common = { connectionString: url, types: parsers, pipeline: true }
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
    inStreet: async (street, work, { isOneMoment = false } = {}) =>
      transact(pool, `BEGIN${isOneMoment ? ` ${ONE_MOMENT}` : ''}; ${startOf({ street })}`, work),
    inDistrict: async (work) => transact(pool, `BEGIN; ${startOf({ role: 'onewindow_district' })}`, work),
    outsideStreets: async (work, codeHash) =>
      transact(pool, `BEGIN; ${startOf({ ...(codeHash ? { codeHash } : {}) })}`, work),
    asOwner: (work) =>
      transact(owners, 'BEGIN', (sql, client) => work(sql, async (text) => void (await client.query(text)))),
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

async function transact<T>(
  pool: pg.Pool,
  start: string,
  work: (sql: Sql, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const pending = createPending()
    void pending.add(client.query(start))
    const value = await work(sqlOf(client, pending.add), client)
    // Sent behind what is still under way: a transaction in which a statement failed is rolled back by COMMIT, which says so.
    const ending = client.query('COMMIT')
    ending.catch(() => {})
    await pending.done()
    if ((await ending).command !== 'COMMIT') throw new Error('Rolled back instead of committed')
    return value
  } catch (error) {
    await client.query('ROLLBACK').catch((failed: Error) => (broken = failed))
    throw error
  } finally {
    client.release(broken)
  }
}

const sqlOf =
  (client: pg.PoolClient, add: Pending['add']): Sql =>
  <Row>(text: string, params: readonly Param[] = []) =>
    add(client.query({ name: nameOf(text), text, values: params.map(toParam) }).then(({ rows }) => rows as Row[]))

const NAMES_AT_MOST = 500
const names = new Map<string, string>()

/**
 * A statement with a name is parsed and planned once a connection instead of each time, which is most of what a small push
 * costs the database. Our texts are few; a text past the limit has no name and is planned each time.
 */
function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name !== undefined || names.size >= NAMES_AT_MOST) return name
  const made = `ow${names.size}`
  names.set(text, made)
  return made
}

const processOf = (client: pg.PoolClient): number => (client as unknown as { processID: number }).processID

const toParam = (value: Param): unknown => (value instanceof Uint8Array ? Buffer.from(value) : value)

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
