import type { FileHandle } from 'node:fs/promises'
import { open, rename, rm } from 'node:fs/promises'
import { AppError } from '../../../src-shared/kernel/errors.ts'
import { CONTENT_TYPES, ROOT_RELS, STYLES, WORKBOOK_RELS, sheetEnd, sheetStart, workbookXml } from './bookParts.ts'
import { createRowWriter } from './sheetRows.ts'
import type { RowWriter } from './sheetRows.ts'
import type { SheetRecord, SheetSpec } from './sheetSpec.ts'
import { createZipWriter } from './zipWriter.ts'

export interface WriteOptions {
  /** Called about every thousand rows with the rows written so far. */
  onProgress?: (rows: number) => void
  signal?: AbortSignal
}

export interface WrittenSheet {
  rows: number
  bytes: number
  /** Cells longer than 32,767 characters, which no spreadsheet can hold: cut, and marked so in the cell. */
  cutCells: number
}

const CHUNK_CHARS = 256 * 1024
const PROGRESS_EVERY = 1_000
const MAX_SHEET_ROWS = 1_048_576

/**
 * Writes one sheet as an .xlsx file, row by row: memory does not grow with the rows. The file appears under its
 * name only when it is whole; on an error or a cancellation nothing is left behind and an older file stays.
 *
 * @throws AppError 'cancelled' | 'too_large' | 'in_use' (the target is open elsewhere or not writable) | 'not_found'
 */
export async function writeSheet(
  file: string,
  spec: SheetSpec,
  rows: Iterable<SheetRecord> | AsyncIterable<SheetRecord>,
  options: WriteOptions = {},
): Promise<WrittenSheet> {
  if (spec.columns.length === 0) throw new AppError('invalid', '没有可导出的列')
  return replaceFile(file, options.signal, async (handle) => {
    const zip = createZipWriter(handle, options.signal)
    const writer = createRowWriter(spec)
    await zip.add('[Content_Types].xml', [CONTENT_TYPES])
    await zip.add('_rels/.rels', [ROOT_RELS])
    await zip.add('xl/styles.xml', [STYLES])
    await zip.add('xl/_rels/workbook.xml.rels', [WORKBOOK_RELS])
    await zip.add('xl/worksheets/sheet1.xml', sheetChunks(spec, writer, rows, options.onProgress))
    await zip.add('xl/workbook.xml', [workbookXml(spec, writer.lastRow)])
    return { rows: writer.count, bytes: await zip.finish(), cutCells: writer.cutCells }
  })
}

async function* sheetChunks(
  spec: SheetSpec,
  writer: RowWriter,
  rows: Iterable<SheetRecord> | AsyncIterable<SheetRecord>,
  onProgress?: (rows: number) => void,
): AsyncGenerator<string> {
  let xml = sheetStart(spec) + writer.heads()
  // A plain iterable is not awaited row by row, which would double the time.
  const batches = Symbol.asyncIterator in rows ? rows : [rows]
  for await (const batch of batches) {
    for (const record of (Symbol.iterator in batch ? batch : [batch]) as Iterable<SheetRecord>) {
      xml += writer.row(record)
      if (writer.count % PROGRESS_EVERY === 0) onProgress?.(writer.count)
      if (writer.lastRow > MAX_SHEET_ROWS - 100)
        throw new AppError('too_large', '超过一张工作表能容纳的行数，请分期导出')
      if (xml.length > CHUNK_CHARS) {
        yield xml
        xml = ''
      }
    }
  }
  xml += writer.tail()
  onProgress?.(writer.count)
  yield xml + sheetEnd(spec, writer.merges, writer.lastRow)
}

let temporaryFiles = 0

/**
 * Lets `write` fill a temporary file beside `file` and moves it there when it is whole and on the disk.
 * On any error the temporary file is removed.
 */
export async function replaceFile<T>(
  file: string,
  signal: AbortSignal | undefined,
  write: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  temporaryFiles += 1
  const temporary = `${file}.${process.pid}-${temporaryFiles}.part`
  let handle: FileHandle | undefined
  try {
    signal?.throwIfAborted()
    handle = await open(temporary, 'w')
    const result = await write(handle)
    signal?.throwIfAborted()
    await handle.sync()
    await handle.close()
    await rename(temporary, file)
    return result
  } catch (error) {
    await handle?.close().catch(() => undefined)
    await rm(temporary, { force: true })
    throw signal?.aborted ? new AppError('cancelled', '已取消，没有留下文件') : toFileError(error)
  }
}

function toFileError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof AppError) return error
  if (['EBUSY', 'EPERM', 'EACCES', 'EROFS'].includes(code))
    return new AppError('in_use', '文件不能写入：可能正在 WPS 或 Excel 中打开，请关闭后重试，或换一个文件夹', { code })
  if (code === 'ENOSPC') return new AppError('too_large', '磁盘空间不足，没有写成', { code })
  if (code === 'ENOENT') return new AppError('not_found', '要保存的文件夹不存在', { code })
  return error
}
