import { expect, it } from 'vitest'
import { alertPhase, narrowAlerts, narrowSwaps, type AlertView, type SwapView } from '../../../src-shared/duty/lists.ts'

const swap = (id: string, on: string, state: SwapView['state'], fromText: string): SwapView =>
  ({
    ...{ id, on, state, fromText, at: '2026-03-01T01:00:00.000Z', byName: '窗口丙' },
    ...{ backText: '', reason: '', answeredBy: state === 'waiting' ? '' : '负责人乙', answer: '' },
  }) as SwapView
const SWAPS = [
  swap('3', '2026-03-09', 'refused', '样本甲的东门岗由示例乙上：看病'),
  swap('2', '2026-03-20', 'waiting', '示例乙的地铁岗由样本甲上：家里有事'),
  swap('1', '2026-03-09', 'approved', '示例丙的东门岗由示例乙上：家里有事'),
]
const alert = (id: string, task: string, level: string, endOn: string | null): AlertView =>
  ({
    ...{ id, task, level, endOn, on: '2026-03-01', time: '08:00', orderedBy: '负责人乙', number: '', text: '' },
    ...{ change: '', endTime: '', endedBy: '', summary: '' },
  }) as AlertView
const ALERTS = [
  alert('c', '节日', '一级', null),
  alert('b', '安保', '三级', '2026-03-04'),
  alert('a', '开学', '一级', '2026-02-28'),
]
const ids = (rows: readonly { id: string }[]): string => rows.map(({ id }) => id).join('')

it('tells an order for a day to come from one in force and from one that is over', () => {
  const one = { on: '2026-12-11', endOn: '2026-12-13' }
  const on = (today: string) => alertPhase(one, today).text
  expect(['2026-12-10', '2026-12-11', '2026-12-13', '2026-12-14'].map(on)).toEqual([
    '还没到日子',
    '生效中',
    '生效中',
    '已结束',
  ])
  expect(alertPhase({ ...one, endOn: null }, '2027-12-14').text).toBe('生效中')
})

it('finds swaps by every word of a search, narrows them by state, and orders them without mixing equal ones', () => {
  const all = { words: '', state: '', order: 'asked' } as const
  expect(ids(narrowSwaps(SWAPS, all))).toBe('321')
  expect(ids(narrowSwaps(SWAPS, { ...all, words: '东门 家里' }))).toBe('1')
  expect(ids(narrowSwaps(SWAPS, { ...all, words: '03-09' }))).toBe('31')
  expect(ids(narrowSwaps(SWAPS, { ...all, state: 'waiting' }))).toBe('2')
  expect(ids(narrowSwaps(SWAPS, { ...all, order: 'shift' }))).toBe('312')
  expect(ids(narrowSwaps(SWAPS, { ...all, order: 'state' }))).toBe('213')
})

it('finds orders by task, person and day, those still in force alone, the highest level first', () => {
  const all = { words: '', state: '', order: 'started' } as const
  expect(ids(narrowAlerts(ALERTS, { ...all, words: '负责人乙 02-28' }))).toBe('a')
  expect(ids(narrowAlerts(ALERTS, { ...all, state: 'open' }))).toBe('c')
  expect(ids(narrowAlerts(ALERTS, { ...all, state: 'ended' }))).toBe('ba')
  expect(ids(narrowAlerts(ALERTS, { ...all, order: 'level' }, ['常态', '三级', '一级']))).toBe('cab')
  expect(ids(narrowAlerts(ALERTS, { ...all, order: 'task' }))).toBe('bca')
})
