import { createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import { isStreetCode } from '../db/db.ts'

/** Nothing of these is stored: any instance that knows the secret can check what another gave out. */
export const NONCE_LIVES_MS = 5 * 60_000
export const TOKEN_LIVES_MS = 60 * 60_000
const MAC_BYTES = 16

export interface SeatClaim {
  streetCode: string
  seatCode: string
}

export function newNonce(secret: Buffer, nowMs: number, random: (bytes: number) => Uint8Array): string {
  const body = `${Math.floor(nowMs / 1000).toString(36)}.${Buffer.from(random(9)).toString('base64url')}`
  return `${body}.${macOf(secret, `nonce|${body}`)}`
}

export function isNonce(secret: Buffer, nonce: string, nowMs: number): boolean {
  const [madeAt = '', lot = '', mac = ''] = nonce.split('.')
  if (!isEqual(mac, macOf(secret, `nonce|${madeAt}.${lot}`))) return false
  const ageMs = nowMs - parseInt(madeAt, 36) * 1000
  return ageMs > -1000 && ageMs <= NONCE_LIVES_MS
}

export function newToken(secret: Buffer, { streetCode, seatCode }: SeatClaim, expiresAtMs: number): string {
  const body = `${streetCode}.${seatCode}.${Math.floor(expiresAtMs / 1000).toString(36)}`
  return `${body}.${macOf(secret, `token|${body}`)}`
}

/** Whose the token is; undefined if it is none of ours or too old. Whether the seat may still sync is for the store to say. */
export function readToken(secret: Buffer, token: string, nowMs: number): SeatClaim | undefined {
  const [streetCode = '', seatCode = '', expires = '', mac = ''] = token.split('.')
  if (!isEqual(mac, macOf(secret, `token|${streetCode}.${seatCode}.${expires}`))) return undefined
  if (parseInt(expires, 36) * 1000 <= nowMs || !isStreetCode(streetCode)) return undefined
  return { streetCode, seatCode }
}

/** @param publicKey raw Ed25519, base64url; false too for a key or signature that is none */
export function isSigned(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

/** Whether the text is an Ed25519 public key. */
export function isPublicKey(text: string): boolean {
  try {
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' })
    return true
  } catch {
    return false
  }
}

export const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

function macOf(secret: Buffer, text: string): string {
  return createHmac('sha256', secret).update(text).digest().subarray(0, MAC_BYTES).toString('base64url')
}

/** In a time that tells nothing of where they differ. */
export function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
