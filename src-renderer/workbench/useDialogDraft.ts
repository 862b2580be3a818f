import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { call } from '../api/call.ts'
import { formatInstant } from '../app/formatInstant.ts'
import { useDraft } from '../intake/useDraft.ts'
import type { Values } from './fieldSpec.ts'

export interface DialogDraft {
  readonly isRestored: Ref<boolean>
  /** When the text in the box was last kept; '' while nothing is. */
  readonly keptAt: ComputedRef<string>
  /** The box was opened with untouched values: what lies under the key is put back. No key, no draft. */
  begin(key: string | undefined): Promise<void>
  /** The box was closed: what was typed stays as a draft. Resolves when it is kept. */
  leave(): Promise<void>
  /** The act is done, or what was typed is not wanted: the draft goes, for good or into the bin. */
  drop(isSaved: boolean): Promise<void>
}

/** What is typed into a box that opens and closes lies among the person's drafts until it is saved. */
export function useDialogDraft(values: Ref<Values>, title: () => string): DialogDraft {
  const isRestored = ref(false)
  let key = ''
  let untouched = ''
  const isTouched = (): boolean => JSON.stringify(values.value) !== untouched
  const draft = useDraft({ content: () => values.value, title, isWorthKeeping: isTouched })

  return {
    isRestored,
    keptAt: computed(() => (draft.savedAt.value ? formatInstant(draft.savedAt.value) : '')),
    async begin(asked) {
      key = asked ?? ''
      untouched = JSON.stringify(values.value)
      isRestored.value = false
      if (!asked) return
      draft.startWith(asked) // before anything is asked for: what is typed meanwhile is kept, too
      const found = await call('drafts.get', { key: asked }).catch(() => null)
      if (key !== asked) return
      // Whoever types already is not overwritten.
      if (found && !found.isBinned && typeof found.content === 'object' && !isTouched()) {
        values.value = { ...values.value, ...(found.content as Values) }
        isRestored.value = true
      }
    },
    async leave() {
      key = ''
      await draft.flush()
      await draft.end()
    },
    async drop(isSaved) {
      const dropped = key
      key = ''
      await draft.end()
      if (dropped) await call('drafts.discard', { key: dropped, isSaved }).catch(() => undefined)
    },
  }
}
