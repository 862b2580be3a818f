import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { OutputOf } from '../../src-shared/contract.ts'
import { call } from '../api/call.ts'
import { RpcError } from '../api/rpcError.ts'
import { useChanged } from '../api/useChanged.ts'

/**
 * What many pages need of the office: its places, people and settings, as last read from the core. A cache,
 * never a second source of truth: it reads itself again when the core says that one of them changed.
 */
export const useOfficeStore = defineStore('office', () => {
  const places = shallowRef<OutputOf<'centre.places'>>([])
  const colleagues = shallowRef<OutputOf<'account.colleagues'>>([])
  const settings = shallowRef<OutputOf<'centre.settings'>>()
  let isWanted = false

  async function load(): Promise<void> {
    try {
      ;[places.value, colleagues.value, settings.value] = await Promise.all([
        call('centre.places', {}),
        call('account.colleagues', {}),
        call('centre.settings', {}),
      ])
    } catch (error) {
      if (!(error instanceof RpcError)) throw error // these lists are a help: without them names are typed
    }
  }
  useChanged(['centre', 'users'], () => (isWanted ? load() : undefined))

  /** Reads once; later calls find what is there. */
  function want(): void {
    if (isWanted) return
    isWanted = true
    void load()
  }
  return { places, colleagues, settings, want }
})
