import { PullPage, type PulledRow, type WireRow } from '../../src-shared/sync/protocol.ts'
import type { Db } from '../store/open.ts'
import { ask } from './district.ts'
import { authorization, breathe, paceOf, type Contact, type SyncPorts } from './ports.ts'
import { takeRows } from './pull.ts'
import { clearQuarantined, listRetakable } from './rowRepo.ts'

/**
 * Tries once more what this seat could not write: a row whose number is free by now, one of a table that an upgrade
 * brought, one of which only a part had come. What still cannot be written goes back to the tray. In slices, so that the
 * window need not wait for all of them.
 */
export async function retake(db: Db, ports: SyncPorts, contact: Contact, signal?: AbortSignal): Promise<void> {
  const waiting = listRetakable(db)
  if (waiting.length === 0) return
  const whole = new Map<string, PulledRow>()
  for (const table of new Set(waiting.filter(({ code }) => code === 'partial').map((each) => each.table))) {
    const keys = waiting.filter((each) => each.table === table && each.code === 'partial').map(({ key }) => key)
    const json = { table, keys: keys.slice(0, 500) }
    const headers = { authorization: authorization(contact) }
    const page = await ask(ports.transport, { method: 'POST', path: '/sync/rows', headers, json, signal }, PullPage)
    for (const row of page.rows) whole.set(`${table}|${row[2]}`, row)
  }
  const pace = paceOf(ports)
  const take = db.transaction((slice: typeof waiting) => {
    const rows = slice.map(({ table, key, content }): PulledRow => {
      clearQuarantined(db, 'down', table, key)
      return whole.get(`${table}|${key}`) ?? [0, ...(JSON.parse(content) as WireRow)]
    })
    takeRows(db, ports, rows, new Set())
  })
  for (let from = 0; from < waiting.length;) {
    const slice = waiting.slice(from, from + pace.rows)
    from += slice.length
    pace.run(slice.length, () => take.immediate(slice))
    await breathe(ports)
    signal?.throwIfAborted()
  }
}
