import { expect, it } from 'vitest'
import type { Sql } from '../../src-district/db/db.ts'
import { removeStreet } from '../../src-district/seats/streets.ts'
import { onStores } from './support/onStores.ts'
import { matter, matterEvent } from './support/rows.ts'
import { OTHER_STREET, STREET } from './support/startDistrict.ts'
import { joinedSeat } from './support/testSeat.ts'

/** Every table of a street, asked from the database itself: a new one is not forgotten. The office's own are of no street. */
const STREET_TABLES = `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relname NOT LIKE 'office\\_%' AND a.attname = 'street_code' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
  ORDER BY 1`

onStores('row-level security', (given) => {
  /** One seat, some rows, a file, a code in each of two streets. */
  async function fill(): Promise<void> {
    const { app, code } = given.district
    for (const street of [STREET, OTHER_STREET]) {
      const seat = await joinedSeat(app, await code(street))
      await seat.push([
        matter(seat, 'm1'),
        matterEvent(seat, 'e1'),
        ['document', 'd1', seat.stamp(), 0, { sha256: 'a'.repeat(64) }],
      ])
      await given.db.inStreet(street, async (sql) => {
        await sql('INSERT INTO file_piece VALUES ($1, $2, 0, $3)', [street, 'a'.repeat(64), Buffer.from('x')])
        await sql(`INSERT INTO snapshot VALUES ($1, 's', 1, 1, 1, '', '')`, [street])
        await sql('INSERT INTO snapshot_piece VALUES ($1, $2, 0, $3)', [street, 's', Buffer.from('x')])
      })
    }
  }
  const tables = async (sql: Sql): Promise<string[]> =>
    (await sql<{ name: string }>(STREET_TABLES)).map(({ name }) => name)

  it('a street that was written wrong can be taken away until a seat has joined it', async () => {
    const { app, code, district } = given.district
    await code(OTHER_STREET)
    expect(await removeStreet(district, OTHER_STREET)).toBe(true)
    expect(await removeStreet(district, OTHER_STREET)).toBe(false)
    await joinedSeat(app, await code(STREET))
    expect(await removeStreet(district, STREET)).toBe(false)
  })

  it('is forced on every table of a street, whose primary key leads with the street', async () => {
    const faults = await given.db.asOwner((sql) =>
      sql(`SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'street_code'
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
          AND c.relname NOT LIKE 'office\\_%' AND NOT (
          c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
            SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indkey[0] = a.attnum))`),
    )
    expect(faults).toEqual([])
  })

  it('the role that serves is no superuser, owns nothing and cannot pass by', async () => {
    const [role] = await given.db.inStreet(STREET, (sql) =>
      sql(`SELECT current_user AS name, rolsuper, rolbypassrls,
        (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owns FROM pg_roles r WHERE rolname = current_user`),
    )
    expect(role).toEqual({ name: 'onewindow_app', rolsuper: false, rolbypassrls: false, owns: 0 })
  })

  it('with one street set, plain SQL without a filter finds nothing of another', async () => {
    await fill()
    await given.db.inStreet(STREET, async (sql) => {
      for (const table of await tables(sql)) {
        const rows = await sql<{ street_code: string }>(`SELECT DISTINCT street_code FROM ${table}`)
        expect(rows, table).toEqual([{ street_code: STREET }])
        expect(await sql(`SELECT * FROM ${table} WHERE street_code = $1`, [OTHER_STREET]), table).toEqual([])
      }
    })
  })

  it('nor does it write there: no update, no delete, no insert, no moving of rows', async () => {
    await fill()
    await given.db.inStreet(STREET, async (sql) => {
      for (const table of await tables(sql)) {
        const moved = await sql(
          `UPDATE ${table} SET street_code = street_code WHERE street_code = $1 RETURNING 1 AS one`,
          [OTHER_STREET],
        )
        expect(moved, table).toEqual([])
        expect(
          await sql(`DELETE FROM ${table} WHERE street_code = $1 RETURNING 1 AS one`, [OTHER_STREET]),
          table,
        ).toEqual([])
      }
    })
    const names = await given.db.inStreet(STREET, tables)
    for (const table of names) {
      const moving = given.db.inStreet(STREET, (sql) => sql(`UPDATE ${table} SET street_code = $1`, [OTHER_STREET]))
      await expect(moving, table).rejects.toThrow(/row-level security/)
    }
    const inserting = given.db.inStreet(STREET, (sql) =>
      sql(`INSERT INTO file_ref VALUES ($1, 'x', 'document', 'd9')`, [OTHER_STREET]),
    )
    await expect(inserting).rejects.toThrow(/row-level security/)
    for (const street of [STREET, OTHER_STREET]) {
      const [count] = await given.db.inStreet(street, (sql) => sql('SELECT count(*) AS n FROM sync_row'))
      expect(count).toEqual({ n: 3 })
    }
  })

  it('without a street there is nothing at all, but the one code whose hash is known', async () => {
    await fill()
    await given.db.outsideStreets(async (sql) => {
      for (const table of await tables(sql)) expect(await sql(`SELECT 1 FROM ${table}`), table).toEqual([])
    })
    const [{ code_hash: hash }] = (await given.db.inStreet(STREET, (sql) =>
      sql('SELECT code_hash FROM enrol_code'),
    )) as [{ code_hash: string }]
    const seen = await given.db.outsideStreets((sql) => sql('SELECT street_code FROM enrol_code'), hash)
    expect(seen).toEqual([{ street_code: STREET }])
    await expect(given.db.outsideStreets(async () => 1, `${hash}'`)).rejects.toThrow('Not a hash')
    await expect(given.db.inStreet(`${STREET}'`, async () => 1)).rejects.toThrow('Not a street code')
  })

  it('the district reads across streets what figures need, no rows, no keys, and writes nothing', async () => {
    await fill()
    const counted = await given.db.inDistrict((sql) =>
      sql('SELECT street_code, count(*) AS n FROM matter_head WHERE gone = 0 GROUP BY street_code ORDER BY 1'),
    )
    expect(counted).toEqual([
      { street_code: STREET, n: 1 },
      { street_code: OTHER_STREET, n: 1 },
    ])
    const denied = [
      'SELECT number FROM matter_head',
      'SELECT package_key FROM street',
      'SELECT public_key FROM seat',
      'SELECT bytes FROM file_piece',
      'SELECT code_hash FROM enrol_code',
      'SELECT value FROM district_meta',
      `UPDATE street SET name = 'x'`,
      'DELETE FROM matter_head',
    ]
    for (const text of denied)
      await expect(
        given.db.inDistrict((sql) => sql(text)),
        text,
      ).rejects.toThrow(/permission denied/)
  })
})

onStores('a seat of another street', (given) => {
  it('never gets a row, a file or a sum of this one', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const far = await joinedSeat(app, await code(OTHER_STREET), 'A')
    await east.push([matter(east, 'm1'), ['document', 'd1', east.stamp(), 0, { sha256: 'a'.repeat(64) }]])
    expect(await far.pull()).toMatchObject({ rows: [], head: 0, sum: '' })
    const rows = await far.post<{ rows: unknown[] }>('/sync/rows', { table: 'matter', keys: ['m1'] })
    expect(rows.body.rows).toEqual([])
    expect((await far.ask<{ tables: object }>('GET', '/sync/digest')).body.tables).toEqual({})
    const file = `/sync/file/${'a'.repeat(64)}/0`
    expect((await far.ask<{ code: string }>('PUT', file, Buffer.from('x'))).body.code).toBe('not_found')
  })
})
