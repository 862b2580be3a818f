import { open } from 'node:fs/promises'
import { AppError } from '../../../src-shared/kernel/errors.ts'

/** Bytes that can be read anywhere: a file, or what came over the wire. */
export interface ByteSource {
  size: number
  /** Fewer bytes than asked for only at the end. */
  read(offset: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** @throws AppError 'not_found' | 'in_use' if the file cannot be opened */
export async function openBytes(source: string | Uint8Array): Promise<ByteSource> {
  if (typeof source !== 'string') {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
    const read = (offset: number, length: number) => Promise.resolve(bytes.subarray(offset, offset + length))
    return { size: bytes.length, read, close: () => Promise.resolve() }
  }
  const handle = await open(source, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new AppError('not_found', '文件不存在，可能已被移动或删除')
    throw new AppError('in_use', '文件打不开：可能正被其他程序占用，或没有读取权限', { code: error.code })
  })
  return {
    size: (await handle.stat()).size,
    async read(offset, length) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset)
      return buffer.subarray(0, bytesRead)
    },
    close: () => handle.close(),
  }
}
