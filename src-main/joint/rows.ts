import type { EditableTable } from '../../src-shared/centre/codeTables.ts'
import { kindOf } from '../../src-shared/joint/kinds.ts'
import type { JointRow } from '../../src-shared/joint/schema.ts'
import { tableVersions } from '../centre/codeTables.ts'
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

/** A record as a list shows it. */
export function toRow(ctx: Pick<Ctx, 'db' | 'today'>, item: ListedItem): JointRow {
  const isOutlived = item.kind === 'creation' && item.untilOn !== null && item.isOpen === 1 && item.untilOn < ctx.today
  return {
    id: item.id,
    kind: item.kind,
    number: item.number,
    title: item.title,
    type: typeOf(ctx, item),
    areaName: item.areaName,
    unit: item.unit,
    stage: item.stage,
    stageTitle: isOutlived ? '命名已到期' : stageTitle(item),
    isOpen: item.isOpen === 1,
    isVoid: item.isVoid === 1,
    startedOn: item.startedOn,
    dueOn: item.dueOn,
    dueWhat: item.dueWhat,
    untilOn: item.untilOn,
    closedOn: item.closedOn,
    result: item.result,
    parts: JSON.parse(item.parts) as JointRow['parts'],
  }
}
