import { kindOf } from '../../src-shared/joint/kinds.ts'
import type { JointRow } from '../../src-shared/joint/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { StatusKind } from '../ui/feedback/statusKind.ts'

/** A record's state in words with its sign. */
export function tagOf(row: JointRow, today: Day): { kind: StatusKind; text: string } {
  const isLate = row.isOpen && row.dueOn !== null && row.dueOn < today
  const waits = row.isOpen && row.stage !== kindOf(row.kind).standing
  const kind: StatusKind = row.isVoid ? 'idle' : isLate ? 'warn' : waits ? 'waiting' : 'ok'
  return { kind, text: isLate && !row.isOutlived ? `${row.stageTitle}（超期）` : row.stageTitle }
}
