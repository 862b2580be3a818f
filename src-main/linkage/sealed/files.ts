import { createHash } from 'node:crypto'
import { AppError } from '../../../src-shared/kernel/errors.ts'
import type { DocumentId, MatterId } from '../../../src-shared/kernel/ids.ts'
import { MOST_DOCUMENT_BYTES, type SealedDocument } from '../../../src-shared/linkage/sealedPackage.ts'
import type { MatterFile } from '../../documents/matterFile.ts'
import { getBytes, insertDocument, listDocuments } from '../../documents/repo.ts'
import { countPages } from '../../paper/countPages.ts'
import type { Ctx } from '../../ctx/ctx.ts'
import { enclosableOf } from './leastData.ts'

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Papers of a matter by id, with their bytes. @throws AppError 'not_found' | 'not_allowed' for one that cannot go along */
export function readPapers(file: MatterFile, ids: readonly string[]): SealedDocument[] {
  const all = enclosableOf(file)
  return [...new Set(ids)].map((id) => {
    const one = all.find((each) => each.id === id)
    if (!one) throw new AppError('not_found', `${file.matter.number} 没有这份文书，或者已经作废`)
    if (one.why) throw new AppError('not_allowed', `${file.matter.number}“${one.title}”${one.why}`)
    return toSealed(one, getBytes(file.ctx.db, one.id))
  })
}

const toSealed = (of: { title: string; number: string; pages: number }, bytes: Buffer): SealedDocument => ({
  title: of.title.slice(0, 120),
  number: of.number,
  pages: of.pages,
  sha256: shaOf(bytes),
  base64: bytes.toString('base64'),
})

/** PDFs that somebody chose from the disk. @throws AppError 'invalid' for what is none */
export async function readOwnFiles(files: readonly { title: string; base64: string }[]): Promise<SealedDocument[]> {
  const read: SealedDocument[] = []
  for (const { title, base64 } of files) {
    const bytes = Buffer.from(base64, 'base64')
    const pages = await countPages(bytes)
    if (pages === undefined) throw new AppError('invalid', `“${title}”不是能打开的 PDF 文件；照片、Word 请先存成 PDF`)
    read.push(toSealed({ title, number: '', pages }, bytes))
  }
  return read
}

/** @throws AppError 'too_large' */
export function checkSize(documents: readonly SealedDocument[]): void {
  const bytes = documents.reduce((sum, { base64 }) => sum + base64.length * 0.75, 0)
  if (bytes > MOST_DOCUMENT_BYTES)
    throw new AppError('too_large', `文书和附件一共 ${Math.ceil(bytes / 1024 / 1024)} MB，一个文件最多装 20 MB`)
}

/** The documents of an opened file as bytes. @throws AppError 'invalid' if one is not what the file says */
export function bytesOfDocuments(documents: readonly SealedDocument[]): Buffer[] {
  checkSize(documents)
  return documents.map(({ title, sha256, base64 }) => {
    const bytes = Buffer.from(base64, 'base64')
    if (shaOf(bytes) !== sha256 || bytes.subarray(0, 5).toString('latin1') !== '%PDF-')
      throw new AppError('invalid', `附件“${title}”打不开，没有收下。请对方重新做一份`)
    return bytes
  })
}

/** Keeps what came with a file among a matter's papers; what is there already stays as it is. */
export function keepDocuments(
  ctx: Ctx,
  matterId: MatterId,
  documents: readonly SealedDocument[],
  from: { kind: 'received_file' | 'unit_file'; ref: string; by: string },
): void {
  const bytes = bytesOfDocuments(documents)
  const kept = new Set(listDocuments(ctx.db, matterId).map(({ sha256 }) => sha256))
  documents.forEach((each, at) => {
    if (kept.has(each.sha256)) return
    kept.add(each.sha256)
    insertDocument(ctx.db, {
      id: ctx.newId<DocumentId>(),
      matterId,
      kind: from.kind,
      ref: from.ref,
      title: `${from.by}：${each.title}`,
      number: each.number,
      templateVersion: '',
      data: {},
      sha256: each.sha256,
      pages: each.pages,
      issuedAt: ctx.now,
      issuedBy: from.by,
      bytes: bytes[at] as Buffer,
    })
  })
  if (documents.length > 0) ctx.changed('papers')
}
