import type { Day } from '../../src-shared/kernel/day.ts'
import type { DeadlineRow } from '../intake/deadlineRepo.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** Moves the copies that a petition's row keeps of its clocks, as `toRow` fills them, along with a clock that ran to `from`. */
export function movePetitionDays(db: Db, row: DeadlineRow, from: Day): void {
  const { matterId, ruleId, anchor, dueOn } = row
  if ((ruleId === 'B-03' || ruleId === 'B-04') && anchor === '')
    prepared(db, 'UPDATE petition SET told_due_on = ? WHERE matter_id = ?').run(dueOn, matterId)
  if (ruleId === 'B-06')
    prepared(db, 'UPDATE petition SET answer_due_on = ? WHERE matter_id = ? AND answer_due_on = ?').run(
      dueOn,
      matterId,
      from,
    )
}
