import { sha256 } from './proof.ts'

/** 31 characters without 0 O 1 I L: read aloud over the telephone and typed by hand. Twelve of them are 59 bits. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 12
export const CODE_HOURS = 24
export const MOST_CODE_HOURS = 24 * 14

/** `ABCD-EFGH-JKMN`; every character equally likely. */
export function newCode(random: (bytes: number) => Uint8Array): string {
  let text = ''
  while (text.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      if (byte < ALPHABET.length * 8 && text.length < LENGTH) text += ALPHABET[byte % ALPHABET.length]
    }
  }
  return text.replace(/(.{4})(?=.)/g, '$1-')
}

/** Of the code as typed: dashes, spaces and case do not matter. Only this is stored. */
export function hashOfCode(typed: string): string {
  return sha256(typed.toUpperCase().replace(/[^0-9A-Z]/g, '')).toString('hex')
}
