import { Enrolled, SCHEMA } from '../../src-shared/sync/protocol.ts'
import { installCapture, refreshCapture } from '../store/capture.ts'
import type { Db } from '../store/open.ts'
import { ask, newSeatKey } from './district.ts'
import { saveState } from './state.ts'
import { clearState } from './stateRepo.ts'
import type { Transport } from './transport.ts'

export interface JoinInput {
  url: string
  code: string
  letter: string
  name: string
  app: string
}

/** Asks the district to take this seat in. Nothing is written; {@link join} does that. */
export async function askToJoin(
  transport: Transport,
  { code, letter, name, app }: JoinInput,
): Promise<{ enrolled: Enrolled; privateKey: string }> {
  const { publicKey, privateKey } = newSeatKey()
  const json = { code, publicKey, letter, name, app, schema: SCHEMA }
  return { enrolled: await ask(transport, { method: 'POST', path: '/sync/enrol', json }, Enrolled), privateKey }
}

/** From here on every change is captured, and what is there already waits to be stamped. In the caller's transaction. */
export function join(db: Db, url: string, enrolled: Enrolled, privateKey: string, nowMs: number): void {
  clearState(db)
  saveState(db, {
    url,
    privateKey,
    streetCode: enrolled.streetCode,
    streetName: enrolled.streetName,
    districtName: enrolled.districtName,
    seatCode: enrolled.seatCode,
    lineage: enrolled.lineage,
    epoch: enrolled.epoch,
    offsetMs: enrolled.serverTimeMs - nowMs,
  })
  refreshCapture(db)
  installCapture(db)
}
