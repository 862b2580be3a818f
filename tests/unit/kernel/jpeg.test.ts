import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../support/fastCheck.ts'
import { cleanJpeg } from '../../../src-shared/kernel/jpeg.ts'
import { PHOTO, withSegment } from '../../support/photos.ts'

const MOST = 130_000

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
    const clean = cleanJpeg(given, MOST)
    if ('problem' in clean) throw new Error(clean.problem)
    expect(clean).toMatchObject({ width: 640, height: 480 })
    expect(textOf(clean.bytes)).not.toMatch(/Exif|GPS|AB|trailer/)
    expect([...clean.bytes]).toEqual([...jpeg(segment(0xe0, [1, 2]), frame(640, 480), scan([1, 2, 3]))])
    expect(cleanJpeg(clean.bytes, MOST)).toEqual(clean)
  })

  it('keeps what says how to show it and nothing of where, when and with what it was taken', () => {
    for (const given of [PHOTO, withSegment(0xe2, 'ICC_PROFILE\0\x01\x01 colours'), withSegment(0xee, 'Adobe')])
      expect(cleanJpeg(given, MOST)).toMatchObject({ bytes: Uint8Array.from(given) })
    for (const [marker, content] of [
      [0xe1, 'Exif\0\0 GPS 39.9 N'],
      [0xe1, 'http://ns.adobe.com/xap/1.0/\0 place'],
      [0xe2, 'MPF\0'],
      [0xed, 'Photoshop 3.0\0 city'],
      [0xfe, 'taken at home'],
    ] as const)
      expect(cleanJpeg(withSegment(marker, content), MOST), content).toMatchObject({ bytes: Uint8Array.from(PHOTO) })
  })

  it('is not cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: PHOTO.length - 1 }), (length) => {
        expect(cleanJpeg(PHOTO.subarray(0, length), MOST)).toHaveProperty('problem')
      }),
    )
  })

  it('is a JPEG by its bytes, whole, and small', () => {
    expect(cleanJpeg(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), MOST)).toEqual({ problem: '这不是 JPEG 照片' })
    expect(cleanJpeg(jpeg(frame(640, 480)), MOST)).toHaveProperty('problem')
    expect(cleanJpeg(jpeg(frame(640, 480), segment(0xda, [1])), MOST)).toHaveProperty('problem')
    expect(cleanJpeg(jpeg(frame(1281, 480), scan([1])), MOST)).toEqual({ problem: '照片太大，长边最多 1280 像素' })
    const big = jpeg(frame(640, 480), scan(Array.from({ length: MOST }, () => 7)))
    expect(cleanJpeg(big, MOST)).toHaveProperty('problem')
  })

  it('never throws, and never lets through more than it may be', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isLike) => {
        const clean = cleanJpeg(isLike ? Uint8Array.from([0xff, 0xd8, 0xff, ...bytes]) : bytes, MOST)
        if (!('problem' in clean)) expect(clean.bytes.length).toBeLessThanOrEqual(Math.min(MOST, bytes.length + 3))
      }),
    )
  })
})
