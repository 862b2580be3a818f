import type { PublishedKind } from '../../src-shared/district/publish.ts'
import { parseContent } from '../../src-shared/publishedContent.ts'
import type { Sql } from '../db/db.ts'

export interface Publication {
  id: string
  kind: PublishedKind
  subject: string
  version: number
  title: string
  effectiveFrom: string
  content: string
  publishedAt: string
  publishedBy: string
  withdrawnAt: string | null
}

const COLUMNS = `id, kind, subject, version, title, effective_from AS "effectiveFrom", content, published_at AS "publishedAt",
  published_by AS "publishedBy", withdrawn_at AS "withdrawnAt"`

export function listPublications(sql: Sql): Promise<Publication[]> {
  return sql<Publication>(`SELECT ${COLUMNS} FROM office_publication ORDER BY published_at DESC, id DESC`)
}

export async function findPublication(sql: Sql, id: string): Promise<Publication | undefined> {
  const [found] = await sql<Publication>(`SELECT ${COLUMNS} FROM office_publication WHERE id = $1`, [id])
  return found
}

export async function insertPublication(sql: Sql, one: Publication): Promise<void> {
  await sql(
    `INSERT INTO office_publication (id, kind, subject, version, title, effective_from, content, published_at, published_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      one.id,
      one.kind,
      one.subject,
      one.version,
      one.title,
      one.effectiveFrom,
      one.content,
      one.publishedAt,
      one.publishedBy,
    ],
  )
}

export async function withdrawPublication(sql: Sql, id: string, at: string): Promise<boolean> {
  const rows = await sql(
    'UPDATE office_publication SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL RETURNING id',
    [id, at],
  )
  return rows.length === 1
}

/** The newest of each subject that has begun and was not withdrawn. */
export async function listInForce(
  sql: Sql,
  kind: PublishedKind,
  today: string,
): Promise<{ subject: string; body: string }[]> {
  const rows = await sql<Publication>(
    `SELECT DISTINCT ON (subject) ${COLUMNS} FROM office_publication
     WHERE kind = $1 AND effective_from <= $2 AND withdrawn_at IS NULL ORDER BY subject, effective_from DESC, version DESC`,
    [kind, today],
  )
  return rows.flatMap(({ subject, content }) => {
    const read = parseContent(content)
    return read ? [{ subject, body: read.body }] : []
  })
}
