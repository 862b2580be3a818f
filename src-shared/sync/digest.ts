import { BUCKETS } from './protocol.ts'
import type { StampedRow } from './merge.ts'

/**
 * Both sides keep, per table and bucket, the exclusive-or of a 64-bit sum of every row's key and stamps. A stamp names
 * one written value, so equal sums at an equal cursor mean equal rows. Sums are pairs of 32-bit numbers here.
 */
export type Sum = readonly [number, number]
export const NO_SUM: Sum = [0, 0]

/** Of one row as the district holds it: key, going and stamps, not the values they stamp; of a row that went its last stamp only. */
export function rowSum(table: string, key: string, { stamp, gone, older }: Omit<StampedRow, 'values'>): Sum {
  let text = `${table}|${key}|${stamp}|${gone ? 1 : 0}`
  const fields = Object.keys(older)
  if (!gone && fields.length > 0) for (const field of fields.sort()) text += `|${field}:${older[field] as string}`
  return hash64(text)
}

export const xorSum = (a: Sum, b: Sum): Sum => [(a[0] ^ b[0]) >>> 0, (a[1] ^ b[1]) >>> 0]

export function bucketOf(key: string): number {
  return hash64(key)[0] % BUCKETS
}

export const sumToHex = ([high, low]: Sum): string =>
  high === 0 && low === 0 ? '' : high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')

export const sumOfHex = (hex: string): Sum =>
  hex === '' ? NO_SUM : [parseInt(hex.slice(0, 8), 16), parseInt(hex.slice(8), 16)]

/** cyrb53's mixing with both halves kept: not for secrets, quick on short texts. */
function hash64(text: string): Sum {
  let h1 = 0xdeadbeef
  let h2 = 0x41c6ce57
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    h1 = Math.imul(h1 ^ code, 2654435761)
    h2 = Math.imul(h2 ^ code, 1597334677)
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909)
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909)
  return [h2 >>> 0, h1 >>> 0]
}
