import type { WireRow } from '../../../src-shared/sync/protocol.ts'
import { findSynced } from '../../../src-shared/sync/tables.ts'
import type { TestSeat } from './testSeat.ts'

type Values = Record<string, string | number | null>

/** All columns of a table, made up. */
export function wholeOf(table: string, values: Values = {}): Values {
  const columns = findSynced(table)?.columns ?? []
  return { ...Object.fromEntries(columns.map((column) => [column, null])), ...values }
}

export const matter = (seat: TestSeat, key: string, values: Values = {}): WireRow => [
  'matter',
  key,
  seat.stamp(),
  0,
  wholeOf('matter', { number: `A-${key}`, kind: 'mediation', stage: 'open', summary: '楼上漏水', ...values }),
]
export const matterEvent = (seat: TestSeat, key: string, values: Values = {}): WireRow => [
  'matter_event',
  key,
  seat.stamp(),
  0,
  wholeOf('matter_event', { matter_id: 'm1', seq: 1, kind: 'received', payload: '{}', ...values }),
]
export const change = (seat: TestSeat, key: string, values: Values, aheadMs = 0): WireRow => [
  'matter',
  key,
  seat.stamp(aheadMs),
  0,
  values,
]
