import { AppError } from '../../../src-shared/kernel/errors.ts'
import { openBytes } from './byteSource.ts'
import type { ByteSource } from './byteSource.ts'
import { dayFormatsOf } from './dayFormats.ts'
import { attributesOf, tagsOf } from './xml.ts'
import { damaged, readZipDirectory, unpacked } from './zipReader.ts'
import type { ZipEntry } from './zipReader.ts'

export interface SheetInfo {
  name: string
  isHidden: boolean
  entry: ZipEntry
}

/** An opened workbook: its directory, and the small parts that tell how to read the large ones. */
export interface Workbook {
  source: ByteSource
  entries: readonly ZipEntry[]
  sheets: SheetInfo[]
  isDate1904: boolean
  /** For each cell format, whether its numbers are days. */
  dayFormats: boolean[]
  stylesEntry: ZipEntry | undefined
  sharedStringsEntry: ZipEntry | undefined
}

/** Of workbook, styles and relations: megabytes even in the worst real files. */
const MAX_SMALL_PART_BYTES = 32 * 1024 * 1024
const MAX_FILE_BYTES = 200 * 1024 * 1024

/**
 * Opens an .xlsx file; the caller closes `source`.
 *
 * @throws AppError 'invalid' (another format, a password), 'file_damaged', 'too_large', 'not_found', 'in_use'; in Chinese
 */
export async function openWorkbook(file: string | Uint8Array): Promise<Workbook> {
  const source = await openBytes(file)
  try {
    if (source.size > MAX_FILE_BYTES) throw new AppError('too_large', '文件超过 200 MB，请分成几个文件导入')
    await refuseOtherFormats(source, typeof file === 'string' ? file : '')
    return await readWorkbook(source)
  } catch (error) {
    await source.close()
    throw error
  }
}

async function refuseOtherFormats(source: ByteSource, name: string): Promise<void> {
  const start = await source.read(0, 8)
  if (start.length === 0) throw new AppError('invalid', '文件是空的')
  if (start.toString('latin1', 0, 2) === 'PK') return
  if (start.toString('hex') !== 'd0cf11e0a1b11ae1')
    throw new AppError(
      'invalid',
      '这不是 .xlsx 表格（可能是网页、文本或改过扩展名的文件），请在 WPS 或 Excel 中打开后另存为 .xlsx',
    )
  for (let at = 0; at < source.size; at += 1_000_000) {
    const block = await source.read(at, 1_000_100)
    if (block.includes(Buffer.from('EncryptedPackage', 'utf16le')))
      throw new AppError('invalid', '这个表格设有打开密码，请在 WPS 或 Excel 中去掉密码，另存后再导入')
  }
  const format = /\.et$/i.test(name) ? 'WPS 的 .et' : '旧版的 .xls 或 .et'
  throw new AppError('invalid', `这是${format}格式，请在 WPS 或 Excel 中打开后另存为 .xlsx 再导入`)
}

async function readWorkbook(source: ByteSource): Promise<Workbook> {
  const entries = await readZipDirectory(source)
  const find = (path: string) =>
    entries.find((entry) => entry.name.replace(/^\//, '').toLowerCase() === path.toLowerCase())
  const text = async (entry: ZipEntry) => {
    const chunks = []
    for await (const chunk of unpacked(source, entry, MAX_SMALL_PART_BYTES)) chunks.push(chunk)
    return Buffer.concat(chunks).toString('utf8')
  }

  const rootRels = find('_rels/.rels')
  if (!rootRels) throw new AppError('invalid', '这不是 .xlsx 表格，而是一个压缩包')
  const [workbookPath = ''] = targets(await text(rootRels), 'officeDocument', '').values()
  if (/\.bin$/i.test(workbookPath)) throw new AppError('invalid', '这是 .xlsb 格式，请在 Excel 中另存为 .xlsx 再导入')
  const workbook = find(workbookPath)
  if (!workbook || !/workbook/i.test(workbookPath))
    throw new AppError('invalid', '这不是表格（可能是 Word 或演示文稿），请选择 .xlsx 文件')

  const folder = workbookPath.replace(/[^/]*$/, '')
  const relsEntry = find(`${folder}_rels/${workbookPath.slice(folder.length)}.rels`)
  if (!relsEntry) throw damaged('no workbook relations')
  const rels = await text(relsEntry)
  const xml = await text(workbook)
  const sheetPaths = targets(rels, 'worksheet', folder)
  const part = (type: string) => find([...targets(rels, type, folder).values()][0] ?? '')
  const stylesEntry = part('styles')
  return {
    source,
    entries,
    sheets: tagsOf(xml, 'sheet').flatMap((tag) => {
      const id = Object.entries(tag).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const entry = find(sheetPaths.get(id) ?? '')
      return entry ? [{ name: tag.name ?? '', isHidden: /hidden/i.test(tag.state ?? ''), entry }] : []
    }),
    isDate1904: tagsOf(xml, 'workbookPr').some((tag) => tag.date1904 === '1' || tag.date1904 === 'true'),
    dayFormats: stylesEntry ? dayFormatsOf(await text(stylesEntry)) : [],
    stylesEntry,
    sharedStringsEntry: part('sharedStrings'),
  }
}

/** Paths of the parts of one type, by relation id. */
function targets(rels: string, type: string, folder: string): Map<string, string> {
  const paths = new Map<string, string>()
  for (const [tag] of rels.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
    const { Id = '', Type = '', Target = '' } = attributesOf(tag)
    if (Type.endsWith(`/${type}`)) paths.set(Id, resolvePath(folder, Target))
  }
  return paths
}

function resolvePath(folder: string, target: string): string {
  const path: string[] = []
  for (const step of (target.startsWith('/') ? target.slice(1) : folder + target).split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}
