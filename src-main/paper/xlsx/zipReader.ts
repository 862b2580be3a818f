import { Readable, pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { AppError } from '../../../src-shared/kernel/errors.ts'
import type { ByteSource } from './byteSource.ts'

/** One part of an archive, as its directory describes it. */
export interface ZipEntry {
  name: string
  flags: number
  method: number
  crc: number
  compressedSize: number
  size: number
  offset: number
}

const BLOCK = 64 * 1024
const MAX_ENTRIES = 20_000
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024
const ENCRYPTED = 1
const ZIP64 = 0xffff_ffff

export const damaged = (why: string) =>
  new AppError('file_damaged', '文件已损坏或不完整，请重新下载，或在 WPS、Excel 中打开后另存一份再导入', { why })

/** @throws AppError 'file_damaged' if the directory is missing or broken */
export async function readZipDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const tail = await source.read(Math.max(0, source.size - 66_000), 66_000)
  const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end < 0 || end + 22 > tail.length) throw damaged('no directory')
  let count = tail.readUInt16LE(end + 10)
  let size = tail.readUInt32LE(end + 12)
  let offset = tail.readUInt32LE(end + 16)
  if (
    (count === 0xffff || size === ZIP64 || offset === ZIP64) &&
    end >= 20 &&
    tail.readUInt32LE(end - 20) === 0x07064b50
  ) {
    const far = await source.read(Number(tail.readBigUInt64LE(end - 12)), 56)
    if (far.length < 56 || far.readUInt32LE(0) !== 0x06064b50) throw damaged('zip64 directory')
    count = Number(far.readBigUInt64LE(32))
    size = Number(far.readBigUInt64LE(40))
    offset = Number(far.readBigUInt64LE(48))
  }
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY_BYTES) throw new AppError('too_large', '文件包含的部件过多，不能导入')
  return parseDirectory(await source.read(offset, size), count)
}

function parseDirectory(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count;) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged('directory entry')
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const entry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      flags: directory.readUInt16LE(at + 8),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    }
    readZip64(entry, directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength))
    entries.push(entry)
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Fields that do not fit 32 bits stand in an extra field, in this order. */
function readZip64(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let field = at + 4
    for (const key of ['size', 'compressedSize', 'offset'] as const) {
      if (entry[key] !== ZIP64 || field + 8 > extra.length) continue
      entry[key] = Number(extra.readBigUInt64LE(field))
      field += 8
    }
  }
}

/** The bytes of a part as they are stored. */
export async function* rawBytes(source: ByteSource, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await source.read(entry.offset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw damaged('part header')
  let at = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  for (let left = entry.compressedSize; left > 0;) {
    const block = await source.read(at, Math.min(BLOCK, left))
    if (block.length === 0) throw damaged('part cut short')
    yield block
    at += block.length
    left -= block.length
  }
}

/**
 * The unpacked bytes of a part, checked against its length and checksum.
 *
 * @throws AppError 'too_large' once it is longer than `maxBytes`, whatever its directory claims · 'file_damaged'
 */
export async function* unpacked(source: ByteSource, entry: ZipEntry, maxBytes: number): AsyncGenerator<Buffer> {
  if (entry.flags & ENCRYPTED) throw new AppError('invalid', '文件加了密码，请去掉密码另存后再导入')
  const tooLarge = () => new AppError('too_large', '文件展开后过大，请分成几个文件导入', { maxBytes })
  if (entry.size > maxBytes) throw tooLarge()
  let size = 0
  let crc = 0
  for await (const chunk of chunksOf(source, entry)) {
    size += chunk.length
    if (size > maxBytes || size > entry.size) throw size > maxBytes ? tooLarge() : damaged('part longer than declared')
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged('checksum')
}

async function* chunksOf(source: ByteSource, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.method === 0) return yield* rawBytes(source, entry)
  if (entry.method !== 8) throw damaged('compression method')
  const inflate = createInflateRaw({ chunkSize: BLOCK })
  pipeline(Readable.from(rawBytes(source, entry), { highWaterMark: 1 }), inflate, () => undefined)
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    throw error instanceof AppError ? error : damaged('compressed data')
  } finally {
    inflate.destroy()
  }
}
