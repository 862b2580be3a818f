import type { Meter } from './meter.ts'
import type { OneField } from './oneField.ts'
import { usageOf, type Usage } from './processes.ts'

/** What a piece of work took, both sides counted. */
export interface Phase {
  ms: number
  bytes: number
  /** Processor seconds of the seats and of the server with its database. */
  seatCpuS: number
  serverCpuS: number
}

export type Measure = <T>(seats: readonly { pid: number }[], work: () => Promise<T>) => Promise<Phase & { value: T }>

/** Measures a piece of work; `server` says what the server's side has used so far. */
export function createMeasure(meter: Meter, server: () => number): Measure {
  return async (seats, work) => {
    const cpuOf = (): number => seats.reduce((sum, { pid }) => sum + usageOf(pid).cpuS, 0)
    const before = { bytes: meter.bytes(), seat: cpuOf(), server: server() }
    const startedMs = performance.now()
    const value = await work()
    return {
      ms: performance.now() - startedMs,
      bytes: meter.bytes() - before.bytes,
      seatCpuS: cpuOf() - before.seat,
      serverCpuS: server() - before.server,
      value,
    }
  }
}

/** The figures that ours and the peer's runs both have. */
export interface Run {
  rows: number
  push: Phase
  pull: Phase
  one: OneField
  thousand: Phase
  idle: Phase
  server: Usage
  seatA: Usage
  seatB: Usage
}
