import type { EditableTable } from '../../src-shared/centre/codeTables.ts'
import { LAPSED } from '../../src-shared/joint/kinds/creation.ts'
import { kindOf } from '../../src-shared/joint/kinds.ts'
import type { JointRow } from '../../src-shared/joint/schema.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { wordOf } from '../linkage/directory.ts'
import type { ListedItem } from './listRepo.ts'

const tableOf = (item: Pick<ListedItem, 'kind'>): EditableTable | undefined => {
  const { card, typeKey } = kindOf(item.kind)
  const field = card.find(({ key }) => key === typeKey)
  return field?.kind === 'code' ? field.table : undefined
}

/** What a record's code meant on the day it began. */
export function typeOf(ctx: Pick<Ctx, 'db'>, item: Pick<ListedItem, 'kind' | 'type' | 'startedOn'>): string {
  const table = tableOf(item)
  return table ? wordOf(tableVersions(ctx, table), item.type, item.startedOn) : ''
}

export const stageTitle = ({ kind, stage, isVoid }: Pick<ListedItem, 'kind' | 'stage' | 'isVoid'>): string =>
  isVoid ? '已作废' : (kindOf(kind).stages[stage] ?? stage)

/** Whether a name has passed its last day and nobody said yet what follows. */
export const isOutlived = (
  { kind, untilOn, isOpen }: Pick<ListedItem, 'kind' | 'untilOn' | 'isOpen'>,
  today: Day,
): boolean => kind === 'creation' && untilOn !== null && isOpen === 1 && untilOn < today

/** Where it stands, as of today. */
export const stageNow = (
  item: Pick<ListedItem, 'kind' | 'stage' | 'isVoid' | 'untilOn' | 'isOpen'>,
  today: Day,
): string => (isOutlived(item, today) ? LAPSED.title : stageTitle(item))

/** What is due by when, as of today. */
export const dueNow = (item: ListedItem, today: Day): { dueOn: Day | null; dueWhat: string } =>
  isOutlived(item, today) ? { dueOn: item.untilOn, dueWhat: LAPSED.what } : { dueOn: item.dueOn, dueWhat: item.dueWhat }

/** A record as a list shows it. */
export function toRow(ctx: Pick<Ctx, 'db' | 'today'>, item: ListedItem): JointRow {
  const outlived = isOutlived(item, ctx.today)
  return {
    id: item.id,
    kind: item.kind,
    number: item.number,
    title: item.title,
    type: typeOf(ctx, item),
    areaName: item.areaName,
    unit: item.unit,
    stage: item.stage,
    stageTitle: stageNow(item, ctx.today),
    isOutlived: outlived,
    isOpen: item.isOpen === 1,
    isVoid: item.isVoid === 1,
    startedOn: item.startedOn,
    ...dueNow(item, ctx.today),
    untilOn: item.untilOn,
    closedOn: item.closedOn,
    result: item.result,
    parts: JSON.parse(item.parts) as JointRow['parts'],
  }
}
