import { CONFIDENTIAL } from '../../src-shared/kernel/confidential.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import {
  CLOSURES,
  levelTitle,
  SOURCES,
  type AnyLevel,
  type Closure,
  type Source,
} from '../../src-shared/linkage/codes.ts'
import type { CountedTask } from '../../src-shared/linkage/ledgerCounts.ts'
import { editableTables, tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { LedgerSource } from '../ledger/source.ts'
import { wordOf } from './directory.ts'
import {
  countUndescribed,
  eachCountedTask,
  listTaskMonthDays,
  listTasksBetween,
  listTasksOfMonth,
  updateTaskMonths,
  type RawTask,
  type TaskBasis,
} from './ledgerRepo.ts'

/** What was asked to be kept confidential stands in the ledger without its words. */

function inWords(ctx: Ctx, rows: readonly RawTask[]): LedgerRow[] {
  const [linkages, classes] = [tableVersions(ctx, 'linkage'), tableVersions(ctx, 'linkage_class')]
  return rows.map((row) => ({
    matterId: row.matterId,
    number: row.number,
    receivedOn: row.receivedOn,
    names: row.isSecret ? CONFIDENTIAL : row.names,
    linkage: wordOf(linkages, row.linkage, row.receivedOn),
    source: row.source ? SOURCES[row.source as Source] : '',
    sheetNumber: row.sheetNumber,
    eventClass: wordOf(classes, row.eventClass, row.receivedOn),
    summary: row.isSecret ? CONFIDENTIAL : row.summary,
    leadUnit: row.leadUnit,
    helpers: row.helpers,
    dispatchedOn: row.dispatchedOn,
    dueOn: row.dueOn,
    answeredOn: row.answeredOn,
    returns: row.returns,
    level: row.level === 'none' ? '' : levelTitle(row.level as AnyLevel),
    closure: row.closure ? CLOSURES[row.closure as Closure] : '',
    closedOn: row.closedOn,
    archivedOn: row.archivedOn,
    note: '',
  }))
}

export const linkageSource: LedgerSource<CountedTask> = {
  tables: editableTables,
  listMonth: (ctx, basis, month) => inWords(ctx, listTasksOfMonth(ctx.db, basis as TaskBasis, month)),
  listBetween: (ctx, basis, from, to) => inWords(ctx, listTasksBetween(ctx.db, basis as TaskBasis, from, to)),
  listCounted: ({ db }, basis, month) =>
    listTasksOfMonth(db, basis as TaskBasis, month).map((row) => ({
      matterId: row.matterId,
      number: row.number,
      title: row.isSecret ? CONFIDENTIAL : row.summary,
      on: row.receivedOn,
      counted: row,
    })),
  countLeftOut: (ctx, from, to) => countUndescribed(ctx.db, ctx.actor.userId, from, to),
  eachCounted: eachCountedTask,
  moveMonths({ db }, monthOf) {
    for (const { matterId, receivedOn, closedOn } of listTaskMonthDays(db))
      updateTaskMonths(db, matterId, monthOf(receivedOn), closedOn ? monthOf(closedOn) : '')
  },
}
