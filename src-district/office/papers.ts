import { createHash } from 'node:crypto'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Sql } from '../db/db.ts'
import { findRow, textOf, type StreetRow } from './rowsRepo.ts'

/** Of these papers, those whose bytes have arrived, by SHA-256. */
export async function listArrived(sql: Sql, street: string, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await sql<{ sha256: string }>(
    `SELECT DISTINCT sha256 FROM file_piece WHERE street_code = $1 AND piece = 0
     AND sha256 = ANY (ARRAY(SELECT json_array_elements_text($2::json)))`,
    [street, JSON.stringify(hashes)],
  )
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** @throws AppError 'not_found' */
export async function getPaper(sql: Sql, street: string, documentId: string): Promise<StreetRow> {
  const row = await findRow(sql, street, 'document', documentId)
  if (!row) throw new AppError('not_found', '没有这份文书')
  return row
}

/**
 * The paper as the street issued it: the pieces that came, held against the hash that the street named.
 * @throws AppError 'not_found' while pieces are on their way
 */
export async function readPaper(sql: Sql, street: string, { key, data }: StreetRow) {
  const sha256 = textOf(data, 'sha256')
  const pieces = await sql<{ bytes: Uint8Array }>(
    'SELECT bytes FROM file_piece WHERE street_code = $1 AND sha256 = $2 ORDER BY piece',
    [street, sha256],
  )
  const bytes = Buffer.concat(pieces.map((each) => each.bytes))
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new AppError('not_found', '文件还没有全部送到区里，请稍后再看')
  const title = textOf(data, 'title') || '文书'
  const mark = textOf(data, 'number') || textOf(data, 'ref') || key.slice(0, 8)
  const fileName = `${title}-${mark}.pdf`.replace(/[\\/:*?"<>|]/g, '_')
  return { title, fileName, pdfBase64: bytes.toString('base64') }
}
