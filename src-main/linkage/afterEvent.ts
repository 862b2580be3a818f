import type { MatterState } from '../../src-shared/intake/matterFold.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { linkageClockOptions, linkageClocks } from '../../src-shared/linkage/clocks.ts'
import { INITIAL_LINKAGE, type LinkageState } from '../../src-shared/linkage/fold.ts'
import { last, projectLinkage } from '../../src-shared/linkage/project.ts'
import { replaceDeadlines } from '../intake/deadlineRepo.ts'
import { toDeadlineRow } from '../intake/deadlines.ts'
import type { EventRow, MatterRecord } from '../intake/repo.ts'
import { moveCounters } from '../ledger/counters.ts'
import { indexMatter } from '../search/indexMatter.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { findTask, replaceParts, saveTask } from './repo.ts'
import { toCountedTask } from './counters.ts'
import { toPartRows, toTaskRow } from './toRow.ts'

/**
 * Writes what a task's events determine: its row, its units' rows, its clocks and its share of the ledger's counters.
 * The same function serves every act, a taken-back one, and a matter that left the topic.
 *
 * @returns the earliest day by which somebody must act, or null
 */
export function afterLinkageEvent(ctx: Ctx, matter: MatterRecord, state: MatterState, events: EventRow[]): Day | null {
  const before = findTask(ctx.db, matter.id)
  const isHere = state.kind === 'linkage' && state.stage !== 'merged' && state.stage !== 'void'
  const task = isHere ? (state.topic as LinkageState) : INITIAL_LINKAGE
  const record = projectLinkage(isHere ? events : [])
  const archivedOn = task.archivedOn ? (last(record, 'archive')?.on ?? null) : null
  const clocks = (isHere ? linkageClocks(record, matter) : []).map((clock) =>
    toDeadlineRow(
      matter.id,
      {
        ...clock,
        // what nobody did before the file went to the archive is not owed any more, but what was to be looked at again
        stoppedOn: clock.stoppedOn ?? (clock.metOn || clock.rule.id === 'L-11' ? null : archivedOn),
        options: linkageClockOptions(record, clock.rule.id, clock.anchor),
      },
      ctx.calendar,
    ),
  )
  const row = toTaskRow(ctx, matter, isHere && !state.seal, task, record)
  saveTask(ctx.db, row)
  replaceParts(ctx.db, matter.id, toPartRows(matter, task, record))
  moveCounters(ctx.db, before && toCountedTask(before, matter), toCountedTask(row, matter), 'linkage')
  replaceDeadlines(ctx.db, matter.id, clocks)
  if (before?.texts !== row.texts) indexMatter(ctx.db, matter.rid, matter.id)
  ctx.changed('linkage')
  const due = clocks.filter((clock) => clock.state === 'running' && !clock.isOption).map((clock) => clock.dueOn)
  return due.sort()[0] ?? null
}
