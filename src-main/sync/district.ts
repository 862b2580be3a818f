import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { z } from 'zod'
import { Hello, Nonce, Refusal, SCHEMA } from '../../src-shared/sync/protocol.ts'
import { pack, unpack } from './pack.ts'
import type { SyncState } from './state.ts'
import type { SyncReply, SyncRequest, Transport } from './transport.ts'

/** The district's no, with the code that decides what to do. */
export class Refused extends Error {
  readonly code: string
  readonly serverTimeMs: number | undefined
  constructor(code: string, message: string, serverTimeMs?: number) {
    super(message)
    this.code = code
    this.serverTimeMs = serverTimeMs
  }
}

/** Raw Ed25519 public key, and the private one as PKCS#8, both base64url. */
export function newSeatKey(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: (publicKey.export({ format: 'jwk' }) as { x: string }).x,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
  }
}

export const keyOfState = ({ privateKey }: Pick<SyncState, 'privateKey'>): KeyObject =>
  createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' })

export const publicKeyOf = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })

/** Ed25519 over the SHA-256 of the bytes, base64url. */
export const signBytes = (key: KeyObject, bytes: Uint8Array): string =>
  sign(null, sha256Of(bytes), key).toString('base64url')

export const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/**
 * One request, its answer checked against the protocol.
 *
 * @throws Refused with the district's code; Error if there was no answer or none that can be read
 */
export async function ask<S extends z.ZodType>(
  transport: Transport,
  request: Omit<SyncRequest, 'body'> & { json?: unknown; body?: Buffer },
  shape: S,
): Promise<z.output<S>> {
  const { json, ...rest } = request
  const body = json === undefined ? rest.body : pack(json)
  return shape.parse(unpack((await askBytes(transport, { ...rest, ...(body ? { body } : {}) })).body))
}

export async function askBytes(transport: Transport, request: SyncRequest): Promise<SyncReply> {
  const reply = await transport.send(request)
  if (reply.status < 400) return reply
  throw refusalOf(reply)
}

function refusalOf({ status, body }: SyncReply): Error {
  try {
    const { code, message, serverTimeMs } = Refusal.parse(unpack(body))
    return new Refused(code, message, serverTimeMs)
  } catch {
    return new Error(`The district answered ${status} without a reason`)
  }
}

/** Proves the seat's key and gets a token for what follows. */
export async function sayHello(
  transport: Transport,
  state: SyncState,
  facts: { app: string; waiting: number; signal?: AbortSignal | undefined },
): Promise<z.output<typeof Hello>> {
  const { signal } = facts
  const { nonce } = await ask(transport, { method: 'GET', path: '/sync/nonce', signal }, Nonce)
  const { streetCode, seatCode, lineage, cursor } = state
  const text = Buffer.from(`hello|${streetCode}|${seatCode}|${nonce}`)
  const signature = sign(null, text, keyOfState(state)).toString('base64url')
  const json = {
    streetCode,
    seatCode,
    nonce,
    signature,
    schema: SCHEMA,
    lineage,
    cursor,
    app: facts.app,
    waiting: facts.waiting,
  }
  return ask(transport, { method: 'POST', path: '/sync/hello', json, signal }, Hello)
}
