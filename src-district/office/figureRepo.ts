import type { FigureGroup } from '../../src-shared/district/figures.ts'
import type { Sql } from '../db/db.ts'

/** Days overdue of a matter that is open, as a code of `OVERDUE_SPANS`; `$1` is today. */
const OVERDUE = `CASE
  WHEN is_open IS DISTINCT FROM 1 OR due_on IS NULL OR due_on >= $1 THEN 'none'
  WHEN $1::date - due_on::date <= 7 THEN 'week' WHEN $1::date - due_on::date <= 30 THEN 'month' ELSE 'long' END`
const CODES: Record<FigureGroup, string> = {
  kind: `coalesce(kind, '')`,
  stage: `coalesce(stage, '')`,
  channel: `coalesce(channel, '')`,
  overdue: OVERDUE,
}
/** Merged and void ones were counted elsewhere or not at all. */
const COUNTED = `gone = 0 AND merged_into IS NULL AND stage IS DISTINCT FROM 'void'`

export interface Span {
  today: string
  /** First day, and the day after the last. */
  from: string
  until: string
}
export interface CodeCount {
  streetCode: string
  code: string
  n: number
}

/** Across streets, as `onewindow_district`, which sees codes and days and no name. */
export function countByCode(sql: Sql, by: FigureGroup, { today, from, until }: Span): Promise<CodeCount[]> {
  return sql<CodeCount>(
    `SELECT street_code AS "streetCode", ${CODES[by]} AS code, count(*)::integer AS n FROM matter_head
     WHERE $1 <> '' AND ${COUNTED} AND received_on >= $2 AND received_on < $3 GROUP BY 1, 2`,
    [today, from, until],
  )
}

export interface MonthCount {
  month: string
  received: number
  open: number
  overdue: number
}

export function countByMonth(sql: Sql, { today, from, until }: Span, street: string | null): Promise<MonthCount[]> {
  return sql<MonthCount>(
    `SELECT left(received_on, 7) AS month, count(*)::integer AS received, (count(*) FILTER (WHERE is_open = 1))::integer AS open,
       (count(*) FILTER (WHERE is_open = 1 AND due_on < $1))::integer AS overdue
     FROM matter_head WHERE ${COUNTED} AND received_on >= $2 AND received_on < $3 AND ($4::text IS NULL OR street_code = $4)
     GROUP BY 1 ORDER BY 1`,
    [today, from, until, street],
  )
}

export interface PlaceCount {
  place: string
  kind: string
  n: number
}

/** In one street: of the matters with a code, how many in each place and of each kind. */
export function countByPlace(
  sql: Sql,
  street: string,
  by: FigureGroup,
  code: string,
  { today, from, until }: Span,
): Promise<PlaceCount[]> {
  return sql<PlaceCount>(
    `SELECT coalesce(readable(p.data)->>'name', '') AS place, h.kind, count(*)::integer AS n
     FROM (SELECT id, coalesce(kind, '') AS kind, ${CODES[by]} AS code FROM matter_head
           WHERE street_code = $5 AND $1 <> '' AND ${COUNTED} AND received_on >= $2 AND received_on < $3) h
     JOIN sync_row m ON m.street_code = $5 AND m.tbl = 'matter' AND m.key = h.id
     LEFT JOIN sync_row p ON p.street_code = $5 AND p.tbl = 'place' AND p.key = readable(m.data)->>'place_id'
     WHERE h.code = $4 GROUP BY 1, 2 ORDER BY 3 DESC, 1`,
    [today, from, until, code, street],
  )
}
