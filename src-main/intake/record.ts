import { describeEvent } from '../../src-shared/describeEvent.ts'
import {
  applyEvent,
  foldMatter,
  OPEN_STAGES,
  owesFirstAnswer,
  type MatterState,
  type TopicFold,
  type TopicFolds,
} from '../../src-shared/intake/matterFold.ts'
import type { MatterKind } from '../../src-shared/intake/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { EventId, MatterId } from '../../src-shared/kernel/ids.ts'
import { packageClocks } from '../../src-shared/linkage/packageClocks.ts'
import { linkageTopic } from '../../src-shared/linkage/topic.ts'
import { mediationTopic } from '../../src-shared/mediation/topic.ts'
import { petitionTopic } from '../../src-shared/petition/topic.ts'
import { afterLinkageEvent } from '../linkage/afterEvent.ts'
import { findTask } from '../linkage/repo.ts'
import { afterMediationEvent } from '../mediation/afterEvent.ts'
import { findMediation } from '../mediation/repo.ts'
import { afterPetitionEvent } from '../petition/afterEvent.ts'
import { findPetition } from '../petition/repo.ts'
import { reportOf } from '../petition/reportBack.ts'
import { audit, type Ctx } from '../ctx/ctx.ts'
import { replacePackageDeadlines } from './deadlineRepo.ts'
import { toDeadlineRow } from './deadlines.ts'
import { writeLeftSteps } from './leftStepRepo.ts'
import { settleSeal } from './seal.ts'
import { mayKnow } from './visible.ts'
import {
  findMatter,
  insertEvent,
  listEvents,
  updateFolded,
  type EventRow,
  type FoldedHeader,
  type MatterRecord,
} from './repo.ts'

/** The topics that work matters. A new one is added here and in the branch of `afterTopicEvent`. */
export const TOPIC_FOLDS: TopicFolds = {
  mediation: mediationTopic as TopicFold,
  petition: petitionTopic as TopicFold,
  linkage: linkageTopic as TopicFold,
}

export interface Recorded {
  matterId: MatterId
  version: number
}

/** @throws AppError 'not_found', also for a sealed matter that the caller may not know of */
export function getMatter(ctx: Ctx, id: string): MatterRecord {
  const matter = findMatter(ctx.db, id)
  if (!matter || !mayKnow(ctx, matter)) throw new AppError('not_found', '没有这件事项')
  return matter
}

/** @throws AppError 'not_found' | 'conflict' if the row is no longer at the version that the user saw */
export function getMatterAt(ctx: Ctx, id: string, version: number): MatterRecord {
  const matter = getMatter(ctx, id)
  if (matter.version !== version)
    throw new AppError('conflict', '这件事项刚刚被别人改动过，已重新读取，请核对后再办', {
      seen: version,
      now: matter.version,
    })
  return matter
}

export function newEvent(ctx: Ctx, seq: number, kind: string, payload: unknown, reason = ''): EventRow {
  return {
    id: ctx.newId<EventId>(),
    seq,
    kind,
    actorId: ctx.actor.userId,
    actorName: ctx.actor.name,
    at: ctx.now,
    reason,
    payload,
  }
}

/**
 * Records one act: asks the fold, appends the event, writes what follows from it (header, detail
 * row, clocks, counters) and an audit line, all in the caller's transaction.
 *
 * @throws AppError 'not_allowed' with the fold's reason, 'conflict', 'not_found'
 */
export function recordEvent(
  ctx: Ctx,
  matterId: string,
  version: number,
  kind: string,
  payload: unknown,
  reason = '',
): Recorded {
  const matter = getMatterAt(ctx, matterId, version)
  const events = listEvents(ctx.db, matterId)
  const event = newEvent(ctx, (events.at(-1)?.seq ?? 0) + 1, kind, payload, reason)
  if (kind !== 'taken_back') {
    const asked = applyEvent(foldMatter(events, TOPIC_FOLDS), event, TOPIC_FOLDS)
    if ('problem' in asked) throw new AppError('not_allowed', asked.problem)
  }
  insertEvent(ctx.db, matterId, event)
  settle(ctx, matter, [...events, event])
  audit(
    ctx,
    'changed',
    { kind: 'matter', id: matterId, title: matter.number },
    describeEvent(kind, payload, () => '').title,
  )
  return { matterId: matter.id, version: version + 1 }
}

/** Writes everything that the events determine. Also used by recounts, where no event is new. */
export function settle(ctx: Ctx, matter: MatterRecord, events: readonly EventRow[]): void {
  const state = foldMatter(events, TOPIC_FOLDS)
  const isOpen = OPEN_STAGES.includes(state.stage)
  const topicDueOn = afterTopicEvent(ctx, matter, state, takenEvents(events, state))
  const packageDueOn = afterPackages(ctx, matter, state, events)
  const promiseOn = owesFirstAnswer(state, TOPIC_FOLDS) ? matter.promiseOn : null
  const folded: FoldedHeader = {
    kind: state.kind,
    stage: state.stage,
    isOpen,
    dueOn: isOpen ? earliest(earliest(topicDueOn, promiseOn), packageDueOn) : null,
    mergedInto: state.stage === 'merged' ? ((state.beforeMerge?.intoId ?? null) as MatterId | null) : null,
  }
  // Nobody acted here: an open page stays good where the fold says what the header says.
  const isWritten =
    (ctx.isReplay && isFolded(matter, folded)) || updateFolded(ctx.db, matter.id, matter.version, folded)
  if (!isWritten) throw new AppError('conflict', '这件事项刚刚被别人改动过，请重试')
  settleSeal(ctx.db, matter, state, events)
  writeLeftSteps(ctx.db, matter.id, events, state)
  ctx.changed('matters')
  const report = ctx.isReplay ? undefined : reportOf(ctx, matter, state)
  if (report) recordEvent(ctx, report.petition.id, report.petition.version, 'petition.mediationReturns', report.payload)
}

const isFolded = (matter: MatterRecord, { isOpen, ...folded }: FoldedHeader): boolean =>
  matter.isOpen === Number(isOpen) &&
  Object.entries(folded).every(([key, value]) => matter[key as keyof MatterRecord] === value)

/** Events that count: neither taken back nor flagged. */
export function takenEvents(events: readonly EventRow[], state: MatterState): EventRow[] {
  const struck = new Set([...state.takenBack, ...Object.keys(state.problems)])
  return events.filter((event) => !struck.has(event.id) && event.kind !== 'taken_back')
}

function afterTopicEvent(ctx: Ctx, matter: MatterRecord, state: MatterState, events: EventRow[]): Day | null {
  // A matter that was taken back from a topic, merged or voided leaves its ledgers and clocks as well. In a replay the
  // header may already say what another seat decided: what was folded here before stands in the topic's own row.
  const wasOrIs = (kind: MatterKind, hasRow: () => boolean): boolean =>
    matter.kind === kind || state.kind === kind || (ctx.isReplay === true && hasRow())
  const topics: { kind: MatterKind; hasRow: () => boolean; after: typeof afterPetitionEvent }[] = [
    { kind: 'mediation', hasRow: () => findMediation(ctx.db, matter.id) !== undefined, after: afterMediationEvent },
    { kind: 'petition', hasRow: () => findPetition(ctx.db, matter.id) !== undefined, after: afterPetitionEvent },
    { kind: 'linkage', hasRow: () => findTask(ctx.db, matter.id) !== undefined, after: afterLinkageEvent },
  ]
  // The topic that it left takes its clocks away before the one that works it starts its own.
  const ordered = topics.sort((a, b) => Number(a.kind === state.kind) - Number(b.kind === state.kind))
  return ordered
    .filter(({ kind, hasRow }) => wasOrIs(kind, hasRow))
    .reduce<Day | null>((_, { after }) => after(ctx, matter, state, events), null)
}

/** Writes the clocks of sealed packages that were taken in; the earliest day that is owed, or null. */
function afterPackages(ctx: Ctx, matter: MatterRecord, state: MatterState, events: readonly EventRow[]): Day | null {
  if (!events.some(({ kind }) => kind === 'package_taken')) return null
  const isHere = state.stage !== 'merged' && state.stage !== 'void'
  const rows = (isHere ? packageClocks(events) : []).map((clock) =>
    toDeadlineRow(matter.id, { ...clock, options: {} }, ctx.calendar),
  )
  replacePackageDeadlines(ctx.db, matter.id, rows)
  const owed = rows.filter((row) => row.state === 'running').map(({ dueOn }) => dueOn)
  return owed.sort()[0] ?? null
}

function earliest(a: Day | null, b: Day | null): Day | null {
  if (!a || !b) return a ?? b
  return a < b ? a : b
}
