import { onMounted, shallowRef, ref, type Ref, type ShallowRef } from 'vue'
import type { SyncStatus } from '../../src-shared/sync/schema.ts'
import { call } from '../api/call.ts'
import { errorText } from '../api/errorTexts.ts'
import { useChanged } from '../api/useChanged.ts'
import { atMostEvery } from './atMostEvery.ts'

/** While rows come in the core says so ten times a second; counting them is not for every time. */
const READ_AT_MOST_EVERY_MS = 800
/** While it is paused nobody speaks of sync, yet every save adds to what waits. */
const SAVES = ['sync', 'matters', 'mediation', 'petition', 'papers', 'ledger', 'centre', 'users'] as const

export interface OpenStatus {
  readonly status: ShallowRef<SyncStatus | undefined>
  readonly problem: Ref<string>
  load(): Promise<void>
}

/** Where sync stands, read again as it changes. */
export function useSyncStatus(): OpenStatus {
  const status = shallowRef<SyncStatus>()
  const problem = ref('')
  async function load(): Promise<void> {
    try {
      status.value = await call('sync.status', {})
      problem.value = ''
    } catch (error) {
      problem.value = errorText(error)
    }
  }
  const { run } = atMostEvery(READ_AT_MOST_EVERY_MS, load)
  onMounted(load)
  useChanged(SAVES, run)
  return { status, problem, load }
}
