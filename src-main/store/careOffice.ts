import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { fingerprintOf } from './careKeys.ts'

/** The care key for the district's care office: only the private half of its key pair opens it. */
export interface OfficeWrap {
  /** Of the office's public key. */
  fingerprint: string
  /** The public half of a key pair made for this one wrap. */
  ephemeral: string
  nonce: string
  box: string
}

/** @throws AppError 'invalid' if the text is not 32 bytes of an X25519 public key */
export function officeFingerprint(publicKey: string): string {
  return fingerprintOf(rawOf(importKey(publicKey)))
}

/** X25519, HKDF-SHA256 over both public halves, AES-256-GCM; `src-district/care` opens it. */
export function wrapForOffice(publicKey: string, careKey: Buffer): OfficeWrap {
  const office = importKey(publicKey)
  const own = generateKeyPairSync('x25519')
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: office })
  const salt = Buffer.concat([rawOf(own.publicKey), rawOf(office)])
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'onewindow care office', 32))
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const box = Buffer.concat([cipher.update(careKey), cipher.final(), cipher.getAuthTag()])
  return {
    fingerprint: officeFingerprint(publicKey),
    ephemeral: rawOf(own.publicKey).toString('base64url'),
    nonce: nonce.toString('base64url'),
    box: box.toString('base64url'),
  }
}

const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')

function importKey(publicKey: string): KeyObject {
  const text = publicKey.replace(/\s/g, '')
  try {
    if (Buffer.from(text, 'base64url').length !== 32) throw new Error('length')
    return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: text }, format: 'jwk' })
  } catch {
    throw new AppError('invalid', '这不是区级走访帮扶管理机构的公钥，请核对')
  }
}
