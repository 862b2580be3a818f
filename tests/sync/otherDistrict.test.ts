import { expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { openPglite } from '../../src-district/db/pgliteDb.ts'
import { loadState } from '../../src-main/sync/state.ts'
import { emptyStore, startDistrict, STREET } from '../district/support/startDistrict.ts'
import { NOON } from '../support/testCore.ts'
import { injectTransport } from './support/injectTransport.ts'
import { contentsOf, openSeat } from './support/seat.ts'

const register = (seat: Awaited<ReturnType<typeof openSeat>>, summary: string) =>
  seat.core.as('head')('intake.register', { receivedOn: '2026-03-17' as Day, summary })

it('stops before a district that lost batches, deletes nothing, and sends them again once a person said so', async () => {
  const store = await openPglite()
  const district = await startDistrict(store, { clock: { ms: NOON } })
  const seat = await openSeat('A', injectTransport(district.app), await district.code())
  await register(seat, '第一件')
  await seat.sync()
  // What a restored backup of the district looks like: a lower head, an earlier end of the chain, without the newest rows.
  const before = await store.asOwner(async (sql) => {
    const tables = ['sync_row', 'batch', 'digest', 'matter_head', 'street_head', 'seat']
    return Promise.all(tables.map(async (table) => ({ table, rows: await sql(`SELECT * FROM ${table}`) })))
  })
  await register(seat, '第二件')
  await seat.sync()
  await store.asOwner(async (sql, script) => {
    for (const { table } of before) await script(`DELETE FROM ${table}`)
    for (const { table, rows } of before)
      for (const row of rows as Record<string, unknown>[]) {
        const names = Object.keys(row)
        const places = names.map((_, at) => `$${at + 1}`)
        await sql(
          `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`,
          Object.values(row) as never,
        )
      }
  })
  const held = JSON.stringify(contentsOf(seat.db))
  await expect(seat.sync()).rejects.toMatchObject({ code: 'lineage' })
  expect(JSON.stringify(contentsOf(seat.db))).toBe(held)
  seat.db.prepare(`INSERT OR REPLACE INTO sync_state (key, value) VALUES ('stopped', 'lineage')`).run()
  await seat.core.as('head')('sync.acceptLineage', { reason: '区里从备份恢复过，已核对' })
  for (let round = 0; round < 3; round += 1) await seat.sync()
  const kept = await store.inStreet(STREET, (sql) => sql(`SELECT data FROM sync_row WHERE tbl = 'matter'`))
  expect(JSON.stringify(kept)).toContain('第二件')
  const { agreedCursor, cursor } = loadState(seat.db)
  expect(agreedCursor).toBe(cursor)
  expect(JSON.stringify(contentsOf(seat.db))).toBe(held)

  await emptyStore(store) // another server altogether
  await expect(seat.sync()).rejects.toMatchObject({ code: 'unknown_seat' })
  expect(JSON.stringify(contentsOf(seat.db))).toBe(held)
  await seat.close()
  await district.close()
  await store.close()
})
