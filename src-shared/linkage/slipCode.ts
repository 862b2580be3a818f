/*
 * The short code on a printed order, by which an answer on paper finds its task again. Its last two digits check the
 * rest by ISO/IEC 7064 MOD 97-10, as an IBAN's do: every single wrong sign and every swap of neighbours is found.
 */

const MODULUS = 97

/** Letters as two digits, A = 10; then what is left of the number. */
function remainder(signs: string): number {
  const digits = signs.replace(/[A-Z]/g, (letter) => String(parseInt(letter, 36)))
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % MODULUS, 0)
}

/** `A26-0042-07`: the seat's letter and the year, the seat's own counter, the check digits. */
export function toSlipCode(seat: string, year: number, seq: number): string {
  const head = `${seat}${String(year % 100).padStart(2, '0')}`
  const number = String(seq).padStart(4, '0')
  const check = MODULUS + 1 - remainder(`${head}${number}00`)
  return `${head}-${number}-${String(check).padStart(2, '0')}`
}

/**
 * The same code in digits alone, the letter as its two: what a scanner types goes past an input method untouched, and a
 * small mark holds it.
 */
export const toSlipDigits = (code: string): string =>
  code.replace(/[A-Z]/g, (letter) => String(parseInt(letter, 36))).replaceAll('-', '')

/**
 * A code as somebody typed it or a scanner read it, in the form in which it is kept: small letters, blanks, full width
 * and missing dashes are mended, letters that look like digits are not, since the check finds them. Undefined if it
 * cannot be a code.
 */
export function parseSlipCode(typed: string): string | undefined {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–_·.]/g, '')
    .replace(SCANNED, (_, letter: string, rest: string) => Number(letter).toString(36).toUpperCase() + rest)
  const parts = /^([A-Z]\d{2})(\d{4,6})(\d{2})$/.exec(signs)
  const [, head = '', number = '', check = ''] = parts ?? []
  return parts && remainder(signs) === 1 ? `${head}-${number}-${check}` : undefined
}

/** Digits alone, the first two of which stand for a letter. */
const SCANNED = /^(1\d|2\d|3[0-5])(\d{8,10})$/
