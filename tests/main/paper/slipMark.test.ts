import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsQR from 'jsqr'
import { afterAll, expect, it } from 'vitest'
import { createTypesetter } from '../../../src-main/paper/typesetter.ts'
import { parseSlipCode, toSlipCode } from '../../../src-shared/linkage/slipCode.ts'
import { toSlipMark } from '../../../src-shared/linkage/slipMark.ts'
import type { PaperKind } from '../../../src-shared/paper/registry.ts'
import { APP_DIR } from '../../support/testCore.ts'
import { SAMPLES } from './samples.ts'

const typesetter = createTypesetter({ resourcesDir: join(APP_DIR, 'resources') })
const dir = mkdtempSync(join(tmpdir(), 'mark-'))
afterAll(async () => {
  await typesetter.closeTypesetter()
  rmSync(dir, { recursive: true })
})

/** What a scanner reads of a grey picture (PGM), its widths and bytes. */
function scan({ width, height, grey }: { width: number; height: number; grey: Uint8Array }): string | undefined {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < grey.length; at += 1) rgba.set([grey[at]!, grey[at]!, grey[at]!, 255], at * 4)
  return jsQR.default(rgba, width, height)?.data
}

/** The first page of a PDF as a printer at `dpi` would lay its dots. */
function printed(pdf: Uint8Array, dpi: number) {
  writeFileSync(join(dir, 'paper.pdf'), pdf)
  execFileSync('pdftoppm', ['-gray', '-r', String(dpi), '-singlefile', join(dir, 'paper.pdf'), join(dir, 'paper')])
  const bytes = readFileSync(join(dir, 'paper.pgm'))
  const [head = '', width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40)) ?? []
  return { width: Number(width), height: Number(height), grey: bytes.subarray(head.length) }
}

const hasPrinter = ((): boolean => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

it.runIf(hasPrinter).each(['linkage_order', 'linkage_reply', 'linkage_transfer'] as const)(
  'the mark printed on a %s leads back to its code, as a printer lays it and as a fax would',
  async (kind: PaperKind) => {
    const code = toSlipCode('A', 2026, 42)
    const data = { ...(SAMPLES[kind].full as object), slipCode: code, slipMark: code }
    const { pdf } = await typesetter.typeset(kind, data as never, {
      timestamp: '2026-03-05T01:00:00.000Z' as never,
      mode: 'issue',
    })
    for (const dpi of [300, 150]) expect(parseSlipCode(scan(printed(pdf, dpi)) ?? '')).toBe(code)
  },
)

it('every mark of a code reads back, by the decoder alone', () => {
  for (const code of [toSlipCode('A', 2026, 1), toSlipCode('Z', 2099, 999_999), toSlipCode('M', 2030, 4_711)]) {
    const rows = toSlipMark(code)
    const [size, module, quiet] = [rows.length, 4, 4]
    const width = (size + 2 * quiet) * module
    const grey = new Uint8Array(width * width).fill(255)
    for (const [y, row] of rows.entries())
      for (const [x, dot] of [...row].entries())
        if (dot === '1')
          for (let n = 0; n < module * module; n += 1)
            grey[((y + quiet) * module + Math.floor(n / module)) * width + (x + quiet) * module + (n % module)] = 0
    expect(parseSlipCode(scan({ width, height: width, grey }) ?? '')).toBe(code)
  }
  expect(toSlipMark('')).toEqual([])
})
