/*
 * The container of everything that leaves the program in a sealed file: a mark, a line break, a header as JSON, a line
 * break, the sealed content. AES-256-GCM; the header is authenticated with the content, its signature left out.
 */

export type Bytes = Uint8Array<ArrayBuffer>
/** A header is one line, and short. */
const LONGEST_HEADER = 2048

export const bytesOfText = (text: string): Bytes => new TextEncoder().encode(text) as Bytes
export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
export const bytesOfHex = (hex: string): Bytes =>
  new Uint8Array((hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))) as Bytes

export function joinBytes(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** What is authenticated with the content: the header without its signature. */
export const additionalOf = (header: { signature: string }): Bytes =>
  bytesOfText(JSON.stringify({ ...header, signature: '' }))

/** @param mark with its line break, such as `OWPK1\n` */
export const joinFile = (mark: string, header: object, sealed: Uint8Array): Bytes =>
  joinBytes(bytesOfText(`${mark}${JSON.stringify(header)}\n`), sealed)

/** The header, still unchecked, and the sealed bytes; undefined if it is no file with this mark. */
export function splitFile(mark: string, bytes: Uint8Array): { header: unknown; sealed: Bytes } | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, LONGEST_HEADER))
  const end = start.indexOf('\n', mark.length)
  if (!start.startsWith(mark) || end < 0) return undefined
  try {
    return { header: JSON.parse(start.slice(mark.length, end)), sealed: copyOf(bytes.subarray(end + 1)) }
  } catch {
    return undefined
  }
}

/** @param nonce 12 random bytes, never used before with this key */
export async function sealContent(
  key: Uint8Array,
  nonce: Uint8Array,
  additional: Uint8Array,
  plain: Uint8Array,
): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: copyOf(nonce), additionalData: copyOf(additional) }
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, await importKey(key), copyOf(plain)))
}

/** @throws Error if key, nonce or header are others, or anything was changed */
export async function openContent(
  key: Uint8Array,
  nonce: Uint8Array,
  additional: Uint8Array,
  sealed: Uint8Array,
): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: copyOf(nonce), additionalData: copyOf(additional) }
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, await importKey(key), copyOf(sealed)))
}

const importKey = (key: Uint8Array) =>
  crypto.subtle.importKey('raw', copyOf(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
const copyOf = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)
