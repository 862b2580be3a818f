import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { DataKey } from './open.ts'

/**
 * The data key, wrapped once per user under scrypt(password) and once under the recovery code.
 * The file holds no secret in the clear: log-in names, wrapped keys, and the lock-out counters,
 * which must work while the store is closed.
 */
export const Wrapped = z.object({
  n: z
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((n) => Number.isInteger(Math.log2(n))),
  salt: bytesAsBase64(16),
  nonce: bytesAsBase64(12),
  /** AES-256-GCM over the data key, tag at the end. */
  box: bytesAsBase64(48),
})
export type Wrapped = z.infer<typeof Wrapped>

const Entry = Wrapped.extend({
  userId: z.string(),
  login: z.string(),
  failures: z.int().min(0),
  lockedUntilMs: z.number(),
  /** The key of the care records under the same password, for who was given it (docs/decisions/0009). */
  care: Wrapped.optional(),
  /** It had that key until somebody else set its password. */
  careLost: z.boolean().optional(),
})
/** The care key under a one-time code, until the person that it is for has typed it. */
const CareGrant = Wrapped.extend({ userId: z.string(), untilMs: z.number() })
const KeyringFile = z.object({
  version: z.literal(1),
  /** Shown on the log-in page. */
  centreName: z.string(),
  isRecoveryConfirmed: z.boolean(),
  recovery: Wrapped,
  users: z.array(Entry),
  careGrants: z.array(CareGrant).optional(),
  /** SHA-256 of the rest: a damaged file must not look like a wrong password. Not a secret. */
  sum: z.string().optional(),
})
export type Keyring = z.infer<typeof KeyringFile>

/** Cost of one password guess: 64 MiB and about 0.15 s. Tests pass a smaller one. */
export const SCRYPT_N = 2 ** 16
const FREE_TRIES = 5
const FIRST_LOCK_MS = 60_000
const LONGEST_LOCK_MS = 60 * 60_000

const fileOf = (dataDir: string): string => join(dataDir, 'keyring.json')

export function hasKeyring(dataDir: string): boolean {
  return existsSync(fileOf(dataDir))
}

/** @throws AppError 'file_damaged' if the file is not a keyring */
export function readKeyring(dataDir: string): Keyring {
  try {
    const { sum, ...keyring } = KeyringFile.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
    if (sum === undefined || sum === sumOf(keyring)) return keyring
  } catch {
    // said below, without what the file holds
  }
  throw new AppError('file_damaged', '钥匙文件 keyring.json 无法读取')
}

/** Replaces the file in one step, so that a crash leaves the old or the new one. */
export function writeKeyring(dataDir: string, keyring: Keyring): void {
  const content = KeyringFile.omit({ sum: true }).parse(keyring)
  writeFileAtomic.sync(fileOf(dataDir), JSON.stringify({ ...content, sum: sumOf(content) }, null, 1), { mode: 0o600 })
}

export function newDataKey(): DataKey {
  return randomBytes(32)
}

/** Wraps the data key under a password or a recovery secret. */
export async function wrapKey(key: DataKey, secret: string | Buffer, n = SCRYPT_N): Promise<Wrapped> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(secret, salt, n), nonce)
  const box = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  return { n, salt: salt.toString('base64'), nonce: nonce.toString('base64'), box: box.toString('base64') }
}

/** The data key, or undefined if the secret does not fit. */
export async function unwrapKey(wrapped: Wrapped, secret: string | Buffer): Promise<DataKey | undefined> {
  const box = Buffer.from(wrapped.box, 'base64')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await derive(secret, Buffer.from(wrapped.salt, 'base64'), wrapped.n),
    Buffer.from(wrapped.nonce, 'base64'),
  )
  decipher.setAuthTag(box.subarray(32))
  try {
    return Buffer.concat([decipher.update(box.subarray(0, 32)), decipher.final()])
  } catch {
    return undefined
  }
}

/**
 * How long a user stays locked after `failures` wrong passwords in a row: nothing for the first
 * four, a minute at the fifth, doubling to an hour.
 */
export function lockMs(failures: number): number {
  if (failures < FREE_TRIES) return 0
  return Math.min(FIRST_LOCK_MS * 2 ** (failures - FREE_TRIES), LONGEST_LOCK_MS)
}

/** Keys in the order of the schema, so that the same content has the same sum. */
function sumOf(keyring: Keyring): string {
  return createHash('sha256').update(JSON.stringify(keyring)).digest('hex')
}

function bytesAsBase64(length: number) {
  return z.base64().refine((text) => Buffer.from(text, 'base64').length === length)
}

function derive(secret: string | Buffer, salt: Buffer, n: number): Promise<Buffer> {
  const bytes = typeof secret === 'string' ? Buffer.from(secret.normalize('NFKC'), 'utf8') : secret
  return new Promise((resolve, reject) => {
    scrypt(bytes, salt, 32, { N: n, r: 8, p: 1, maxmem: 256 * n * 8 + 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
