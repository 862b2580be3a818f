import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { AppError } from '../../src-shared/kernel/errors.ts'
import {
  additionalOf,
  bytesOfHex,
  bytesOfText,
  joinBytes,
  joinFile,
  openContent,
  sealContent,
  splitFile,
} from '../../src-shared/kernel/sealedFile.ts'
import { SealedHeader } from '../../src-shared/linkage/sealedPackage.ts'

/**
 * Files that only one computer opens and of which it knows who made them: X25519, HKDF-SHA256 over both public halves,
 * AES-256-GCM, signed with Ed25519 over the SHA-256 of header and sealed content. The header is authenticated with the
 * content and names both keys, so that nobody can sign another's file as his own.
 */
const MARK = 'OWSP1\n'
const VERSION = 1
const HALF = 32
const PURPOSE = 'onewindow sealed package'

/** The public half of a computer's key: X25519, then Ed25519, 64 bytes as base64url. */
export type SeatPublicKey = string
/** Private halves as PKCS#8, base64url. */
export interface SeatKeys {
  publicKey: SeatPublicKey
  sealing: string
  signing: string
}

export function newSeatKeys(): SeatKeys {
  const [sealing, signing] = [generateKeyPairSync('x25519'), generateKeyPairSync('ed25519')]
  const pkcs8 = (key: KeyObject): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64url')
  return {
    publicKey: Buffer.concat([rawOf(sealing.publicKey), rawOf(signing.publicKey)]).toString('base64url'),
    sealing: pkcs8(sealing.privateKey),
    signing: pkcs8(signing.privateKey),
  }
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
const bytesOfKey = (publicKey: SeatPublicKey): Buffer => Buffer.from(publicKey, 'base64url')
const publicOf = (crv: 'X25519' | 'Ed25519', raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv, x: raw.toString('base64url') }, format: 'jwk' })
const privateOf = (pkcs8: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8, 'base64url'), format: 'der', type: 'pkcs8' })
const idOf = (publicKey: SeatPublicKey): string => sha256(bytesOfKey(publicKey)).toString('hex').slice(0, 16)

/** Six groups of five digits, to be read out over the phone: a hundred bits of the key's SHA-256. */
export function keyFingerprint(publicKey: SeatPublicKey): string {
  const hash = sha256(bytesOfKey(publicKey))
  return Array.from({ length: 6 }, (_, at) => String(hash.readUIntBE(at * 5, 5) % 100_000).padStart(5, '0')).join(' ')
}

/** No letter that is taken for a digit. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECK_BYTES = 2
const CODE_SIGNS = Math.ceil(((HALF * 2 + CHECK_BYTES) * 8) / 5)

/** The key as people copy, paste or print it: groups of six signs, the last ones check the others. */
export function keyCode(publicKey: SeatPublicKey): string {
  const key = bytesOfKey(publicKey)
  let value = BigInt(`0x${Buffer.concat([key, sha256(key).subarray(0, CHECK_BYTES)]).toString('hex')}`)
  let signs = ''
  for (let at = 0; at < CODE_SIGNS; at++) {
    signs = (SIGNS[Number(value & 31n)] as string) + signs
    value >>= 5n
  }
  return (signs.match(/.{1,6}/g) ?? []).join('-')
}

const CODE_MARK = /([0-9A-Z]{6}[\s-]+){17}[0-9A-Z]{4}/

/**
 * The key of a code as it was typed, pasted or read from a key file.
 * @throws AppError 'invalid' if it cannot be one
 */
export function parseKeyCode(typed: string): SeatPublicKey {
  const tidy = typed.normalize('NFKC').toUpperCase()
  const signs = (CODE_MARK.exec(tidy)?.[0] ?? tidy).replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0')
  if (signs.length !== CODE_SIGNS || [...signs].some((sign) => !SIGNS.includes(sign)))
    throw new AppError('invalid', `这不是本机公钥：应有 ${CODE_SIGNS} 个字母和数字，请重新选文件或重新粘贴`)
  const value = [...signs].reduce((sum, sign) => (sum << 5n) | BigInt(SIGNS.indexOf(sign)), 0n)
  const bytes = Buffer.from(value.toString(16).padStart((HALF * 2 + CHECK_BYTES) * 2, '0'), 'hex')
  const key = bytes.subarray(0, HALF * 2)
  const isRight =
    bytes.length === HALF * 2 + CHECK_BYTES && bytes.subarray(HALF * 2).equals(sha256(key).subarray(0, CHECK_BYTES))
  if (!isRight) throw new AppError('invalid', '这个公钥抄错了：最后几位的校验对不上，请核对')
  return key.toString('base64url')
}

function secretOf(privateKey: KeyObject, theirs: KeyObject, ephemeral: Buffer, recipient: Buffer): Buffer {
  const shared = diffieHellman({ privateKey, publicKey: theirs })
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), PURPOSE, 32))
}

/** @param content any JSON */
export async function sealFor(
  to: SeatPublicKey,
  own: SeatKeys,
  { kind, madeAt }: Pick<SealedHeader, 'kind' | 'madeAt'>,
  content: unknown,
): Promise<Buffer> {
  const recipient = bytesOfKey(to).subarray(0, HALF)
  const once = generateKeyPairSync('x25519')
  const ephemeral = rawOf(once.publicKey)
  const nonce = randomBytes(12)
  const head: SealedHeader = {
    kind,
    v: VERSION,
    to: idOf(to),
    from: own.publicKey,
    ephemeral: ephemeral.toString('base64url'),
    madeAt,
    nonce: nonce.toString('hex'),
    signature: '',
  }
  const key = secretOf(once.privateKey, publicOf('X25519', recipient), ephemeral, recipient)
  const additional = additionalOf(head)
  const sealed = await sealContent(key, nonce, additional, bytesOfText(JSON.stringify(content)))
  const signature = sign(null, sha256(joinBytes(additional, sealed)), privateOf(own.signing)).toString('base64url')
  return Buffer.from(joinFile(MARK, { ...head, signature }, sealed))
}

const refuse = (text: string): AppError => new AppError('invalid', text)
const DAMAGED = '这个文件损坏了或者被改动过，没有收下。请重新拷贝；还是不行，请对方重新做一份'

/**
 * Opens a file for this computer; who `header.from` is, the caller decides.
 * @throws AppError 'invalid' that says what is wrong with the file
 */
export async function openSealed(
  own: SeatKeys | undefined,
  bytes: Uint8Array,
): Promise<{ header: SealedHeader; content: unknown }> {
  const file = splitFile(MARK, bytes)
  if (!file) throw refuse('这不是一窗通的密封包或回复包')
  const version = (file.header as { v?: unknown } | null)?.v
  if (typeof version === 'number' && version > VERSION)
    throw refuse('这个文件是用更新版本的一窗通做的，请先更新这台电脑上的程序再打开')
  const header = SealedHeader.safeParse(file.header).data
  if (!header) throw refuse(DAMAGED)
  if (!own || header.to !== idOf(own.publicKey))
    throw refuse('这个文件不是给这台电脑的，打不开。密封包只有存了公钥的那台电脑、回复包只有导出密封包的那台电脑打得开')
  const sender = bytesOfKey(header.from)
  const additional = additionalOf(header)
  try {
    const signature = Buffer.from(header.signature, 'base64url')
    const signer = publicOf('Ed25519', sender.subarray(HALF))
    const isExact = sender.length === HALF * 2 && signature.toString('base64url') === header.signature
    if (!isExact || !verify(null, sha256(joinBytes(additional, file.sealed)), signer, signature))
      throw new Error('signature')
    const ephemeral = Buffer.from(header.ephemeral, 'base64url')
    const theirs = publicOf('X25519', ephemeral)
    const key = secretOf(privateOf(own.sealing), theirs, ephemeral, bytesOfKey(own.publicKey).subarray(0, HALF))
    const plain = await openContent(key, bytesOfHex(header.nonce), additional, file.sealed)
    return { header, content: JSON.parse(new TextDecoder().decode(plain)) as unknown }
  } catch {
    throw refuse(DAMAGED)
  }
}
