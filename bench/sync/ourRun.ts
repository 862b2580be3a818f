import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { at } from '../../scripts/lib/paths.mjs'
import { SEAT_ENV, SEAT_FLAGS } from '../../scripts/lib/seatProcess.mjs'
import type { TestPostgres } from '../../tests/support/postgres.ts'
import { startChild, type Child } from './child.ts'
import { createBenchDistrict } from './district.ts'
import type { Meter } from './meter.ts'
import { measureOne, SETTLE_MS } from './oneField.ts'
import { createMeasure, type Phase, type Run } from './phase.ts'
import { forgetPeak, usageOf, type Usage } from './processes.ts'
import type { WindowWaits } from './window.ts'

export interface OurRun extends Run {
  /** Stamping what was there before joining. */
  stamp: Phase
  /** Folding again what came, after the pull. */
  fold: Phase
  postgres: Usage | undefined
  waits: WindowWaits
  first: { pageMs: number; wholeMs: number; bytes: number; seat: Usage; rows: number }
}

export interface OurGiven {
  /** The seat's program. */
  seatFile: string
  dir: string
  /** A filled store. */
  from: string
  ids: readonly string[]
  meter: Meter
  postgres: TestPostgres | undefined
}

/** Real seats and the real server over HTTP, everything on. */
export async function runOurs({ seatFile, dir, from, ids, meter, postgres }: OurGiven): Promise<OurRun> {
  const district = await createBenchDistrict(join(dir, 'district'), postgres)
  const codes = ['A', 'B', 'W', 'C'].map((letter) => [letter, district.newCode()] as const)
  const serverCpu = (): number => {
    const { cpuS, postgres: store } = district.usage()
    return cpuS + (store?.cpuS ?? 0)
  }
  const measure = createMeasure(meter, serverCpu)
  let url = await meter.through(await district.start())
  const seatOf = (index: number): Promise<Child> => {
    const [letter, code] = codes[index] as readonly [string, string]
    return startChild(seatFile, [at(), join(dir, letter), url, code, letter], { flags: SEAT_FLAGS, env: SEAT_ENV })
  }

  const a = await seatOf(0)
  await a.ask('openFilled', from)
  await a.ask('join')
  const stamp = await measure([a], () => a.ask('stamp'))
  forgetPeak(a.pid)
  const push = await measure([a], () => a.ask('exchange', true))
  const b = await seatOf(1)
  await b.ask('openFresh')
  await b.ask('join')
  forgetPeak(b.pid)
  const pull = await measure([b], () => b.ask('exchange', false))
  const fold = await measure([b], () => b.ask('exchange', true))
  await a.ask('exchange', true)
  const rows = await agreedRows(a, b)

  const idle = await measure([a, b], async () => {
    for (const seat of [a, b]) await seat.ask('exchange', true)
  })
  for (const seat of [a, b]) await seat.ask('startThread')
  const one = await measureOne(meter, a, b, ids)
  const thousand = await measure([a, b], async () => {
    const startedMs = performance.now()
    const seen = b.ask('awaitValues', ids, 'wish', '批量改').then(() => performance.now() - startedMs)
    await a.ask('change', ids, 'wish', '批量改')
    const ms = await seen
    await sleep(SETTLE_MS)
    return ms
  })
  for (const seat of [a, b]) await seat.ask('stopThread')
  const [seatA, seatB] = [usageOf(a.pid), usageOf(b.pid)]
  for (const seat of [a, b]) await seat.ask('exchange', true)
  await agreedRows(a, b)
  for (const seat of [a, b]) await seat.end()

  const window = await seatOf(2)
  await window.ask('openFresh')
  const waits = await window.ask<OurRun['waits']>('window')
  await window.end()
  const { postgres: store, ...server } = district.usage()

  await district.stop()
  district.makeSnapshot()
  url = await meter.through(await district.start())
  const setUp = await seatOf(3)
  await setUp.ask('openFresh')
  await setUp.end()
  const c = await seatOf(3)
  await c.ask('openAgain')
  forgetPeak(c.pid)
  const first = await measure([c], () => c.ask<{ pageMs: number; wholeMs: number }>('firstSync'))
  const seatC = usageOf(c.pid)
  const facts = await c.ask<{ rows: number }>('facts')
  await c.end()
  await district.stop()
  return {
    rows,
    stamp,
    push,
    pull,
    fold,
    one,
    thousand: { ...thousand, ms: thousand.value },
    idle,
    server,
    postgres: store,
    seatA,
    seatB,
    waits,
    first: { ...first.value, bytes: first.bytes, seat: seatC, rows: facts.rows },
  }
}

/** Both seats at one cursor, their sums and the district's equal. */
async function agreedRows(a: Child, b: Child): Promise<number> {
  const [here, there] = [
    await a.ask<{ rows: number; isAgreed: boolean }>('facts'),
    await b.ask<{ rows: number; isAgreed: boolean }>('facts'),
  ]
  if (!here.isAgreed || !there.isAgreed || here.rows !== there.rows)
    throw new Error(`The seats differ: ${JSON.stringify([here, there])}`)
  return here.rows
}
