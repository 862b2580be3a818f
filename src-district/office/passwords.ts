import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: ScryptOptions,
) => Promise<Buffer>

export const SCRYPT_LOG_N = 15
const BYTES = 32

const optionsOf = (logN: number): ScryptOptions => ({ N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** (logN + 11) })

/** `scrypt$15$<salt>$<hash>`. */
export async function hashPassword(password: string, salt: Uint8Array, logN = SCRYPT_LOG_N): Promise<string> {
  const hash = await derive(password.normalize('NFC'), Buffer.from(salt), BYTES, optionsOf(logN))
  return ['scrypt', logN, Buffer.from(salt).toString('base64url'), hash.toString('base64url')].join('$')
}

/** Whether the password made this hash. A hash that is none takes as long and says no. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, logN = String(SCRYPT_LOG_N), salt = '', hash = ''] = stored.split('$')
  const found = await derive(password.normalize('NFC'), Buffer.from(salt, 'base64url'), BYTES, optionsOf(Number(logN)))
  const wanted = Buffer.from(hash, 'base64url')
  return wanted.length === BYTES && timingSafeEqual(found, wanted)
}

const FREE_FAILURES = 4
const FIRST_LOCK_MS = 60_000
const LONGEST_LOCK_MS = 3_600_000

/** How long an account stays locked after so many wrong passwords in a row: from the fifth on, each time twice as long. */
export function lockMs(failures: number): number {
  if (failures <= FREE_FAILURES) return 0
  return Math.min(FIRST_LOCK_MS * 2 ** (failures - FREE_FAILURES - 1), LONGEST_LOCK_MS)
}
