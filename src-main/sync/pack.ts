import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** Shorter bodies are sent as they are. */
const FROM_BYTES = 512
/** A page never expands to more. */
const MOST_BYTES = 64 * 1024 * 1024
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** JSON as sent: compressed where it pays. A zstd frame tells itself from JSON by its first byte. */
export function pack(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value))
  if (text.length < FROM_BYTES) return text
  return zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: 3 } })
}

export function isPacked(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte)
}

/** @throws Error if it is no JSON or expands beyond what a message may */
export function unpack(bytes: Buffer): unknown {
  const text = isPacked(bytes) ? zstdDecompressSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes
  return JSON.parse(text.toString('utf8')) as unknown
}
