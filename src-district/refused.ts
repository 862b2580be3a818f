import { REFUSALS, type RefusalCode } from '../src-shared/sync/protocol.ts'

/** A no that the other side can act on; becomes `{code, message, serverTimeMs}` with the status of the code. */
export class Refused extends Error {
  readonly code: RefusalCode
  /** @param message in Chinese, for the clerk */
  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
  get status(): number {
    return REFUSALS[this.code]
  }
}
