import type { Socket } from 'node:net'
import { once } from 'node:events'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectionTo } from '../../src-district/db/pgliteStream.ts'

// `pg` itself at one end, PGlite itself at the other.
let pglite: PGlite
beforeAll(async () => {
  pglite = await PGlite.create()
})
afterAll(() => pglite.close())

async function connect(): Promise<{ client: pg.Client; stream: Socket }> {
  const options = connectionTo(pglite)
  const stream = options.stream()
  const client = new pg.Client({ ...options, stream: () => stream })
  await client.connect()
  return { client, stream }
}

test('statements that were asked together are answered in their order, each failure to the one it is of', async () => {
  const { client } = await connect()
  const asked = [
    client.query({ name: 'one', text: 'SELECT $1::int + 1 AS n', values: [1] }),
    client.query('SELECT 1 / 0'),
    client.query({ name: 'one', text: 'SELECT $1::int + 1 AS n', values: [2] }),
    client.query('SELECT nothing FROM nowhere'),
    client.query("SELECT '街道' AS n"),
  ]
  const ends = await Promise.allSettled(asked)
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value.rows[0].n : end.reason.code))).toEqual([
    2,
    '22012',
    3,
    '42P01',
    '街道',
  ])
  await client.end()
})

test('long messages and long answers arrive whole', async () => {
  const { client } = await connect()
  const long = '综治中心'.repeat(500_000)
  const { rows } = await client.query(
    'SELECT $1::text AS same, repeat($2, 300000) AS longer FROM generate_series(1, 3)',
    [long, '一窗通'],
  )
  expect(rows.map(({ same, longer }) => [same === long, longer.length])).toEqual(Array(3).fill([true, 900_000]))
  await client.end()
})

test('a connection that ends closes, and the next finds the session as the last left it', async () => {
  const first = await connect()
  await first.client.query({ name: 'kept', text: 'SELECT 1' })
  await first.client.query("SET app.street = '310101001'")
  const closed = once(first.stream, 'close')
  await first.client.end()
  await closed

  const { client } = await connect()
  const { rows } = await client.query("SELECT current_setting('app.street') AS street")
  expect(rows).toEqual([{ street: '310101001' }])
  await expect(client.query({ name: 'kept', text: 'SELECT 1' })).rejects.toThrow('already exists')
  await client.query('DEALLOCATE ALL')
  await client.query({ name: 'fresh', text: 'SELECT 1' })
  await client.end()
})
