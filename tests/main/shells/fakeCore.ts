import type { RpcReply, RpcRequest } from '../../../src-shared/contract.ts'
import type { Core } from '../../../src-main/host/core.ts'

/** A core that answers with what it was asked and by whom. */
export function fakeCore(): Core & {
  emit(topic: Parameters<Parameters<Core['onChanged']>[0]>[0]): void
  calls: { callerId: string; request: RpcRequest }[]
} {
  const listeners = new Set<Parameters<Core['onChanged']>[0]>()
  const calls: { callerId: string; request: RpcRequest }[] = []
  return {
    calls,
    emit: (topic) => listeners.forEach((listener) => listener(topic)),
    dispatch(callerId, request): RpcReply {
      calls.push({ callerId, request })
      if (request.method === 'test.bug') throw new Error('deliberate')
      if (request.method === 'test.refused') {
        return { ok: false, error: { code: 'not_allowed', message: '不可', details: {} } }
      }
      return { ok: true, value: { callerId, input: request.input } }
    },
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => Promise.resolve(),
  }
}
