import { duesOf } from '../../src-shared/joint/clocks.ts'
import { foldJoint, type FoldedJoint } from '../../src-shared/joint/fold.ts'
import type { CountedJoint } from '../../src-shared/joint/ledgers.ts'
import { kindOf } from '../../src-shared/joint/kinds.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { PlaceId, RowId } from '../../src-shared/kernel/ids.ts'
import type { WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { moveCounters } from '../ledger/counters.ts'
import { monthOfDay } from '../ledger/periods.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { findItem, hasEvents, listJointEvents, listOpenIds, saveItem, type JointItem } from './repo.ts'

/** Writes what a record's events determine: its row, its day, its share of its ledger's counters. */
export function settleJoint(ctx: Ctx, id: string, calendar: WorkCalendar = ctx.calendar): FoldedJoint | undefined {
  const events = listJointEvents(ctx.db, id)
  const folded = foldJoint(events)
  if (!folded) return undefined // its first event is still on its way
  const before = findItem(ctx.db, id)
  const item = toItem(ctx, id as RowId, folded, events.length, calendar)
  saveItem(ctx.db, item)
  moveCounters<CountedJoint>(ctx.db, before, item, `joint_${item.page}`)
  ctx.changed('joint')
  ctx.changed('ledger')
  return folded
}

/** Whether an id of what came through the sync is one of ours. */
export const isJoint = (ctx: Pick<Ctx, 'db'>, id: string): boolean => hasEvents(ctx.db, id)

/** After the working calendar or a setting changed: running days are counted anew. */
export function settleOpenJoint(ctx: Ctx, calendar: WorkCalendar = ctx.calendar): void {
  for (const id of listOpenIds(ctx.db)) settleJoint(ctx, id, calendar)
}

function toItem(ctx: Ctx, id: RowId, folded: FoldedJoint, version: number, calendar: WorkCalendar): JointItem {
  const kind = kindOf(folded.kind)
  const { state } = folded
  const { card } = state
  const said = (key: string | null): string => (key && typeof card[key] === 'string' ? card[key] : '')
  const due = duesOf(kind, state, calendar)[0]
  const ledger = `joint_${kind.page}` as const
  const month = (day: Day | null) =>
    day && !state.isVoid ? monthOfDay(ctx.db, day, ctx.settings.cutoffDay, ledger) : ''
  return {
    id,
    kind: folded.kind,
    page: kind.page,
    number: folded.number,
    title: said(kind.titleKey),
    type: said(kind.typeKey),
    areaId: (said('area') || null) as PlaceId | null,
    unit: said(kind.unitKey),
    stage: state.stage,
    isOpen: Number(!state.isVoid && !kind.over.includes(state.stage)),
    isVoid: Number(state.isVoid),
    startedOn: state.startedOn as Day,
    dueOn: due?.dueOn ?? null,
    dueWhat: due ? `${due.what}${due.dueAt ? `（${due.dueAt} 前）` : ''}` : '',
    untilOn: state.untilOn ?? (folded.kind === 'project' ? state.dueOn : null),
    closedOn: state.closedOn,
    result: state.result,
    tally: JSON.stringify(state.tally),
    parts: JSON.stringify(state.parts.map(({ label, dueOn, doneOn }) => ({ label, dueOn, doneOn }))),
    texts: Object.values(card)
      .filter((value): value is string => typeof value === 'string')
      .join('\n'),
    version,
    monthStarted: month(state.startedOn),
    monthClosed: month(state.closedOn),
  }
}
