import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { versionInForce, type EditableTable, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import { dayOf, type Day } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { session } from '../app/session.ts'
import type { Attempt } from '../app/useAttempt.ts'
import { checkedNext, draftFrom, faultsOf, withoutBlanks, type CodeTableDraft } from './codeTableForm.ts'

/** New versions that were typed and not saved when the page was left; for the same log-in only. */
const left = new Map<EditableTable, { generation: number; draft: CodeTableDraft }>()

/** One table with all its versions, and the new version that is being written. */
export function useCodeTable(table: EditableTable, { attempt, errors }: Attempt) {
  const versions = shallowRef<readonly TableVersion[]>([])
  const presets = shallowRef<readonly TableVersion[]>([])
  const kept = left.get(table)
  const draft = ref(kept?.generation === session.generation ? kept.draft : undefined)
  const today = ref<Day>(dayOf(new Date().toISOString()))
  /** After the first try to save, what is wrong follows the typing. */
  const isTried = ref(false)
  const inForce = computed(() => versionInForce(versions.value, today.value))

  async function load(): Promise<void> {
    await attempt(async () => {
      today.value = dayOf(new Date().toISOString())
      ;({ versions: versions.value, presets: presets.value } = await call('centre.codeTable', { table }))
    })
  }
  watch(
    draft,
    (typed) => {
      errors.value = typed && isTried.value ? faultsOf(versions.value, typed) : {}
    },
    { deep: true },
  )
  function start(base: TableVersion): void {
    isTried.value = false
    draft.value = draftFrom(base, versions.value, today.value)
  }
  function giveUp(): void {
    draft.value = undefined
  }
  /** @returns the version that was saved; undefined if something is wrong, and all that was typed stays */
  async function save(): Promise<TableVersion | undefined> {
    const typed = draft.value
    if (!typed) return undefined
    isTried.value = true
    typed.codes = withoutBlanks(typed.codes)
    const faults = faultsOf(versions.value, typed)
    const next = checkedNext(typed)
    errors.value = faults
    if (!next || Object.keys(faults).length > 0) return undefined
    const done = await attempt(() => call('centre.saveCodeTable', { table, next }))
    if (!done) return undefined
    versions.value = done.value.versions
    draft.value = undefined
    return versions.value.at(-1)
  }
  useChanged('centre', load)
  onScopeDispose(() => {
    if (draft.value) left.set(table, { generation: session.generation, draft: draft.value })
    else left.delete(table)
  })
  return { versions, presets, inForce, today, draft, load, start, giveUp, save }
}
