import { computed, shallowRef, type ComputedRef } from 'vue'
import { titleOn, versionInForce, type EditableTable, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import { dayOf, type Day } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

/** One of the office's code tables: what may be chosen today, and what a code meant on a day. */
export function useCodes(table: EditableTable): {
  choices: ComputedRef<Choice[]>
  titleOf: (code: string, day: Day) => string
} {
  const versions = shallowRef<readonly TableVersion[]>([])
  async function read(): Promise<void> {
    versions.value = (await call('centre.codeTable', { table })).versions
  }
  void read()
  useChanged('centre', read)
  const inForce = computed(() => versionInForce(versions.value, dayOf(new Date().toISOString())))
  return {
    choices: computed(() => (inForce.value?.codes ?? []).map(({ code, title }) => ({ value: code, label: title }))),
    titleOf: (code, day) => (versions.value.length > 0 && code ? titleOn(versions.value, code, day) : ''),
  }
}
