import { kindOf, type JointKindName } from '../../src-shared/joint/kinds.ts'
import type { JointRow } from '../../src-shared/joint/schema.ts'
import type { GridColumn } from '../ui/grid/gridTypes.ts'

/** Room for the longest state with what may stand behind it, so that no word is cut. */
const stageWidth = (titles: readonly string[]): number =>
  60 + 13 * (Math.max(...titles.map(({ length }) => length)) + '（超期）'.length)

/** The columns of a kind's list: only those that it fills. */
export function columnsOf(name: JointKindName): GridColumn<JointRow>[] {
  const kind = kindOf(name)
  const has = (key: string): boolean => kind.card.some((field) => field.key === key)
  return [
    { key: 'number', title: '编号', width: 130, frozen: true },
    { key: 'title', title: kind.card.find(({ key }) => key === kind.titleKey)?.label ?? '名称', width: 260 },
    { key: 'stageTitle', title: '状态', width: stageWidth(Object.values(kind.stages)) },
    { key: 'dueWhat', title: '该做什么', width: 190 },
    { key: 'dueOn', title: '期限', width: 105, text: (row) => row.dueOn ?? '' },
    ...(kind.typeKey ? [{ key: 'type', title: '类型', width: 130 }] : []),
    ...(has('area') ? [{ key: 'areaName', title: '居村', width: 120 }] : []),
    ...(kind.unitKey && kind.unitKey !== kind.titleKey
      ? [{ key: 'unit', title: kind.card.find(({ key }) => key === kind.unitKey)?.label ?? '单位', width: 150 }]
      : []),
    { key: 'startedOn', title: kind.card.find(({ key }) => key === kind.dayKey)?.label ?? '开始', width: 105 },
    ...(name === 'creation'
      ? [{ key: 'untilOn', title: '有效期至', width: 105, text: (row: JointRow) => row.untilOn ?? '' }]
      : []),
    { key: 'closedOn', title: '办结', width: 105, text: (row) => row.closedOn ?? '' },
    { key: 'result', title: '结果', width: 260 },
  ]
}
