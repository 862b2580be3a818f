import { computed, ref, shallowRef } from 'vue'
import { versionInForce, type EditableTable, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import { dayOf, type Day } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { useAttempt } from '../app/useAttempt.ts'
import type { Values } from '../workbench/fieldSpec.ts'

/** A new version of a table of which each code keeps more than words, as rows of form values. */
export interface DetailDraft {
  title: string
  source: string
  effectiveFrom: string
  rows: Values[]
}

interface Shape {
  toRow(code: TableVersion['codes'][number]): Values
  toCode(row: Values): unknown
}

/** A table with its versions, and the new version that is being written. */
export function useDetailTable(table: EditableTable, { toRow, toCode }: Shape) {
  const attempts = useAttempt()
  const versions = shallowRef<readonly TableVersion[]>([])
  const presets = shallowRef<readonly TableVersion[]>([])
  const draft = ref<DetailDraft>()
  const today = computed((): Day => dayOf(new Date().toISOString()))
  const inForce = computed(() => versionInForce(versions.value, today.value))
  const newest = computed(() => [...versions.value].sort((a, b) => b.version - a.version)[0])

  async function load(): Promise<void> {
    await attempts.attempt(async () => {
      const found = await call('centre.codeTable', { table })
      versions.value = found.versions
      presets.value = found.presets
    })
  }
  function start(base: TableVersion): void {
    const earliest = newest.value?.effectiveFrom ?? today.value
    draft.value = {
      title: base.title,
      source: '',
      effectiveFrom: earliest > today.value ? earliest : today.value,
      rows: base.codes.map(toRow),
    }
  }
  async function save(): Promise<TableVersion | undefined> {
    const typed = draft.value
    if (!typed) return undefined
    const { rows, ...head } = typed
    const next = { ...head, codes: rows.map(toCode) } as never
    const done = await attempts.attempt(() => call('centre.saveCodeTable', { table, next }))
    if (!done) return undefined
    versions.value = done.value.versions
    draft.value = undefined
    return versions.value.at(-1)
  }
  void load()
  useChanged('centre', load)
  return { ...attempts, versions, presets, draft, today, inForce, newest, start, save }
}
