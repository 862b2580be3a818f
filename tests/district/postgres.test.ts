import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, it } from 'vitest'
import { createDistrict } from '../../src-district/createDistrict.ts'
import { openPostgres } from '../../src-district/db/postgresDb.ts'
import { MIGRATIONS_DIR, readMigrations } from '../../src-district/db/migrate.ts'
import { onPostgres } from './support/onStores.ts'
import { change, matter } from './support/rows.ts'
import { NOON_MS, OTHER_STREET, seededBytes, startDistrict, STREET } from './support/startDistrict.ts'
import { joinedSeat } from './support/testSeat.ts'

onPostgres('instances', (postgres) => {
  it('that start together bring the store up once', async () => {
    const url = await postgres().newDatabase()
    const both = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)])
    const [count] = await both[0].asOwner((sql) => sql('SELECT count(*) AS n FROM district_migration'))
    expect(count).toEqual({ n: readMigrations().length })
    await Promise.all(both.map((db) => db.close()))
    await expect(openPostgres(url, {}, [])).rejects.toThrow('newer program')
  })

  it('two on one PostgreSQL: what is pushed at one wakes who waits at the other', async () => {
    const url = await postgres().newDatabase()
    const [one, two] = [await openPostgres(url), await openPostgres(url)]
    const first = await startDistrict(one)
    const second = await createDistrict({ db: two, nowMs: () => NOON_MS, random: seededBytes('second') })
    const east = await joinedSeat(first.app, await first.code(), 'A')
    const west = await joinedSeat(second.app, await first.code(), 'B')
    const waiting = west.pull('&wait=30')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await east.push([matter(east, 'm1')])
    expect((await waiting).rows).toHaveLength(1)
    await first.close()
    east.app = second.app // one instance is gone: the other goes on with the same token and chain
    expect((await east.push([change(east, 'm1', { summary: '改' })])).body).toMatchObject({ no: 2, rejected: [] })
    await second.close()
    await Promise.all([one.close(), two.close()])
  })

  it('many seats pushing at once, at two instances: numbers have no gap and no row is lost', async () => {
    const url = await postgres().newDatabase()
    const [one, two] = [await openPostgres(url), await openPostgres(url)]
    const first = await startDistrict(one)
    const second = await createDistrict({ db: two, nowMs: () => NOON_MS, random: seededBytes('second') })
    const seats = []
    for (const [at, letter] of [...'ABCDEF'].entries()) {
      const street = at < 4 ? STREET : OTHER_STREET
      seats.push(await joinedSeat(at % 2 ? first.app : second.app, await first.code(street), letter))
    }
    const reader = await joinedSeat(second.app, await first.code(), 'G')
    const seen: number[] = []
    let isDone = false
    const reading = (async () => {
      while (!isDone || (await reader.pull()).rows.length > 0)
        seen.push(...(await reader.pull()).rows.map(([seq]) => seq))
    })()
    await Promise.all(
      seats.map(async (seat, who) => {
        for (let batch = 0; batch < 8; batch += 1) {
          const rows = Array.from({ length: 20 }, (_, at) => matter(seat, `s${who}-${batch}-${at}`))
          expect((await seat.push(rows)).body).toMatchObject({ no: batch + 1, rejected: [] })
        }
      }),
    )
    isDone = true
    await reading
    Object.assign(reader, { cursor: 0 })
    const { rows, head } = await reader.pull()
    expect(head).toBe(4 * 8 * 20)
    expect(rows.map(([seq]) => seq)).toEqual(Array.from({ length: head }, (_, at) => at + 1))
    expect([...seen].sort((a, b) => a - b)).toEqual(seen) // in order, nothing twice
    await Promise.all([first.close(), second.close()])
    await Promise.all([one.close(), two.close()])
  })
})

onPostgres('backup', (postgres) => {
  it('pg_dump and pg_restore as the guide says: the street goes on where it was', async () => {
    const { bin, newDatabase, superUrl } = postgres()
    const [from, to] = [await newDatabase(), await newDatabase()]
    const db = await openPostgres(from)
    const district = await startDistrict(db)
    const seat = await joinedSeat(district.app, await district.code())
    await seat.push([matter(seat, 'm1')])
    await district.close()
    await db.close()

    const dir = mkdtempSync(join(tmpdir(), 'ow-dump-'))
    const file = join(dir, 'district.dump')
    execFileSync(join(bin, 'pg_dump'), ['--format=custom', `--file=${file}`, superUrl(from)])
    execFileSync(join(bin, 'pg_restore'), ['--exit-on-error', `--dbname=${superUrl(to)}`, file])
    rmSync(dir, { recursive: true })

    const restored = await openPostgres(to)
    const again = await startDistrict(restored)
    seat.app = again.app
    expect((await seat.hello()).body).toMatchObject({ head: 1, lastNo: 1, lastHash: seat.hash })
    expect((await seat.push([change(seat, 'm1', { summary: '改' })])).body).toMatchObject({ no: 2, rejected: [] })
    await again.close()
    await restored.close()
  })
})

onPostgres('the scale path', (postgres) => {
  it('the Citus script names every table of a street, and nothing that is not there', async () => {
    const url = await postgres().newDatabase()
    const db = await openPostgres(url)
    const tables = await db.asOwner((sql) =>
      sql<{ name: string }>(
        `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'street_code'
         WHERE c.relname NOT LIKE 'office\\_%' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
      ),
    )
    await db.close()
    // Without Citus here its two functions are stood in for: what they are asked to do is written down.
    const client = new pg.Client({ connectionString: postgres().superUrl(url) })
    await client.connect()
    await client.query(`CREATE TABLE asked (what text);
      CREATE FUNCTION create_distributed_table(name regclass, col text, colocate_with text DEFAULT 'default') RETURNS void
        LANGUAGE sql AS $$ INSERT INTO asked SELECT name::text || ' ' || col || ' ' || colocate_with $$;
      CREATE FUNCTION create_reference_table(name regclass) RETURNS void
        LANGUAGE sql AS $$ INSERT INTO asked SELECT name::text || ' everywhere' $$`)
    const script = readFileSync(join(MIGRATIONS_DIR, 'scale', 'citus.sql'), 'utf8')
    await client.query(script.replace(/^CREATE EXTENSION.*$/m, ''))
    const { rows } = await client.query<{ what: string }>('SELECT what FROM asked ORDER BY 1')
    await client.end()
    const distributed = rows.map(({ what }) => what).filter((what) => what.includes(' street_code '))
    expect(distributed.map((what) => what.split(' ')[0])).toEqual(tables.map(({ name }) => name).sort())
    expect(distributed.filter((what) => !what.endsWith(' street')).map((what) => what.split(' ')[0])).toEqual([
      'street',
    ])
  })
})
