import pg from 'pg'
import { createPending, type Param, type Pending, type Sql } from './db.ts'

const { types } = pg
const INT8 = 20

/** What every connection of ours has in common, to a PostgreSQL elsewhere or in this process. */
export const SESSION = {
  types: {
    getTypeParser: ((oid: number, format: 'text') =>
      oid === INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
  },
  // A statement need not wait for the answer to the one before it: a small push is mostly made of round trips.
  pipeline: true,
}

/**
 * Runs `work` in a transaction on a connection of the pool, and commits once all it asked for is done.
 *
 * @param start statements it begins with, made by `startOf`
 * @throws the first error of a statement or of `work`; nothing was kept then
 */
export async function transact<T>(
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

const toParam = (value: Param): unknown => (value instanceof Uint8Array ? Buffer.from(value) : value)
