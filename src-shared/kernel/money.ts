import { z } from 'zod'

/** 100 billion yuan in fen. */
export const MOST_FEN = 10_000_000_000_000

/** An amount in fen (1/100 yuan), a whole number from 0 to {@link MOST_FEN}. */
export const AmountFen = z.int().min(0).max(MOST_FEN).brand<'AmountFen'>()
export type AmountFen = z.infer<typeof AmountFen>

/** `12345` fen -> `"123.45"`. */
export function toYuanText(fen: number): string {
  const whole = Math.trunc(fen / 100)
  return `${whole}.${String(fen - whole * 100).padStart(2, '0')}`
}

const plain = (text: string): string => text.normalize('NFKC').replace(/[,\s¥元]/g, '')

/** True of a text that is an amount, only a larger one than is allowed. */
export function isTooMuch(text: string): boolean {
  const cleaned = plain(text)
  return /^\d+(?:\.\d{1,2})?$/.test(cleaned) && Number(cleaned) * 100 > MOST_FEN
}

/** `"1,234.5"`, `"1234.50元"`, `"￥1234"` -> fen, or undefined if the text is no amount. */
export function parseYuan(text: string): AmountFen | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain(text))
  if (!match) return undefined
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0') || 0)
  const parsed = AmountFen.safeParse(fen)
  return parsed.success ? parsed.data : undefined
}
