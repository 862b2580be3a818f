import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NoPostgres, startPostgres, type TestPostgres } from '../tests/support/postgres.ts'
import { bundleSeat } from './sync/bundle.ts'
import { fillStore } from './sync/filled.ts'
import { createMeter, enterOwnNetwork } from './sync/meter.ts'
import { runOurs } from './sync/ourRun.ts'
import { installPeers, runPouch } from './sync/peerRun.ts'
import { reportOurs, reportPouch } from './sync/reportSync.ts'

// Real seats, the real server in a process of its own, HTTP on loopback, everything on; PouchDB with express-pouchdb in the
// same run with the same rows as documents. `--rows 10000,100000 --stores pglite,postgres --without-peer`.
const option = (name: string, fallback: string): string[] => {
  const at = process.argv.indexOf(`--${name}`)
  return (at < 0 ? fallback : (process.argv[at + 1] ?? fallback)).split(',')
}
const sizes = option('rows', '10000,100000').map(Number)
const stores = option('stores', 'pglite,postgres')
const withPeer = !process.argv.includes('--without-peer')

const missing = withPeer ? installPeers() : undefined
if (missing) process.stderr.write(`PouchDB could not be installed: ${missing}\n`)
enterOwnNetwork()
const seatFile = await bundleSeat()

const dir = mkdtempSync(join(process.env.ONEWINDOW_BENCH_DIR ?? tmpdir(), 'onewindow-sync-'))
const postgres = stores.includes('postgres') ? tryPostgres() : undefined
try {
  for (const rows of sizes) {
    const filled = await fillStore(seatFile, dir, rows)
    const meter = createMeter()
    const peer =
      withPeer && !missing ? await runPouch(join(dir, `pouch-${rows}`), filled.file, filled.ids, meter) : undefined
    if (peer) reportPouch(peer, filled, meter.how)
    for (const store of stores) {
      if (store === 'postgres' && !postgres) continue
      const given = {
        seatFile,
        from: filled.from,
        ids: filled.ids,
        meter,
        postgres: store === 'postgres' ? postgres : undefined,
      }
      reportOurs(await runOurs({ dir: join(dir, `${store}-${rows}`), ...given }), store, peer, filled, meter.how)
    }
    meter.close()
  }
} finally {
  postgres?.stop()
  if (!process.env.ONEWINDOW_BENCH_KEEP) rmSync(dir, { recursive: true, force: true })
}

function tryPostgres(): TestPostgres | undefined {
  try {
    return startPostgres(true)
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error
    process.stderr.write(`${error.message}\n`)
    return undefined
  }
}
