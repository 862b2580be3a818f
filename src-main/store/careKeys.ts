import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { DataKey } from './open.ts'

/** What is made of the care key, each for one use (docs/decisions/0009). */
export interface CareKeys {
  /** The key itself, to wrap for somebody. */
  care: Buffer
  /** Opens `care.db`. */
  file: DataKey
  box: Buffer
  boxId: Buffer
  /** Tells care keys apart and nothing of them. */
  fingerprint: string
}

export const newCareKey = (): Buffer => randomBytes(32)

export function careKeysOf(care: Buffer): CareKeys {
  const made = (use: string): Buffer => Buffer.from(hkdfSync('sha256', care, '', `onewindow care ${use}`, 32))
  return { care, file: made('file'), box: made('box'), boxId: made('box id'), fingerprint: fingerprintOf(made('name')) }
}

/** Five groups of four signs, as people compare them. */
export function fingerprintOf(bytes: Buffer): string {
  const digest = createHash('sha256').update(bytes).digest('hex').toUpperCase()
  return (digest.slice(0, 20).match(/.{4}/g) ?? []).join(' ')
}

/** The id of an event's box: the same on each seat; an id of ours tells when it was made, this tells nothing. */
export const boxIdOf = ({ boxId }: CareKeys, eventId: string): string =>
  createHmac('sha256', boxId).update(eventId).digest('hex').slice(0, 32)

/** The smallest box. Larger ones double, so that a size tells little of what is inside. */
const SMALLEST = 512

/** AES-256-GCM over the text padded to a power of two; nonce, text, tag; base64url. `id` is bound to it. */
export function sealBox({ box }: CareKeys, id: string, text: string): string {
  const bytes = Buffer.from(text, 'utf8')
  let size = SMALLEST
  while (size < bytes.length + 4) size *= 2
  const padded = Buffer.alloc(size)
  padded.writeUInt32BE(bytes.length)
  bytes.copy(padded, 4)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', box, nonce).setAAD(Buffer.from(id))
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** The text, or undefined if the box is of another key or was changed. */
export function openBox({ box }: Pick<CareKeys, 'box'>, id: string, text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < 12 + SMALLEST + 16) return undefined
  const decipher = createDecipheriv('aes-256-gcm', box, bytes.subarray(0, 12)).setAAD(Buffer.from(id))
  decipher.setAuthTag(bytes.subarray(-16))
  try {
    const padded = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
    return padded.subarray(4, 4 + padded.readUInt32BE()).toString('utf8')
  } catch {
    return undefined
  }
}
