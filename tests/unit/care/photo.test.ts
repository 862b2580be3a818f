import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../support/fastCheck.ts'
import { MOST_PHOTO_BYTES, whyNoPhoto } from '../../../src-shared/care/photo.ts'
import { PHOTO, withSegment } from '../../support/photos.ts'

describe('what is kept as a photo', () => {
  it('is a whole JPEG with nothing in it but the picture', () => {
    expect(whyNoPhoto(PHOTO)).toBeUndefined()
    expect(whyNoPhoto(withSegment(0xe2, 'ICC_PROFILE\0\x01\x01 colours'))).toBeUndefined()
    expect(whyNoPhoto(withSegment(0xee, 'Adobe'))).toBeUndefined()
  })

  it('says nothing of where, when and with what it was taken', () => {
    for (const [marker, content] of [
      [0xe1, 'Exif\0\0 GPS 39.9 N'],
      [0xe1, 'http://ns.adobe.com/xap/1.0/\0 place'],
      [0xe2, 'MPF\0'],
      [0xed, 'Photoshop 3.0\0 city'],
      [0xfe, 'taken at home'],
    ] as const)
      expect(whyNoPhoto(withSegment(marker, content)), content).toContain('拍摄地点')
  })

  it('is not cut off, not large, and no other file by the name of one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: PHOTO.length - 1 }), (length) => {
        expect(whyNoPhoto(PHOTO.subarray(0, length))).toBeDefined()
      }),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void expect(whyNoPhoto(bytes)).toBeDefined()))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (inner) => {
        const dressed = Buffer.concat([Buffer.from([0xff, 0xd8]), inner, Buffer.from([0xff, 0xd9])])
        expect(whyNoPhoto(dressed) === undefined).toBe(hasScan(dressed))
      }),
    )
    const large = Buffer.concat([PHOTO.subarray(0, -2), Buffer.alloc(MOST_PHOTO_BYTES), PHOTO.subarray(-2)])
    expect(whyNoPhoto(large)).toContain('太大')
  })
})

/** Noise is a photo only where it happens to begin with a scan. */
const hasScan = (bytes: Buffer): boolean => bytes[2] === 0xff && bytes[3] === 0xda
