import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { MatterView } from '../../src-shared/intake/schema.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { call } from '../api/call.ts'
import { errorText } from '../api/errorTexts.ts'
import { RpcError } from '../api/rpcError.ts'
import { useChanged } from '../api/useChanged.ts'

export interface OpenMatter {
  readonly view: ShallowRef<MatterView | undefined>
  /** Why it could not be read. */
  readonly problem: Ref<string>
  load(): Promise<void>
  /** Does an act on the version that is shown; after a refusal for an outdated one the matter is read again. */
  act<T>(work: (at: { matterId: MatterId; version: number }) => Promise<T>): Promise<T>
}

/** One matter, read again whenever the core says that something changed. */
export function useMatter(matterId: MatterId): OpenMatter {
  const view = shallowRef<MatterView>()
  const problem = ref('')
  let asked = 0

  async function load(): Promise<void> {
    asked += 1
    const mine = asked
    try {
      const fresh = await call('matters.get', { matterId })
      if (mine !== asked) return
      view.value = fresh
      problem.value = ''
    } catch (error) {
      if (mine !== asked) return
      if (error instanceof RpcError && error.code === 'not_found') view.value = undefined // gone, or not for this person any more
      problem.value = errorText(error)
    }
  }
  async function act<T>(work: (at: { matterId: MatterId; version: number }) => Promise<T>): Promise<T> {
    try {
      const result = await work({ matterId, version: view.value?.version ?? 0 })
      await load()
      return result
    } catch (error) {
      if (error instanceof RpcError && error.code === 'conflict') await load()
      throw error
    }
  }
  useChanged(['matters', 'mediation', 'petition', 'papers', 'centre'], load)
  return { view, problem, load, act }
}
