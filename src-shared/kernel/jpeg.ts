/** The longer side, in pixels: enough to read a meter or a broken tile. */
export const MOST_JPEG_SIDE = 1280
const COLOUR_PROFILE = 'ICC_PROFILE\0'

export type CleanJpeg = { bytes: Uint8Array<ArrayBuffer>; width: number; height: number } | { problem: string }

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
/**
 * Whether a segment may say where, when and by which camera: APP1–APP13, APP15 and comments. APP0, APP14 and a colour
 * profile say only how to show the picture.
 */
function tells(marker: number, content: Uint8Array): boolean {
  if (marker === 0xfe) return true
  if (marker <= 0xe0 || marker > 0xef || marker === 0xee) return false
  return ![...COLOUR_PROFILE].every((sign, at) => content[at] === sign.charCodeAt(0))
}

/**
 * A JPEG without what its camera wrote into it (place, time, owner, thumbnails), or why it is none that is kept.
 * Looks at the bytes, whatever the file is called.
 *
 * @param mostBytes how big the clean picture may be
 */
export function cleanJpeg(given: Uint8Array, mostBytes: number): CleanJpeg {
  if (given[0] !== 0xff || given[1] !== 0xd8 || given[2] !== 0xff) return { problem: '这不是 JPEG 照片' }
  const kept: Uint8Array[] = [given.subarray(0, 2)]
  let size: { width: number; height: number } | undefined
  let at = 2
  for (;;) {
    if (given[at] !== 0xff) return { problem: '照片文件不完整，读不出来' }
    const marker = given[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1 // a fill byte
      continue
    }
    const length = ((given[at + 2] ?? 0) << 8) | (given[at + 3] ?? 0)
    const end = at + 2 + length
    if (length < 2 || end > given.length) return { problem: '照片文件不完整，读不出来' }
    if (isFrame(marker))
      size = {
        height: ((given[at + 5] ?? 0) << 8) | (given[at + 6] ?? 0),
        width: ((given[at + 7] ?? 0) << 8) | (given[at + 8] ?? 0),
      }
    if (marker === 0xda) break
    if (!tells(marker, given.subarray(at + 4, end))) kept.push(given.subarray(at, end))
    at = end
  }
  const last = findEnd(given, at)
  if (last === undefined || !size || size.width === 0 || size.height === 0)
    return { problem: '照片文件不完整，读不出来' }
  if (Math.max(size.width, size.height) > MOST_JPEG_SIDE)
    return { problem: `照片太大，长边最多 ${MOST_JPEG_SIDE} 像素` }
  kept.push(given.subarray(at, last)) // nothing that was appended behind the picture
  const bytes = joined(kept)
  if (bytes.length > mostBytes) return { problem: `照片太大，最多 ${Math.floor(mostBytes / 1000)} kB` }
  return { bytes, ...size }
}

/** Behind the end mark; segments between the scans of a progressive picture are kept. */
function findEnd(given: Uint8Array, from: number): number | undefined {
  for (let at = from; at + 1 < given.length; at++) if (given[at] === 0xff && given[at + 1] === 0xd9) return at + 2
  return undefined
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
