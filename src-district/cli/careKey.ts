import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  scryptSync,
  type KeyObject,
} from 'node:crypto'
import { z } from 'zod'
import { CareEvent } from '../../src-shared/care/events.ts'
import { UsageError } from './config.ts'

/*
 * The district's care office (docs/decisions/0009). Its private key is a file under a password, made and used away from the
 * server: the server holds what it cannot read. The counterparts at a seat: src-main/store/careOffice.ts, careKeys.ts.
 */

const KeyFile = z.object({
  kind: z.literal('onewindow care office key'),
  publicKey: z.string(),
  n: z.int(),
  salt: z.string(),
  nonce: z.string(),
  box: z.string(),
})

/** Cost of one guess of the password: 128 MiB. */
const SCRYPT_N = 2 ** 17
const SHORTEST_PASSWORD = 12

const derive = (password: string, salt: Buffer, n: number): Buffer =>
  scryptSync(password.normalize('NFKC'), salt, 32, { N: n, r: 8, p: 1, maxmem: 256 * n * 8 + 1024 * 1024 })
const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')

export function fingerprintOf(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').toUpperCase()
  return (digest.slice(0, 20).match(/.{4}/g) ?? []).join(' ')
}

/** A new key pair. @returns the text of the key file, whose private half opens with the password alone */
export function makeOfficeKey(password: string): { file: string; publicKey: string } {
  if ([...password].length < SHORTEST_PASSWORD) throw new UsageError(`密码至少 ${SHORTEST_PASSWORD} 位`)
  const pair = generateKeyPairSync('x25519')
  const publicKey = rawOf(pair.publicKey).toString('base64url')
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', derive(password, salt, SCRYPT_N), nonce)
  const secret = pair.privateKey.export({ format: 'der', type: 'pkcs8' })
  const box = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  const content: z.infer<typeof KeyFile> = {
    kind: 'onewindow care office key',
    publicKey,
    n: SCRYPT_N,
    salt: salt.toString('base64url'),
    nonce: nonce.toString('base64url'),
    box: box.toString('base64url'),
  }
  return { file: `${JSON.stringify(content, null, 1)}\n`, publicKey }
}

/** @throws UsageError for another file or a wrong password */
export function openOfficeKey(text: string, password: string): KeyObject {
  const parsed = KeyFile.safeParse(jsonOf(text))
  if (!parsed.success) throw new UsageError('这不是走访帮扶管理机构的私钥文件')
  const { n, salt, nonce, box } = parsed.data
  const secret = decrypt(derive(password, Buffer.from(salt, 'base64url'), n), nonce, Buffer.from(box, 'base64url'))
  if (!secret) throw new UsageError('密码不对')
  return createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' })
}

const Wrap = z.object({ ephemeral: z.string(), nonce: z.string(), box: z.string() })

/** The care key of a street, of its `care_key` row for the office. @throws UsageError if it is for another key */
export function unwrapCareKey(office: KeyObject, wrapText: string): Buffer {
  const { ephemeral, nonce, box } = Wrap.parse(jsonOf(wrapText))
  const theirs = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: ephemeral }, format: 'jwk' })
  const shared = diffieHellman({ privateKey: office, publicKey: theirs })
  const salt = Buffer.concat([Buffer.from(ephemeral, 'base64url'), rawOf(createPublicKey(office))])
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'onewindow care office', 32))
  const careKey = decrypt(key, nonce, Buffer.from(box, 'base64url'))
  if (!careKey) throw new UsageError('这份导出不是发给这把私钥的')
  return careKey
}

/** The event of a box; undefined if it is of another care key, or of a newer program. */
export function openCareBox(careKey: Buffer, id: string, text: string): CareEvent | undefined {
  const key = Buffer.from(hkdfSync('sha256', careKey, '', 'onewindow care box', 32))
  const bytes = Buffer.from(text, 'base64url')
  const padded = decrypt(key, bytes.subarray(0, 12).toString('base64url'), bytes.subarray(12), Buffer.from(id))
  if (!padded) return undefined
  return CareEvent.safeParse(jsonOf(padded.subarray(4, 4 + padded.readUInt32BE()).toString('utf8'))).data
}

/** AES-256-GCM with the tag at the end. */
function decrypt(key: Buffer, nonce: string, box: Buffer, bound?: Buffer): Buffer | undefined {
  if (box.length < 16) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
  if (bound) decipher.setAAD(bound)
  decipher.setAuthTag(box.subarray(-16))
  try {
    return Buffer.concat([decipher.update(box.subarray(0, -16)), decipher.final()])
  } catch {
    return undefined
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
