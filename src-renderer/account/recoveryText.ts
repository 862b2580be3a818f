/** A recovery code has 8 groups of 6 digits. */
export const RECOVERY_DIGITS = 48

/** Digits in a typed recovery code; full-width ones count, anything else does not. */
export function countDigits(text: string): number {
  return text.normalize('NFKC').replace(/\D/g, '').length
}
