import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanJpeg, MOST_JPEG_BYTES } from '../../../src-shared/joint/jpeg.ts'

const segment = (marker: number, body: readonly number[]): number[] => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 0xff,
  ...body,
]
const frame = (width: number, height: number) =>
  segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0])
const scan = (data: readonly number[]) => [...segment(0xda, [1, 1, 0, 0, 63, 0]), ...data, 0xff, 0xd9]
const exif = segment(
  0xe1,
  [...'Exif\0\0GPS31.2N121.4E'].map((letter) => letter.charCodeAt(0)),
)
const jpeg = (...parts: number[][]): Uint8Array => Uint8Array.from([0xff, 0xd8, ...parts.flat()])
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

describe('a picture that is kept', () => {
  it('loses what its camera wrote into it, and whatever was appended behind it', () => {
    const given = jpeg(
      segment(0xe0, [1, 2]),
      exif,
      segment(0xfe, [65, 66]),
      frame(640, 480),
      scan([1, 2, 3]),
      [...'trailer'].map((l) => l.charCodeAt(0)),
    )
    const clean = cleanJpeg(given)
    if ('problem' in clean) throw new Error(clean.problem)
    expect(clean).toMatchObject({ width: 640, height: 480 })
    expect(textOf(clean.bytes)).not.toMatch(/Exif|GPS|AB|trailer/)
    expect([...clean.bytes]).toEqual([...jpeg(segment(0xe0, [1, 2]), frame(640, 480), scan([1, 2, 3]))])
    expect(cleanJpeg(clean.bytes)).toEqual(clean)
  })

  it('is a JPEG by its bytes, whole, and small', () => {
    expect(cleanJpeg(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]))).toEqual({ problem: '这不是 JPEG 照片' })
    expect(cleanJpeg(jpeg(frame(640, 480)))).toHaveProperty('problem')
    expect(cleanJpeg(jpeg(frame(640, 480), segment(0xda, [1])))).toHaveProperty('problem')
    expect(cleanJpeg(jpeg(frame(1281, 480), scan([1])))).toEqual({ problem: '照片太大，长边最多 1280 像素' })
    const big = jpeg(frame(640, 480), scan(Array.from({ length: MOST_JPEG_BYTES }, () => 7)))
    expect(cleanJpeg(big)).toHaveProperty('problem')
  })

  it('never throws, and never lets through more than it may be', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isLike) => {
        const clean = cleanJpeg(isLike ? Uint8Array.from([0xff, 0xd8, 0xff, ...bytes]) : bytes)
        if (!('problem' in clean))
          expect(clean.bytes.length).toBeLessThanOrEqual(Math.min(MOST_JPEG_BYTES, bytes.length + 3))
      }),
    )
  })
})
