import { percentile, report } from '../support/report.ts'
import type { Filled } from './filled.ts'
import type { OneField } from './oneField.ts'
import type { OurRun } from './ourRun.ts'
import type { Phase, Run } from './phase.ts'
import type { WindowWaits } from './window.ts'

const TITLES: Readonly<Record<string, string>> = { pglite: 'PGlite', postgres: 'PostgreSQL' }
const PUSH_TARGETS: Readonly<Record<string, string>> = { pglite: 'ratio >= 2.1', postgres: 'ratio >= 2.5' }

const aSecond = ({ ms }: Phase, rows: number): number => (rows / ms) * 1_000
const cpu = ({ seatCpuS, serverCpuS }: Phase): string =>
  `seat ${seatCpuS.toFixed(2)} s + server ${serverCpuS.toFixed(2)} s`

const oneOf = ({ ms, askedMs, quietMs }: OneField): [string, number][] => [
  ['one changed field, seat to seat, one after the other, p50', ms],
  ['the same with four messages of the bench itself', askedMs],
  ['one changed field, seat to seat, after 0.4 s of quiet, p50', quietMs],
]

/** The peer's own figures, so that both sides stand in the output. */
export function reportPouch(run: Run, filled: Filled, how: string): void {
  const name = (what: string): string => `PouchDB: ${what}, ${run.rows} rows`
  report({ name: name('push'), value: aSecond(run.push, run.rows), unit: 'rows/s' })
  report({ name: name('pull'), value: aSecond(run.pull, run.rows), unit: 'rows/s' })
  for (const [what, value] of oneOf(run.one)) report({ name: name(what), value, unit: 'ms' })
  report({ name: name(`one changed field, ${how}`), value: run.one.bytes / 1e3, unit: 'kB' })
  report({ name: name('1,000 changed fields'), value: run.thousand.ms, unit: 'ms' })
  report({ name: name('1,000 changed fields'), value: run.thousand.bytes / 1e6, unit: 'MB' })
  report({ name: name('nothing to do, both seats'), value: run.idle.ms, unit: 'ms' })
  report({ name: name('nothing to do, both seats'), value: run.idle.bytes / 1e3, unit: 'kB' })
  report({ name: name('bytes of a push per byte of its rows'), value: run.push.bytes / filled.bytes, unit: '' })
  report({ name: name('bytes of a pull per byte of its rows'), value: run.pull.bytes / filled.bytes, unit: '' })
  for (const what of ['push', 'pull'] as const) reportCpu(name(`processor time of the ${what}`), run[what])
  for (const [who, { peakMb }] of [
    ['server', run.server],
    ['seat A', run.seatA],
    ['seat B', run.seatB],
  ] as const)
    report({ name: name(`peak memory, ${who}`), value: peakMb, unit: 'MB' })
}

function reportCpu(name: string, phase: Phase): void {
  report({ name: `${name}, seat`, value: phase.seatCpuS, unit: 's' })
  report({ name: `${name}, server`, value: phase.serverCpuS, unit: 's' })
}

export function reportOurs(run: OurRun, store: string, peer: Run | undefined, filled: Filled, how: string): void {
  const name = (what: string): string => `${TITLES[store]}: ${what}, ${run.rows} rows`
  const target = PUSH_TARGETS[store] ?? ''
  for (const what of ['push', 'pull'] as const) {
    const value = aSecond(run[what], run.rows)
    const theirs = peer && aSecond(peer[what], peer.rows)
    const against = peer && `PouchDB ${theirs?.toFixed(0)} rows/s, ${cpu(peer[what])}`
    report({
      name: name(what),
      value,
      unit: 'rows/s',
      ...(theirs ? { ratio: value / theirs, against: against ?? '' } : {}),
      target,
    })
    reportCpu(name(`processor time of the ${what}`), run[what])
  }
  report({ name: name('stamping before the first push'), value: aSecond(run.stamp, run.rows), unit: 'rows/s' })
  report({ name: name('folding again after the pull'), value: run.fold.ms / 1e3, unit: 's' })
  reportCpu(name('processor time of the folding'), run.fold)
  for (const [at, [what, value]] of oneOf(run.one).entries())
    compared(name(what), value, 'ms', peer && oneOf(peer.one)[at]?.[1], at === 0 ? '<= 15' : undefined)
  compared(name(`one changed field, ${how}`), run.one.bytes / 1e3, 'kB', kilo(peer?.one.bytes), '<= 1.5')
  compared(name('1,000 changed fields'), run.thousand.ms, 'ms', peer?.thousand.ms, '<= 250')
  compared(name(`1,000 changed fields, ${how}`), run.thousand.bytes / 1e6, 'MB', mega(peer?.thousand.bytes), '<= 0.10')
  compared(name('nothing to do, both seats'), run.idle.ms, 'ms', peer?.idle.ms)
  compared(name(`nothing to do, both seats, ${how}`), run.idle.bytes / 1e3, 'kB', kilo(peer?.idle.bytes), '<= 1')
  const perByte = (bytes: number | undefined): number | undefined => bytes && bytes / filled.bytes
  compared(
    name('bytes of the first push per byte of its rows'),
    run.push.bytes / filled.bytes,
    '',
    perByte(peer?.push.bytes),
    '<= 0.40',
  )
  compared(
    name('bytes of the first pull per byte of its rows'),
    run.pull.bytes / filled.bytes,
    '',
    perByte(peer?.pull.bytes),
    '<= 0.36',
  )
  compared(name('peak memory, server'), run.server.peakMb, 'MB', peer?.server.peakMb)
  if (run.postgres) report({ name: name('memory of PostgreSQL itself'), value: run.postgres.peakMb, unit: 'MB' })
  compared(name('peak memory, seat that pushes'), run.seatA.peakMb, 'MB', peer?.seatA.peakMb)
  compared(name('peak memory, seat that pulls'), run.seatB.peakMb, 'MB', peer?.seatB.peakMb)
  reportFirst(run, name, peer)
  reportWaits(run.waits, name)
}

function reportFirst({ first }: OurRun, name: (what: string) => string, peer: Run | undefined): void {
  const theirs = peer && peer.pull.ms / 1e3
  compared(name('first sync by snapshot, to the first page shown'), first.pageMs / 1e3, 's', theirs, '<= 2')
  compared(name('first sync by snapshot, to the whole, folded'), first.wholeMs / 1e3, 's', theirs)
  report({ name: name('first sync by snapshot, processor time of the seat'), value: first.seat.cpuS, unit: 's' })
  report({ name: name('first sync by snapshot, bytes'), value: first.bytes / 1e6, unit: 'MB' })
  report({
    name: name('first sync by snapshot, memory of the seat'),
    value: first.seat.peakMb,
    unit: 'MB',
    target: '<= 250',
  })
}

function reportWaits({ alone, syncing, turns }: WindowWaits, name: (what: string) => string): void {
  report({
    name: name('longest wait of a transaction of the window for its turn while it pulls'),
    value: Math.max(...turns),
    unit: 'ms',
    against: `${turns.length} transactions, p50 ${percentile(turns, 0.5).toFixed(1)}, p99 ${percentile(turns, 0.99).toFixed(1)} ms`,
    target: '<= 50',
  })
  for (const [method, waits] of Object.entries(syncing)) {
    const before = alone[method] ?? []
    report({
      name: name(`longest wait of the window while it pulls, ${method}`),
      value: Math.max(...waits),
      unit: 'ms',
      against: `${waits.length} calls, p50 ${percentile(waits, 0.5).toFixed(1)}, p99 ${percentile(waits, 0.99).toFixed(1)} ms; without sync ${before.length} calls, p99 ${percentile(before, 0.99).toFixed(1)}, longest ${Math.max(...before).toFixed(1)} ms`,
      target: '<= 50',
    })
  }
}

const kilo = (bytes: number | undefined): number | undefined => bytes && bytes / 1e3
const mega = (bytes: number | undefined): number | undefined => bytes && bytes / 1e6

/** The peer's over ours: how many times less ours is. */
function compared(name: string, value: number, unit: string, theirs: number | undefined, target?: string): void {
  report({
    name,
    value,
    unit,
    ...(theirs === undefined
      ? {}
      : { ratio: theirs / value, against: `PouchDB ${Number(theirs.toPrecision(4))} ${unit}`.trim() }),
    ...(target === undefined ? {} : { target }),
  })
}
