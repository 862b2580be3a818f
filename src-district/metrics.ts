import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Counted by route, answer and code: no street, no seat, no person in a label. */
export interface Metrics {
  registry: Registry
  answered(route: string, status: number, seconds: number): void
  pushed(rows: number, overwritten: number): void
  pulled(rows: number): void
  rejected(code: string): void
}

/** @param countWaiting how many seats wait for news here just now */
export function createMetrics(countWaiting: () => number): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'onewindow_requests_total',
    help: 'Requests answered',
    labelNames: ['route', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'onewindow_request_seconds',
    help: 'Time to answer, waits for news included',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  })
  const rows = new Counter({
    name: 'onewindow_rows_total',
    help: 'Rows taken from seats, given to seats, refused; values overwritten',
    labelNames: ['what'],
    registers,
  })
  const refusals = new Counter({
    name: 'onewindow_rows_rejected_total',
    help: 'Rows refused, by code',
    labelNames: ['code'],
    registers,
  })
  new Gauge({
    name: 'onewindow_waiting_seats',
    help: 'Seats that wait for news at this instance',
    registers,
    collect() {
      this.set(countWaiting())
    },
  })
  return {
    registry,
    answered(route, status, time) {
      requests.inc({ route, status: String(status) })
      seconds.observe({ route }, time)
    },
    pushed(count, overwritten) {
      rows.inc({ what: 'pushed' }, count)
      if (overwritten > 0) rows.inc({ what: 'overwritten' }, overwritten)
    },
    pulled: (count) => rows.inc({ what: 'pulled' }, count),
    rejected: (code) => refusals.inc({ code }),
  }
}
