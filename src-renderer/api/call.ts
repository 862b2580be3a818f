import type { InputOf, Method, OutputOf } from '../../src-shared/contract.ts'
import { connectionLost, connectionWorks } from './connection.ts'
import { RpcError } from './rpcError.ts'
import { createTransport, WindowUnknown, type Transport } from './transport.ts'

let transport: Transport | undefined
const refusalListeners = new Set<(error: RpcError) => void>()

/** The line in use; made at the first call. */
export function currentTransport(): Transport {
  return (transport ??= createTransport())
}

/**
 * Asks the core. The only way to data.
 * @throws RpcError with the core's code, or 'offline' if it cannot be reached
 */
export async function call<M extends Method>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  const reply = await currentTransport()
    // A plain copy: Electron cannot clone Vue's proxies, and JSON drops nothing that the contract allows.
    .invoke({ method, input: JSON.parse(JSON.stringify(input)) })
    .catch((cause: unknown) => {
      connectionLost(cause instanceof WindowUnknown)
      throw new RpcError('offline')
    })
  connectionWorks()
  if (reply.ok) return reply.value as OutputOf<M>
  const error = new RpcError(reply.error.code, reply.error.message, reply.error.details)
  for (const listener of refusalListeners) listener(error)
  throw error
}

/** Finds out whether the core can be reached, and tells `connection`. */
export async function probe(): Promise<void> {
  await call('account.status', {}).catch(() => undefined)
}

/** Calls `listener` with each refusal before the caller sees it, so that the frame can ask for a log-in. */
export function onRefusal(listener: (error: RpcError) => void): void {
  refusalListeners.add(listener)
}
