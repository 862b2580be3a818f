import { ref, watch, type Ref } from 'vue'
import type { CellChange, ConflictView } from '../../src-shared/duty/schema.ts'
import { call } from '../api/call.ts'
import { fieldErrors } from '../api/errorTexts.ts'
import { RpcError } from '../api/rpcError.ts'

export interface SetCells {
  readonly isAsking: Ref<boolean>
  /** What the change would pass over, as the core says it. */
  readonly question: Ref<string>
  /** The answer to the question. */
  answer(reason: string): void
  /** @throws RpcError 'cancelled' where the person gives no reason: nothing is written */
  send(cells: readonly CellChange[], why: string): Promise<ConflictView[]>
}

/** Writes cells of the roster. What passes over something that has happened is asked about first, once for all of them. */
export function useSetCells(): SetCells {
  const isAsking = ref(false)
  const question = ref('')
  let settle: ((reason: string) => void) | undefined
  watch(isAsking, (isOpen) => {
    if (!isOpen) answer('')
  })
  function answer(reason: string): void {
    settle?.(reason)
    settle = undefined
  }
  function ask(text: string): Promise<string> {
    question.value = text
    isAsking.value = true
    return new Promise((resolve) => (settle = resolve))
  }
  async function send(cells: readonly CellChange[], why: string): Promise<ConflictView[]> {
    const write = async (reason: string): Promise<ConflictView[]> =>
      (await call('duty.setCells', { cells: [...cells], why, reason })).conflicts
    try {
      return await write('')
    } catch (error) {
      const asked = fieldErrors(error)['reason']
      if (!asked) throw error
      const reason = await ask(asked)
      if (!reason) throw new RpcError('cancelled', '没有写原因，排班没有改动')
      return write(reason)
    }
  }
  return { isAsking, question, answer, send }
}
