/** Of a photo as it is kept: with its base64 it fills one box of 256 KiB. */
export const MOST_PHOTO_BYTES = 190_000
/** Of one visit. */
export const MOST_PHOTOS = 6
/** The longer side, in pixels: enough to read a meter or a broken tile. */
export const PHOTO_SIDE = 1280

const SOI = 0xd8
const EOI = 0xd9
const SCAN = 0xda
const COMMENT = 0xfe
/** APP0 (JFIF) and APP14 (Adobe colours) say how to show the picture; the others say where, when and with what it was taken. */
const PLAIN_APPS: readonly number[] = [0xe0, 0xee]
const COLOUR_PROFILE = 'ICC_PROFILE\0'

/**
 * Why these bytes may not be kept as a photo of a visit; undefined if they may: one whole JPEG, small, with nothing in it but
 * the picture. Place, time and camera are never kept (no tracks).
 */
export function whyNoPhoto(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_PHOTO_BYTES) return '照片太大，请重新选择'
  if (!isMarker(bytes, 0, SOI) || !isMarker(bytes, bytes.length - 2, EOI)) return '这不是完整的 JPEG 照片'
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at] === 0xff ? bytes[at + 1]! : -1
    if (marker === SCAN) return undefined
    const length = bytes[at + 2]! * 256 + bytes[at + 3]!
    if (marker < 0xc0 || marker === SOI || marker === EOI || length < 2) break
    if (tellsMore(marker, bytes.subarray(at + 4, at + 2 + length))) return '照片里带着拍摄地点等信息，请重新选择'
    at += 2 + length
  }
  return '照片已损坏，请重新选择'
}

function tellsMore(marker: number, content: Uint8Array): boolean {
  if (marker === COMMENT) return true
  if (marker < 0xe0 || marker > 0xef || PLAIN_APPS.includes(marker)) return false
  return ![...COLOUR_PROFILE].every((sign, index) => content[index] === sign.charCodeAt(0))
}

const isMarker = (bytes: Uint8Array, at: number, marker: number): boolean =>
  bytes[at] === 0xff && bytes[at + 1] === marker
