import { expect, it } from 'vitest'
import type { DeadlineView } from '../../../src-shared/intake/schema.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { comingDays } from '../../../src-renderer/workbench/comingDays.ts'

const deadline = (id: string, dueOn: string, more: Partial<DeadlineView> = {}): DeadlineView =>
  ({ id, dueOn, metOn: null, state: 'running', isOption: false, isStatutory: true, ...more }) as DeadlineView

it('names what the office owes by law first, then its promises, then the rights of others, each by its day', () => {
  const days = comingDays(
    [
      deadline('right', '2026-03-11', { isOption: true }),
      deadline('promise', '2026-03-10', { isStatutory: false }),
      deadline('law later', '2026-05-01'),
      deadline('law overdue', '2026-03-01', { state: 'missed' }),
      deadline('done', '2026-03-02', { metOn: '2026-03-02' as Day, state: 'met' }),
      deadline('gone', '2026-03-02', { state: 'stopped' }),
    ],
    '2026-03-10' as Day,
  )
  expect(days.map((each) => [each.deadline.id, each.distance, each.isOverdue])).toEqual([
    ['law overdue', '已过 9 天', true],
    ['law later', '还有 52 天', false],
    ['promise', '今天到期', false],
    ['right', '还有 1 天', false],
  ])
})
