import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { AppError } from '../../../src-shared/kernel/errors.ts'

/** One part as the central directory describes it. */
interface Written {
  name: Buffer
  flags: number
  method: number
  crc: number
  compressedSize: number
  size: number
  offset: number
}

/** Bytes that are compressed already, copied from another archive. */
export interface RawPart {
  flags: number
  method: number
  crc: number
  size: number
  bytes: AsyncIterable<Buffer>
}

export interface ZipWriter {
  /** Compresses and appends one part. Chunks are compressed on another thread while the next are made. */
  add(name: string, chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): Promise<void>
  copy(name: string, part: RawPart): Promise<void>
  /** Writes the directory. @returns the size of the archive in bytes */
  finish(): Promise<number>
}

const MAX_BYTES = 0xffff_fffe
const UTF8_NAME = 0x0800
/** 1 January 1980: the archive does not tell when it was made, so equal input gives equal bytes. */
const DOS_DATE = 0x0021
/** Level 3: measured at a third of the time of level 6 for 15 % more bytes. */
const LEVEL = 3

/**
 * Writes a ZIP archive into an empty file. Sizes are patched into each local header after its part,
 * so there are no data descriptors, which some spreadsheet programs refuse.
 */
export function createZipWriter(handle: FileHandle, signal?: AbortSignal): ZipWriter {
  const written: Written[] = []
  let position = 0

  async function put(bytes: Buffer): Promise<void> {
    if (position + bytes.length > MAX_BYTES) throw new AppError('too_large', '文件超过 4 GB，请缩小导出范围')
    await handle.write(bytes, 0, bytes.length, position)
    position += bytes.length
  }

  async function part(name: string, fill: (entry: Written) => Promise<void>): Promise<void> {
    const offset = position
    const entry = { name: Buffer.from(name), flags: UTF8_NAME, method: 8, crc: 0, compressedSize: 0, size: 0, offset }
    const header = localHeader(entry)
    await put(header)
    await fill(entry)
    entry.compressedSize = position - offset - header.length
    if (entry.size > MAX_BYTES) throw new AppError('too_large', '表格内容超过 4 GB，请缩小导出范围')
    await handle.write(localHeader(entry), 0, header.length, offset)
    written.push(entry)
  }

  return {
    add: (name, chunks) =>
      part(name, async (entry) => {
        async function* counted() {
          for await (const chunk of chunks) {
            const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
            entry.crc = crc32(bytes, entry.crc)
            entry.size += bytes.length
            yield bytes
          }
        }
        async function sink(compressed: AsyncIterable<Buffer>) {
          for await (const bytes of compressed) await put(bytes)
        }
        const deflate = createDeflateRaw({ level: LEVEL, chunkSize: 128 * 1024 })
        await pipeline(Readable.from(counted(), { highWaterMark: 1 }), deflate, sink, { signal })
      }),

    copy: (name, raw) =>
      part(name, async (entry) => {
        Object.assign(entry, {
          flags: UTF8_NAME | (raw.flags & 0b110),
          method: raw.method,
          crc: raw.crc,
          size: raw.size,
        })
        for await (const bytes of raw.bytes) await put(bytes)
      }),

    async finish() {
      const start = position
      for (const entry of written) await put(directoryEntry(entry))
      const end = Buffer.alloc(22)
      end.writeUInt32LE(0x06054b50, 0)
      end.writeUInt16LE(written.length, 8)
      end.writeUInt16LE(written.length, 10)
      end.writeUInt32LE(position - start, 12)
      end.writeUInt32LE(start, 16)
      await put(end)
      return position
    },
  }
}

function localHeader(entry: Written): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  writeCommon(header, 4, entry)
  return Buffer.concat([header, entry.name])
}

function directoryEntry(entry: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  writeCommon(header, 6, entry)
  header.writeUInt32LE(entry.offset, 42)
  return Buffer.concat([header, entry.name])
}

/** The 26 bytes that both headers share. */
function writeCommon(header: Buffer, at: number, entry: Written): void {
  header.writeUInt16LE(20, at)
  header.writeUInt16LE(entry.flags, at + 2)
  header.writeUInt16LE(entry.method, at + 4)
  header.writeUInt16LE(0, at + 6)
  header.writeUInt16LE(DOS_DATE, at + 8)
  header.writeUInt32LE(entry.crc, at + 10)
  header.writeUInt32LE(entry.compressedSize, at + 14)
  header.writeUInt32LE(entry.size, at + 18)
  header.writeUInt16LE(entry.name.length, at + 22)
}
