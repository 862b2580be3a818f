import { correction, generate } from 'lean-qr'
import { toSlipDigits } from './slipCode.ts'

/**
 * The QR mark of a slip code as rows of `0` and `1`, without the quiet zone; none for a paper without a code. With the
 * highest correction, so that a stamp or a fold over a quarter of it does no harm.
 */
export function toSlipMark(code: string): string[] {
  if (code === '') return []
  const mark = generate(toSlipDigits(code), { minCorrectionLevel: correction.H })
  return Array.from({ length: mark.size }, (_, y) =>
    Array.from({ length: mark.size }, (__, x) => (mark.get(x, y) ? '1' : '0')).join(''),
  )
}
