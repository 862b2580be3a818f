import { shallowRef, type ShallowRef } from 'vue'
import { call } from '../api/call.ts'
import { RpcError } from '../api/rpcError.ts'

export interface Unfinished {
  key: string
  title: string
  savedAt: string
  /** How many more there are. */
  more: number
}

/** The newest card that was begun and not saved. */
export function useUnfinished(): {
  unfinished: ShallowRef<Unfinished | undefined>
  findUnfinished: () => Promise<void>
  forget: () => void
} {
  const unfinished = shallowRef<Unfinished>()
  async function findUnfinished(): Promise<void> {
    const drafts = await call('drafts.list', {}).catch((error: unknown) => {
      if (error instanceof RpcError) return [] // without the offer a new card still works
      throw error
    })
    const cards = drafts
      .filter(({ key }) => key.startsWith('intake:'))
      .sort((a, b) => b.savedAt.localeCompare(a.savedAt))
    const [newest] = cards
    unfinished.value = newest && {
      key: newest.key,
      title: newest.title,
      savedAt: newest.savedAt,
      more: cards.length - 1,
    }
  }
  return { unfinished, findUnfinished, forget: () => (unfinished.value = undefined) }
}
