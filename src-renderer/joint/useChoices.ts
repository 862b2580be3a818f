import { computed, shallowRef, type ComputedRef } from 'vue'
import { versionInForce, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import type { JointTable } from '../../src-shared/joint/fields.ts'
import type { JointView } from '../../src-shared/joint/schema.ts'
import { dayOf } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { useOfficeStore } from '../app/officeStore.ts'
import { useDirectory } from '../linkage/useDirectory.ts'
import type { Choices } from './fieldSpecs.ts'

const TABLES: readonly JointTable[] = ['joint_trouble', 'joint_incident', 'joint_warning', 'joint_creation']

/** The office's tables, units and places, and the open parts of the record at hand. */
export function useChoices(view: () => JointView | undefined = () => undefined): ComputedRef<Choices> {
  const office = useOfficeStore()
  const directory = useDirectory()
  const tables = shallowRef<Partial<Record<JointTable, readonly TableVersion[]>>>({})
  office.want()
  async function read(): Promise<void> {
    const found = await Promise.all(TABLES.map((table) => call('centre.codeTable', { table })))
    tables.value = Object.fromEntries(TABLES.map((table, at) => [table, found[at]?.versions ?? []]))
  }
  void read()
  useChanged('centre', read)
  const today = dayOf(new Date().toISOString())
  return computed(() => ({
    code: (table) =>
      (versionInForce(tables.value[table] ?? [], today)?.codes ?? []).map(({ code, title }) => ({
        value: code,
        label: title,
      })),
    // The name itself is kept, as it was called then.
    units: directory.value
      .choices('units', today)
      .map(({ value: _, label, ...more }) => ({ ...more, value: label, label })),
    areas: office.places.filter(({ isActive }) => isActive).map(({ id, name }) => ({ value: id, label: name })),
    parts: (list) =>
      (view()?.parts ?? [])
        .filter((part) => part.list === list && !part.isDone)
        .map(({ key, label, dueOn }) => ({ value: key, label, note: dueOn ?? '' })),
    criteria: view()?.state.standard?.criteria ?? [],
  }))
}
