import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { SyncAttention } from '../../src-shared/sync/schema.ts'
import { call } from '../api/call.ts'
import { RpcError } from '../api/rpcError.ts'
import { useChanged } from '../api/useChanged.ts'
import type { NavBadge } from '../app/nav.ts'
import { hasRole, session } from '../app/session.ts'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import { atMostEvery } from './atMostEvery.ts'

const ASK_AT_MOST_EVERY_MS = 1_000

/** What sync left for somebody to decide: behind the badge in the navigation, and what the day's list watches. */
export const useSyncAttention = defineStore('syncAttention', () => {
  const attention = shallowRef<SyncAttention>()
  let isWanted = false

  async function load(): Promise<void> {
    if (!session.me || session.isLocked || session.mustChangePassword) return
    try {
      attention.value = await call('sync.attention', {})
    } catch (error) {
      if (!(error instanceof RpcError)) throw error // the badge only hints; the page itself says what is wrong
    }
  }
  const { run } = atMostEvery(ASK_AT_MOST_EVERY_MS, load)
  useChanged('sync', () => (isWanted ? run() : undefined))

  /** Reads once; from then on after every change. */
  function want(): void {
    if (isWanted) return
    isWanted = true
    void load()
  }
  return { attention, want }
})

/** How many things wait for a choice, or that sync stands still; nothing for those who can do nothing about it. */
export function attentionBadge(attention: SyncAttention | undefined): NavBadge | undefined {
  if (!attention?.hasJoined) return undefined
  const count = hasRole(CASE_ROLES) ? attention.conflicts + attention.quarantined : 0
  if (count > 0) return { text: count > 99 ? '99+' : String(count), label: `${count} 条等着处理` }
  return attention.stopped === '' ? undefined : { text: '!', label: '同步停着，需要确认' }
}
