import type { MatterState } from '../../src-shared/intake/matterFold.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { petitionClockOptions, petitionClocks } from '../../src-shared/petition/clocks.ts'
import { INITIAL_PETITION, type PetitionState } from '../../src-shared/petition/fold.ts'
import { last, projectPetition, type PetitionRecord } from '../../src-shared/petition/project.ts'
import { replaceDeadlines, type DeadlineRow } from '../intake/deadlineRepo.ts'
import { toDeadlineRow } from '../intake/deadlines.ts'
import type { EventRow, MatterRecord } from '../intake/repo.ts'
import { indexMatter } from '../search/indexMatter.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { movePetitionShare } from './counters.ts'
import { findPetition, savePetition } from './repo.ts'
import { toRow } from './toRow.ts'

/**
 * Writes what a petition's events determine: its row, its clocks and its share of its ledgers' counters. The same function serves every
 * act, a taken-back one, and a matter that left the topic.
 *
 * @returns the earliest day by which somebody must act, or null
 */
export function afterPetitionEvent(ctx: Ctx, matter: MatterRecord, state: MatterState, events: EventRow[]): Day | null {
  const before = findPetition(ctx.db, matter.id)
  const isHere = state.kind === 'petition' && state.stage !== 'merged' && state.stage !== 'void'
  const petition = isHere ? (state.topic as PetitionState) : INITIAL_PETITION
  const record = projectPetition(isHere ? events : [])
  const clocks = isHere ? countClocks(ctx, matter, record) : []
  const row = toRow(ctx, matter, isHere && !state.seal, petition, record, clocks, before)
  savePetition(ctx.db, row)
  movePetitionShare(ctx, before && { row: before, card: matter }, { row, card: matter })
  replaceDeadlines(ctx.db, matter.id, clocks)
  if (before?.texts !== row.texts || before?.agencyNumber !== row.agencyNumber)
    indexMatter(ctx.db, matter.rid, matter.id)
  ctx.changed('petition')
  const due = clocks.filter((clock) => clock.state === 'running' && !clock.isOption).map((clock) => clock.dueOn)
  return due.sort()[0] ?? null
}

/** Every clock that the record has started, counted. */
export function countClocks(ctx: Ctx, matter: MatterRecord, record: PetitionRecord): DeadlineRow[] {
  const { settings, calendar } = ctx
  const archivedOn = last(record, 'archive')?.on ?? null // what nobody did before the file went to the archive is not owed any more
  const clocks = petitionClocks(record, matter, {
    supervisionDays: settings.supervisionDays,
    serviceDays: settings.serviceDays,
    simpleDecisionDays: settings.simpleDecisionDays,
    hasLocalLimits: settings.hasLocalPetitionLimits,
  })
  return clocks.map((clock) =>
    toDeadlineRow(
      matter.id,
      {
        ...clock,
        stoppedOn: clock.stoppedOn ?? (clock.metOn ? null : archivedOn),
        options: {
          rollsOnHoliday: settings.rollsWhereSilent,
          ...petitionClockOptions(record, clock.rule.id, clock.anchor),
        },
      },
      calendar,
    ),
  )
}
