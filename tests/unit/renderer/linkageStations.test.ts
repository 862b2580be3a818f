import { expect, it } from 'vitest'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { INITIAL_LINKAGE, type LinkageState, type PartState } from '../../../src-shared/linkage/fold.ts'
import type { LinkageView } from '../../../src-shared/linkage/schema.ts'
import { stationsOf } from '../../../src-renderer/linkage/nextStep.ts'

const ON = '2026-03-18' as Day
const part: PartState = {
  key: 'e1/0',
  role: 'lead',
  unitCode: '05',
  unit: '城管（测试）',
  slipCode: 'LK-1',
  on: ON,
  receivedOn: null,
  answeredOn: null,
  level: 'none',
  endedAs: null,
}
const now = (state: Partial<LinkageState>): string | undefined =>
  stationsOf({ state: { ...INITIAL_LINKAGE, ...state } } as LinkageView).find((station) => station.state === 'now')
    ?.title
const given = (receivedOn: Day | null, isBack = false): Partial<LinkageState> => ({
  isDescribed: true,
  parts: [{ ...part, receivedOn }],
  ...(isBack ? { pending: { id: 'e2', key: 'e1/0', on: ON, goesToConference: false } } : {}),
})

it('shows no station as done that the record does not show: a task given back unreceived still waits to be received', () => {
  expect(now({})).toBe('受理')
  expect(now({ isDescribed: true })).toBe('分流')
  expect(now(given(null))).toBe('接件')
  expect(now(given(null, true))).toBe('接件')
  expect(now(given(ON))).toBe('办理')
  expect(now(given(ON, true))).toBe('办理')
})
