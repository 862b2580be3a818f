import { z } from 'zod'
import type { CellChange } from '../../src-shared/duty/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { RowId } from '../../src-shared/kernel/ids.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import type { DialogForm } from '../workbench/SpecDialog.vue'
import { changeOf, keyAt, type Roster, type RosterRow } from './rosterRows.ts'

/** One of the cells that were dragged over. */
export interface ChosenCell {
  row: RosterRow
  on: Day
}
const Chosen = z.object({
  people: z.array(RowId).min(1, '请选择由谁上；要清空请按 Delete'),
  leader: z.union([RowId, z.literal('')]),
  adds: z.boolean(),
})
type Chosen = z.infer<typeof Chosen>

/** The same people for every cell, or added to who is there; a cell that stays as it is, is no change. */
export function rangeChanges(roster: Roster, cells: readonly ChosenCell[], chosen: Chosen): CellChange[] {
  return cells.flatMap(({ row, on }): CellChange[] => {
    const before = roster.cells.get(keyAt(row, on))
    const people = [...new Set([...(chosen.adds ? (before?.people ?? []) : []), ...chosen.people])]
    const leader = chosen.leader || (chosen.adds ? (before?.leader ?? '') : '')
    const change = changeOf(roster, row, on, { people, leader: leader as RowId | '' })
    const isSame = JSON.stringify([people, leader]) === JSON.stringify([change.seen, change.seenLeader])
    return isSame ? [] : [change]
  })
}

/** @param send writes the changes with the checks of any other entry; throws if it is refused */
export function rangeForm(
  roster: Roster,
  cells: readonly ChosenCell[],
  people: readonly Choice[],
  send: (changes: CellChange[]) => Promise<unknown>,
): DialogForm {
  return {
    title: `给选中的 ${cells.length} 格排人`,
    verb: '排上',
    note: '每一格都排这些人；重叠、休息不够等问题和单格排班一样指出来，可以一次撤销。',
    fields: (values) => {
      const chosen = (values['people'] ?? []) as string[]
      return [
        { kind: 'multi', name: 'people', label: '由谁上', options: people, required: true, span: 'full' },
        {
          kind: 'choice',
          name: 'leader',
          label: '带班人',
          options: [{ value: '', label: '不指定' }, ...people.filter(({ value }) => chosen.includes(value))],
        },
        { kind: 'check', name: 'adds', label: '保留原来的人，再加上' },
      ]
    },
    initial: { people: [], leader: '', adds: false },
    schema: Chosen,
    send: (chosen: Chosen) => send(rangeChanges(roster, cells, chosen)),
  }
}
