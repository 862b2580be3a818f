import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { at } from '../../scripts/lib/paths.mjs'
import { startChild } from './child.ts'
import type { Meter } from './meter.ts'
import { measureOne, SETTLE_MS } from './oneField.ts'
import { createMeasure, type Run } from './phase.ts'
import { usageOf } from './processes.ts'

const FOLDER = at('bench', 'peers')
const POUCH = join(FOLDER, 'pouch.mjs')

/** The peers are none of the product's dependencies: fetched on first use. Returns why not, in a line. */
export function installPeers(): string | undefined {
  if (existsSync(join(FOLDER, 'node_modules', 'pouchdb'))) return undefined
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, stderr, error } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n')[0] ?? 'npm failed')
}

/** PouchDB with express-pouchdb, LevelDB on disk on both sides, the same rows as documents. */
export async function runPouch(dir: string, file: string, ids: readonly string[], meter: Meter): Promise<Run> {
  const server = await startChild(POUCH, ['server', join(dir, 'server')])
  const measure = createMeasure(meter, () => usageOf(server.pid).cpuS)
  const url = await meter.through(await server.ask<string>('address'))
  const a = await startChild(POUCH, ['seat', join(dir, 'a'), url])
  await a.ask('load', file)
  const push = await measure([a], () => a.ask('push'))
  const b = await startChild(POUCH, ['seat', join(dir, 'b'), url])
  const pull = await measure([b], () => b.ask('pull'))
  const rows = await a.ask<number>('count')
  if ((await b.ask<number>('count')) !== rows) throw new Error('PouchDB: seat B lacks rows')

  const docs = ids.map((id) => `matter|${id}`)
  await b.ask('listen')
  const one = await measureOne(meter, a, b, docs)
  const thousand = await measure([a, b], async () => {
    const seen = b.ask('awaitValues', docs, 'wish', '批量改')
    await a.ask('change', docs, 'wish', '批量改')
    await seen
  })
  await b.ask('unlisten')
  await sleep(SETTLE_MS)
  const both = async (): Promise<void> => {
    for (const seat of [a, b]) {
      await seat.ask('push')
      await seat.ask('pull')
    }
  }
  await both() // seat B never pushed before: it has its checkpoint from now on
  const idle = await measure([a, b], both)
  const run: Run = {
    rows,
    push,
    pull,
    one,
    thousand,
    idle,
    server: usageOf(server.pid),
    seatA: usageOf(a.pid),
    seatB: usageOf(b.pid),
  }
  for (const each of [a, b, server]) await each.end()
  return run
}
