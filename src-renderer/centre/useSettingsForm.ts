import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue'
import type { CentreSettings } from '../../src-shared/centre/schema.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { session } from '../app/session.ts'
import { useJob } from '../app/useJob.ts'
import type { Attempt } from '../app/useAttempt.ts'

/** Changes that were typed and not saved when the page was left; for the same log-in only. */
let left: { generation: number; edits: Partial<CentreSettings> } | undefined

/** The settings as a form that survives leaving the page and changes by others. */
export function useSettingsForm({ attempt }: Attempt) {
  const job = useJob()
  const loaded = shallowRef<CentreSettings>()
  const form = reactive({}) as CentreSettings
  /** Rises when form and store agree, for the form's unsaved marks. */
  const savedKey = ref(0)

  const edits = computed<Partial<CentreSettings>>(() => {
    const before = loaded.value
    if (!before) return {}
    return Object.fromEntries(
      Object.entries(form).filter(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof CentreSettings]),
      ),
    )
  })
  const editCount = computed(() => Object.keys(edits.value).length)

  function take(settings: CentreSettings, mine: Partial<CentreSettings>): void {
    loaded.value = settings
    Object.assign(form, settings, mine)
    if (Object.keys(mine).length === 0) savedKey.value += 1 // else the unsaved marks are still right
  }
  async function load(): Promise<void> {
    await attempt(async () => {
      const mine = loaded.value ? edits.value : left?.generation === session.generation ? left.edits : {}
      take(await call('centre.settings', {}), mine)
    })
  }
  function giveUp(): void {
    if (loaded.value) take(loaded.value, {})
  }
  /** Sends only what was changed. @returns whether it was saved */
  async function save(): Promise<boolean> {
    const done = await attempt(() => job.run((jobId) => call('centre.saveSettings', { ...edits.value, jobId })))
    if (done) take(done.value, {})
    return done !== undefined
  }
  useChanged('centre', load)
  onScopeDispose(() => {
    left = editCount.value > 0 ? { generation: session.generation, edits: edits.value } : undefined
  })
  return { job, loaded, form, savedKey, edits, editCount, load, giveUp, save }
}
