import type { ErrorCode } from '../../src-shared/kernel/errors.ts'

/** `offline`: the core could not be reached, so nothing is known about whether the work was done. */
export type ClientErrorCode = ErrorCode | 'offline'

/** Why a call was refused. `message` is the core's own sentence, perhaps empty; show it with `errorText`. */
export class RpcError extends Error {
  readonly code: ClientErrorCode
  readonly details: Record<string, unknown>

  constructor(code: ClientErrorCode, message = '', details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'RpcError'
    this.code = code
    this.details = details
  }
}
