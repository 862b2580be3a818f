import { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import { PulledRow, PushAnswer } from './protocol.ts'
import { SeatCode } from './stamp.ts'

/**
 * A file that carries batches where no network does: from a seat to the district or to another seat of its street, and a
 * receipt back. AES-256-GCM under the street's package key; signed by the seat's own Ed25519 key, or by none where the
 * district made it (only it and the street's seats have the key).
 *
 * Bytes: `OWPK1`, a line break, the header as JSON, a line break, the sealed content. The header is authenticated with it.
 */
const MAGIC = 'OWPK1\n'
const Header = z.object({
  kind: z.enum(['rows', 'receipt']),
  streetCode: z.string(),
  /** Who made it; `0000` is the district. */
  seatCode: SeatCode,
  madeAt: z.string(),
  nonce: z.string(),
  signature: z.string(),
})
export type PackageHeader = z.infer<typeof Header>

const Base64 = z.string().regex(/^[A-Za-z0-9_-]*$/)
export const RowsContent = z.object({
  epoch: z.int(),
  cursor: z.int(),
  /** Batches as they are sent: packed bytes with their signature. */
  batches: z.array(z.object({ no: z.int(), hash: z.string(), rows: z.int(), body: Base64, signature: Base64 })),
})
export type RowsContent = z.infer<typeof RowsContent>
export const ReceiptContent = z.object({
  toSeat: SeatCode,
  /** The batches that were taken, by number and hash. */
  taken: z.array(z.object({ no: z.int(), hash: z.string() })),
  /** From the district: its answers, and the rows that the seat had not read. */
  answers: z.array(PushAnswer),
  rows: z.array(PulledRow),
  next: z.int(),
  head: z.int(),
})
export type ReceiptContent = z.infer<typeof ReceiptContent>

type Bytes = Uint8Array<ArrayBuffer>
const toBytes = (text: string): Bytes => new TextEncoder().encode(text) as Bytes

/**
 * @param nonce 12 random bytes, never used before with this key
 * @param sign over the header without its signature and the sealed bytes
 */
export async function sealPackage(
  header: Omit<PackageHeader, 'nonce' | 'signature'>,
  content: RowsContent | ReceiptContent,
  packageKey: Uint8Array,
  nonce: Uint8Array,
  sign: (bytes: Uint8Array) => string,
): Promise<Uint8Array> {
  const head = { ...header, nonce: toHex(nonce), signature: '' }
  const additional = toBytes(JSON.stringify(head))
  const key = await importKey(packageKey)
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: copy(nonce), additionalData: additional },
      key,
      toBytes(JSON.stringify(content)),
    ),
  )
  const signature = sign(concat(additional, sealed))
  return concat(toBytes(`${MAGIC}${JSON.stringify({ ...head, signature })}\n`), sealed)
}

/**
 * @param verify whether the named seat signed these bytes
 * @throws AppError 'invalid' if it is no package, of another street, changed on its way, or not signed by whom it names
 */
export async function openPackage(
  bytes: Uint8Array,
  streetCode: string,
  packageKey: Uint8Array,
  verify: (seatCode: string, bytes: Uint8Array, signature: string) => boolean,
): Promise<{ header: PackageHeader; content: unknown }> {
  const { header, sealed } = readHeader(bytes)
  if (header.streetCode !== streetCode) throw new AppError('invalid', '这个同步包是别的街道的，没有收下')
  const additional = toBytes(JSON.stringify({ ...header, signature: '' }))
  if (!verify(header.seatCode, concat(additional, sealed), header.signature))
    throw new AppError('invalid', '这个同步包的签名不对，可能被改动过，没有收下')
  try {
    const key = await importKey(packageKey)
    const algorithm = { name: 'AES-GCM', iv: ofHex(header.nonce), additionalData: additional }
    const text = new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, sealed))
    return { header, content: JSON.parse(text) as unknown }
  } catch {
    throw new AppError('invalid', '这个同步包打不开，可能没有拷完整，请重新拷贝')
  }
}

function readHeader(bytes: Uint8Array): { header: PackageHeader; sealed: Bytes } {
  const start = new TextDecoder().decode(bytes.subarray(0, 2048))
  const end = start.indexOf('\n', MAGIC.length)
  if (!start.startsWith(MAGIC) || end < 0) throw new AppError('invalid', '这不是一窗通的同步包')
  try {
    const header = Header.parse(JSON.parse(start.slice(MAGIC.length, end)))
    return { header, sealed: copy(bytes.subarray(end + 1)) }
  } catch {
    throw new AppError('invalid', '这不是一窗通的同步包')
  }
}

const importKey = (key: Uint8Array) =>
  crypto.subtle.importKey('raw', copy(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
const copy = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)
const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const ofHex = (hex: string): Bytes =>
  new Uint8Array((hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))) as Bytes

function concat(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
