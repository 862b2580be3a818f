import { deflateSync, inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { toIndexedPng } from '../../../scripts/screenshots/indexedPng.ts'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)])
}
/** An RGB picture whose lines come with their filter byte. */
function rgbPng(width: number, lines: number[][]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(lines.length, 4)
  head.set([8, 2], 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(lines.flat())))])
}
function partsOf(png: Buffer): Record<string, Buffer> {
  const parts: Record<string, Buffer> = {}
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    parts[png.toString('latin1', at + 4, at + 8)] = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
  return parts
}
/** The colours of an indexed picture, line by line. */
function coloursOf(png: Buffer, width: number): string[][] {
  const { PLTE, IDAT } = partsOf(png) as { PLTE: Buffer; IDAT: Buffer }
  const lines = inflateSync(IDAT)
  return Array.from({ length: lines.length / (width + 1) }, (_, y) =>
    [...lines.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))].map((index) =>
      PLTE.toString('hex', index * 3, index * 3 + 3),
    ),
  )
}

it('keeps every colour of a picture with few, whatever the filter of its lines', () => {
  const png = rgbPng(2, [
    [0, 1, 2, 3, 250, 0, 9], // none
    [1, 1, 2, 3, 1, 1, 1], // from the left
    [2, 0, 0, 1, 10, 0, 0], // from above
    [3, 1, 1, 1, 0, 0, 0], // from both
    [4, 0, 0, 0, 0, 0, 0], // the nearer of them
  ])
  expect(coloursOf(toIndexedPng(png), 2)).toEqual([
    ['010203', 'fa0009'],
    ['010203', '020304'],
    ['010204', '0c0304'],
    ['010203', '060203'],
    ['010203', '060203'],
  ])
})

it('brings more than 256 colours to the nearest of the commonest', () => {
  const greys = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey])
  const line = [0, ...greys.flat(), ...greys.flat(), 100, 100, 101]
  const [colours] = coloursOf(toIndexedPng(rgbPng(513, [line])), 513)
  expect(colours?.at(-1)).toBe('646464')
  expect(new Set(colours).size).toBe(256)
})
