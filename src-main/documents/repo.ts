import type { DocumentRow } from '../../src-shared/intake/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { DocumentId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

const COLUMNS = `id, kind, ref, title, number, pages, sha256, issued_at AS issuedAt, issued_by AS issuedBy, is_void AS isVoid, print_count AS printCount,
  EXISTS (SELECT 1 FROM document_bytes b WHERE b.document_id = document.id) AS isHere`
type Raw = Omit<DocumentRow, 'isVoid' | 'isHere'> & { isVoid: number; isHere: number }
const toRow = (raw: Raw): DocumentRow => ({ ...raw, isVoid: raw.isVoid === 1, isHere: raw.isHere === 1 })

export function listDocuments(db: Db, matterId: string): DocumentRow[] {
  return (
    prepared(db, `SELECT ${COLUMNS} FROM document WHERE matter_id = ? ORDER BY issued_at`).all(matterId) as Raw[]
  ).map(toRow)
}

/** Papers of a record that is no matter, by its id. */
export function listDocumentsOf(db: Db, ref: string): DocumentRow[] {
  return (
    prepared(db, `SELECT ${COLUMNS} FROM document WHERE matter_id IS NULL AND ref = ? ORDER BY issued_at`).all(
      ref,
    ) as Raw[]
  ).map(toRow)
}

export function findDocument(db: Db, id: DocumentId): (DocumentRow & { matterId: string | null }) | undefined {
  const raw = prepared(db, `SELECT ${COLUMNS}, matter_id AS matterId FROM document WHERE id = ?`).get(id) as
    (Raw & { matterId: string | null }) | undefined
  return raw && { ...toRow(raw), matterId: raw.matterId }
}

export interface NewDocument {
  id: DocumentId
  matterId: string | null
  kind: string
  ref: string
  title: string
  number: string
  templateVersion: string
  data: unknown
  sha256: string
  pages: number
  issuedAt: string
  issuedBy: string
  bytes: Uint8Array
}

export function insertDocument(db: Db, d: NewDocument): void {
  prepared(
    db,
    `INSERT INTO document (id, matter_id, kind, ref, title, number, template_version, data, sha256, pages, issued_at, issued_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    d.id,
    d.matterId,
    d.kind,
    d.ref,
    d.title,
    d.number,
    d.templateVersion,
    JSON.stringify(d.data),
    d.sha256,
    d.pages,
    d.issuedAt,
    d.issuedBy,
  )
  prepared(db, 'INSERT INTO document_bytes (document_id, bytes) VALUES (?, ?)').run(d.id, Buffer.from(d.bytes))
}

/** @throws AppError 'not_found' with `isElsewhere` while another seat issued it and nobody here has fetched it */
export function getBytes(db: Db, id: DocumentId): Buffer {
  const row = prepared(db, 'SELECT bytes FROM document_bytes WHERE document_id = ?').get(id) as
    { bytes: Buffer } | undefined
  if (!row) throw new AppError('not_found', '这份文书由其他座席出具，文件还没有取到这台电脑', { isElsewhere: true })
  return row.bytes
}

export function countPrint(db: Db, id: DocumentId): void {
  prepared(db, 'UPDATE document SET print_count = print_count + 1 WHERE id = ?').run(id)
}

export function voidDocument(db: Db, id: DocumentId, reason: string): void {
  prepared(db, 'UPDATE document SET is_void = 1, void_reason = ? WHERE id = ?').run(reason, id)
}
