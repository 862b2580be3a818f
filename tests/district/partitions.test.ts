import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MIGRATIONS_DIR } from '../../src-district/db/migrate.ts'
import { makeSnapshot } from '../../src-district/sync/snapshot.ts'
import { onOwnStores } from './support/onStores.ts'
import { change, matter } from './support/rows.ts'
import { OTHER_STREET, STREET } from './support/startDistrict.ts'
import { joinedSeat } from './support/testSeat.ts'

const SCRIPT = readFileSync(join(MIGRATIONS_DIR, 'scale', 'native_partitions.sql'), 'utf8')

onOwnStores('native partitions', (given) => {
  it('take over what is there, and the same program goes on, streets apart as before', async () => {
    const { app, code, district } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const far = await joinedSeat(app, await code(OTHER_STREET), 'A')
    const rows = Array.from({ length: 20 }, (_, at) => matter(east, `m${at}`))
    await east.push(rows)
    await far.push([matter(far, 'm1')])
    const before = { ...(await east.pull()) }

    await given.db.asOwner((_sql, script) => script(`SET LOCAL onewindow.partitions = 4; ${SCRIPT}`))
    await given.db.asOwner((_sql, script) => script(SCRIPT)) // once more: nothing to do
    const kinds = await given.db.asOwner((sql) =>
      sql(`SELECT c.relkind AS kind, count(*) AS n FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE a.attname = 'street_code' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
        AND NOT c.relispartition AND c.relname NOT LIKE 'office\\_%' GROUP BY 1`),
    )
    expect(kinds).toEqual([{ kind: 'p', n: expect.any(Number) as number }])

    expect(await east.pull()).toEqual(before)
    const west = await joinedSeat(app, await code(), 'B')
    expect((await west.pull()).rows).toHaveLength(20)
    await east.push([change(east, 'm1', { summary: '东' })])
    expect((await west.push([change(west, 'm1', { summary: '西' }, 5)])).body.overwritten).toBe(1)
    expect((await east.push([matter(east, 'm99', { number: 'A-m1' })])).body.rejected).toMatchObject([
      { code: 'taken' },
    ])
    expect(await makeSnapshot(district, STREET)).toMatchObject({ rows: 21 })
    expect((await far.pull()).rows).toEqual([])

    await given.db.inStreet(STREET, async (sql) => {
      expect(await sql('SELECT DISTINCT street_code FROM sync_row')).toEqual([{ street_code: STREET }])
      expect(
        await sql('UPDATE sync_row SET seq = seq WHERE street_code = $1 RETURNING 1 AS one', [OTHER_STREET]),
      ).toEqual([])
    })
    // A partition by its own name is granted to nobody.
    await expect(given.db.inStreet(STREET, (sql) => sql('SELECT 1 FROM sync_row_p0'))).rejects.toThrow(
      /permission denied/,
    )
    const counted = await given.db.inDistrict((sql) => sql('SELECT street_code FROM matter_head GROUP BY 1 ORDER BY 1'))
    expect(counted).toHaveLength(2)
  })
})
