import { EVENT_SOURCES, EVENT_STATES } from '../../src-shared/grid/codes.ts'
import type { CountedEvent } from '../../src-shared/grid/ledger.ts'
import { stateOfEvent } from '../../src-shared/grid/rules.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import { editableTables, tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { NOBODY } from '../intake/visible.ts'
import { periodOf } from '../ledger/periods.ts'
import type { LedgerSource } from '../ledger/source.ts'
import { wordOf } from '../linkage/directory.ts'
import { listEventsBetween, type ListedEvent } from './listRepo.ts'
import { findEvent } from './repo.ts'

type Basis = 'found' | 'done'

/** Rows go by the event's own id: the ledger's page opens the event with it. */
const idOf = ({ id }: ListedEvent): MatterId => id as string as MatterId

function inWords(ctx: Ctx, rows: readonly ListedEvent[]): LedgerRow[] {
  const classes = tableVersions(ctx, 'linkage_class')
  return rows.map((row) => ({
    matterId: idOf(row),
    number: row.number,
    foundOn: row.foundOn,
    place: row.placeName,
    placeDetail: row.placeDetail,
    source: EVENT_SOURCES[row.source],
    class: wordOf(classes, row.class, row.foundOn),
    summary: row.summary,
    checkedOn: row.checkedOn,
    checkedText: row.checkedText,
    doneOn: row.doneOn,
    doneText: row.doneText,
    matter: row.matterNumber,
    state: EVENT_STATES[stateOfEvent(row)],
  }))
}

export const gridSource: LedgerSource<CountedEvent> = {
  isCountedLive: true,
  tables: editableTables,
  listMonth(ctx, basis, month) {
    const { from, to } = periodOf(ctx.db, month, ctx.settings.cutoffDay, 'grid')
    return inWords(ctx, listEventsBetween(ctx.db, NOBODY, basis as Basis, from, to))
  },
  listBetween: (ctx, basis, from, to) => inWords(ctx, listEventsBetween(ctx.db, NOBODY, basis as Basis, from, to)),
  listCounted(ctx, basis, month) {
    const { from, to } = periodOf(ctx.db, month, ctx.settings.cutoffDay, 'grid')
    return listEventsBetween(ctx.db, NOBODY, basis as Basis, from, to).map((row) => ({
      matterId: idOf(row),
      number: row.number,
      title: row.summary,
      on: row.foundOn,
      counted: {
        class: row.class,
        source: row.source,
        communityId: row.communityId,
        checkedOn: row.checkedOn,
        doneOn: row.doneOn,
        matterId: row.matterId,
        monthFound: basis === 'found' ? month : '',
        monthDone: basis === 'done' ? month : '',
      },
    }))
  },
  lastChange({ db }, id, since, to) {
    const row = findEvent(db, id)
    if (!row || row.changedAt < since) return undefined
    const further = [row.checkedOn, row.doneOn].some((day) => day !== null && day > to)
    return {
      actorName: row.changedBy,
      reason: row.changeReason || '办理',
      at: row.changedAt,
      isHandledFurther: further && row.changeReason === '',
    }
  },
  eachCounted: () => [],
  moveMonths() {},
}
