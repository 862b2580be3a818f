import { topicPorts } from '../../../src-main/host/refolding.ts'
import { storeFile } from '../../../src-main/host/openedStore.ts'
import { closeStore, type Db } from '../../../src-main/store/open.ts'
import { refreshCapture } from '../../../src-main/store/capture.ts'
import { openForSync } from '../../../src-main/sync/connection.ts'
import { exchange } from '../../../src-main/sync/engine.ts'
import type { Contact, SyncPorts } from '../../../src-main/sync/ports.ts'
import { askToJoin, join } from '../../../src-main/sync/enrol.ts'
import { queueAllFiles } from '../../../src-main/sync/fileRepo.ts'
import { loadState, saveState } from '../../../src-main/sync/state.ts'
import { syncedTablesOf } from '../../../src-main/store/capture.ts'
import type { Transport } from '../../../src-main/sync/transport.ts'
import { testCore, type TestCore } from '../../support/testCore.ts'

/** A real core with the engine on a connection of its own, as the background thread has it. */
export interface TestSeat {
  core: TestCore
  db: Db
  ports: SyncPorts
  /** One exchange; what it threw is thrown on. */
  sync(): Promise<void>
  close(): Promise<void>
}

export async function openSeat(letter: string, transport: Transport, code: string): Promise<TestSeat> {
  const core = await testCore({}, { seatLetter: letter })
  const { open } = core.state
  if (!open) throw new Error('not open')
  const { enrolled, privateKey } = await askToJoin(transport, {
    url: 'http://127.0.0.1',
    code,
    letter,
    name: `${letter} 号窗口`,
    app: 'test',
  })
  open.db
    .transaction(() => {
      join(open.db, 'http://127.0.0.1', enrolled, privateKey, core.clock.nowMs)
      saveState(open.db, { paused: 1 }) // the tests drive the engine themselves
      queueAllFiles(open.db, new Date(core.clock.nowMs).toISOString())
    })
    .immediate()
  const db = openForSync(storeFile(core.dataDir), open.key, { nowMs: () => core.clock.nowMs })
  const ports: SyncPorts = {
    transport,
    nowMs: () => core.clock.nowMs,
    app: 'test',
    ...topicPorts(() => core.clock.nowMs),
    changed: () => {},
    scratchDir: `${core.dataDir}/sync`,
  }
  let contact: Contact | undefined
  return {
    core,
    db,
    ports,
    async sync() {
      try {
        contact = await exchange(db, ports, contact)
      } catch (error) {
        contact = undefined
        throw error
      }
      refreshCapture(open.db)
    },
    async close() {
      closeStore(db)
      await core.close()
    },
  }
}

/** Every synced row of a store, for comparing seats byte for byte; columns of the seat itself left out. */
export function contentsOf(db: Db): Record<string, unknown[]> {
  return Object.fromEntries(
    syncedTablesOf(db).map((table) => {
      const { name, key, columns, where } = table
      const condition = where ? where('new').replaceAll('new.', '') : '1'
      const rows = db
        .prepare(`SELECT ${[...key, ...columns].join(', ')} FROM ${name} WHERE ${condition} ORDER BY ${key.join(', ')}`)
        .raw()
        .all()
      return [name, rows]
    }),
  )
}

export const stateOf = (seat: TestSeat) => loadState(seat.db)
