import { shallowReactive, shallowRef, type ShallowRef } from 'vue'
import { versionInForce, type EditableTable } from '../../src-shared/centre/codeTables.ts'
import type { OutputOf } from '../../src-shared/contract.ts'
import { dayOf } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { personChoices, shiftChoices, type DutyChoices } from './dutyForms.ts'

type Setup = OutputOf<'duty.setup'>

/** Codes of a table in force today, to choose from. */
export async function tableChoices(table: EditableTable): Promise<Choice[]> {
  const { versions } = await call('centre.codeTable', { table })
  const codes = versionInForce(versions, dayOf(new Date().toISOString()))?.codes ?? []
  return codes.map(({ code, title }) => ({ value: code, label: title }))
}

/** Posts, people and tables as the forms offer them; empty until they are read, also in a form that is open already. */
export function useDutyChoices(): { setup: ShallowRef<Setup | undefined>; choices: DutyChoices } {
  const setup = shallowRef<Setup>()
  const choices = shallowReactive<DutyChoices>({
    units: [],
    categories: [],
    levels: [],
    absences: [],
    shifts: [],
    posts: [],
    people: [],
  })
  async function read(): Promise<void> {
    const found = await call('duty.setup', {})
    const [units = [], categories = [], levels = [], absences = []] = await Promise.all(
      (['member_unit', 'duty_category', 'duty_level', 'duty_absence'] as const).map(tableChoices),
    )
    setup.value = found
    Object.assign(choices, {
      units,
      categories,
      levels,
      absences,
      shifts: shiftChoices(found.shifts),
      posts: found.posts
        .filter(({ isActive }) => isActive)
        .map(({ id, code, name, place }) => ({ value: id as string, label: name, note: `${code} ${place}`.trim() })),
      people: personChoices(found.people),
    } satisfies DutyChoices)
  }
  void read()
  useChanged(['duty', 'centre'], read)
  return { setup, choices }
}
