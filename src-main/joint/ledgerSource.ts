import { titleOfAct } from '../../src-shared/joint/describe.ts'
import type { JointPageName } from '../../src-shared/joint/kind.ts'
import { kindOf } from '../../src-shared/joint/kinds.ts'
import type { CountedJoint } from '../../src-shared/joint/ledgers.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { isHandledFurther } from '../../src-shared/ledger/handling.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import { editableTables } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { LedgerSource } from '../ledger/source.ts'
import {
  eachItem,
  listItemsBetween,
  listItemsOfMonth,
  listMonthDays,
  updateItemMonths,
  type JointBasis,
} from './ledgerRepo.ts'
import type { ListedItem } from './listRepo.ts'
import { findItem, listJointChanges } from './repo.ts'
import { stageTitle, typeOf } from './rows.ts'

/** The ledger names its records as it does everybody's; these are of no matter. */
const idOf = ({ id }: ListedItem): MatterId => id as unknown as MatterId

function inWords(ctx: Ctx, items: readonly ListedItem[]): LedgerRow[] {
  return items.map((item) => ({
    matterId: idOf(item),
    number: item.number,
    startedOn: item.startedOn,
    kind: kindOf(item.kind).title,
    type: typeOf(ctx, item),
    title: item.title,
    area: item.areaName,
    unit: item.unit,
    stage: stageTitle(item),
    dueOn: item.dueOn,
    closedOn: item.closedOn,
    result: item.result,
  }))
}

/** Where the rows of a linkage's ledger come from. */
export const jointSource = (page: JointPageName): LedgerSource<CountedJoint> => ({
  tables: editableTables,
  listMonth: (ctx, basis, month) => inWords(ctx, listItemsOfMonth(ctx.db, page, basis as JointBasis, month)),
  listBetween: (ctx, basis, from, to) => inWords(ctx, listItemsBetween(ctx.db, page, basis as JointBasis, from, to)),
  listCounted: ({ db }, basis, month) =>
    listItemsOfMonth(db, page, basis as JointBasis, month).map((item) => ({
      matterId: idOf(item),
      number: item.number,
      title: item.title,
      on: item.startedOn,
      counted: item,
    })),
  lastChange(ctx, id, since, to) {
    const changes = listJointChanges(ctx.db, id, since)
    const change = changes.at(-1)
    if (!change) return undefined
    const item = findItem(ctx.db, id)
    const words = item ? titleOfAct(kindOf(item.kind), change.act) : ''
    const reason = typeof change.payload['reason'] === 'string' ? change.payload['reason'] : ''
    const events = changes.map(({ act, ...each }) => ({
      ...each,
      kind: act === 'takeBack' ? 'taken_back' : `joint.${act}`,
    }))
    return {
      actorName: change.actorName,
      at: change.at as Instant,
      reason: reason || `办理：${words}`,
      isHandledFurther: isHandledFurther(events, to),
    }
  },
  eachCounted: (db) => eachItem(db, page),
  moveMonths({ db }, monthOf) {
    for (const { id, startedOn, closedOn } of listMonthDays(db, page))
      updateItemMonths(db, id, monthOf(startedOn), closedOn ? monthOf(closedOn) : '')
  },
})
