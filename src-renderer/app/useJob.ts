import { onScopeDispose, ref, shallowRef } from 'vue'
import type { OutputOf } from '../../src-shared/contract.ts'
import { call } from '../api/call.ts'

const ASK_EVERY_MS = 400

/** Long work of one page: asks how far it is while it runs, and can stop it. */
export function useJob() {
  const jobId = ref('')
  const progress = shallowRef<OutputOf<'jobs.progress'>>()
  let timer: ReturnType<typeof setInterval> | undefined

  async function run<T>(work: (jobId: string) => Promise<T>): Promise<T> {
    const id = crypto.randomUUID()
    jobId.value = id
    timer = setInterval(() => void ask(), ASK_EVERY_MS)
    try {
      return await work(id)
    } finally {
      clearInterval(timer)
      jobId.value = ''
      progress.value = undefined
    }
  }
  async function ask(): Promise<void> {
    if (jobId.value) progress.value = await call('jobs.progress', { jobId: jobId.value }).catch(() => undefined)
  }
  async function stop(): Promise<void> {
    if (jobId.value) await call('jobs.cancel', { jobId: jobId.value })
  }
  onScopeDispose(() => clearInterval(timer))
  return { jobId, progress, run, stop }
}
