import { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import {
  additionalOf,
  bytesOfHex,
  bytesOfText,
  hexOf,
  joinBytes,
  joinFile,
  openContent,
  sealContent,
  splitFile,
  type Bytes,
} from '../kernel/sealedFile.ts'
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
  const head = { ...header, nonce: hexOf(nonce), signature: '' }
  const additional = additionalOf(head)
  const sealed = await sealContent(packageKey, nonce, additional, bytesOfText(JSON.stringify(content)))
  return joinFile(MAGIC, { ...head, signature: sign(joinBytes(additional, sealed)) }, sealed)
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
  const additional = additionalOf(header)
  if (!verify(header.seatCode, joinBytes(additional, sealed), header.signature))
    throw new AppError('invalid', '这个同步包的签名不对，可能被改动过，没有收下')
  try {
    const plain = await openContent(packageKey, bytesOfHex(header.nonce), additional, sealed)
    return { header, content: JSON.parse(new TextDecoder().decode(plain)) as unknown }
  } catch {
    throw new AppError('invalid', '这个同步包打不开，可能没有拷完整，请重新拷贝')
  }
}

function readHeader(bytes: Uint8Array): { header: PackageHeader; sealed: Bytes } {
  const file = splitFile(MAGIC, bytes)
  const header = Header.safeParse(file?.header).data
  if (!file || !header) throw new AppError('invalid', '这不是一窗通的同步包')
  return { header, sealed: file.sealed }
}
