import type {
  DistrictInputOf,
  DistrictMethod,
  DistrictOutputOf,
  DistrictReply,
} from '../../src-shared/district/contract.ts'
import { RpcError } from './rpcError.ts'

const refusalListeners = new Set<(error: RpcError) => void>()

/**
 * Asks the district's server. The only way to data of the district's page.
 * @throws RpcError with the server's code, or 'offline' if it cannot be reached
 */
export async function districtCall<M extends DistrictMethod>(
  method: M,
  input: DistrictInputOf<M>,
): Promise<DistrictOutputOf<M>> {
  const reply = await fetch('/rpc', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method, input }),
  })
    .then((response) => response.json() as Promise<DistrictReply>)
    .catch(() => undefined)
  if (reply === undefined || !('ok' in reply)) throw new RpcError('offline')
  if (reply.ok) return reply.value as DistrictOutputOf<M>
  const error = new RpcError(reply.error.code, reply.error.message, reply.error.details)
  for (const listener of refusalListeners) listener(error)
  throw error
}

/** Calls `listener` with each refusal before the caller sees it, so that the frame can ask for a log-in. */
export function onDistrictRefusal(listener: (error: RpcError) => void): void {
  refusalListeners.add(listener)
}
