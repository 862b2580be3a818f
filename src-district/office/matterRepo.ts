import type { Sql } from '../db/db.ts'

export interface ReportedUp {
  matterId: string
  at: string
  by: string
  reason: string
}

/** Matters that the street reported up and did not take back, by the order in which everybody folds. */
export async function listReportedUp(sql: Sql, street: string): Promise<ReportedUp[]> {
  const rows = await sql<{ matterId: string; data: string; key: string }>(
    `SELECT matter AS "matterId", key, data FROM sync_row
     WHERE street_code = $1 AND tbl = 'matter_event' AND data LIKE '%"kind":"report%' AND gone = 0`,
    [street],
  )
  const latest = new Map<string, { seq: number; key: string; kind: string; up: ReportedUp }>()
  for (const { matterId, key, data } of rows) {
    const { seq, kind, at, actor_name: by, reason } = JSON.parse(data) as Record<string, string | number>
    if (kind !== 'reported_up' && kind !== 'report_up_withdrawn') continue
    const next = {
      seq: Number(seq),
      key,
      kind,
      up: { matterId, at: String(at), by: String(by ?? ''), reason: String(reason ?? '') },
    }
    const last = latest.get(matterId)
    if (!last || next.seq > last.seq || (next.seq === last.seq && next.key > last.key)) latest.set(matterId, next)
  }
  return [...latest.values()].filter(({ kind }) => kind === 'reported_up').map(({ up }) => up)
}

export interface MatterHead {
  id: string
  number: string
  kind: string
  stage: string
  channel: string
  receivedOn: string | null
  dueOn: string | null
}

const COLUMNS = `id, coalesce(number, '') AS number, coalesce(kind, '') AS kind, coalesce(stage, '') AS stage,
  coalesce(channel, '') AS channel, received_on AS "receivedOn", due_on AS "dueOn"`

export function listHeads(sql: Sql, street: string, ids: readonly string[]): Promise<MatterHead[]> {
  if (ids.length === 0) return Promise.resolve([])
  return sql<MatterHead>(
    `SELECT ${COLUMNS} FROM matter_head WHERE street_code = $1 AND gone = 0
     AND id = ANY (ARRAY(SELECT json_array_elements_text($2::json)))`,
    [street, JSON.stringify(ids)],
  )
}

export async function findHeadByNumber(sql: Sql, street: string, number: string): Promise<MatterHead | undefined> {
  const [head] = await sql<MatterHead>(
    `SELECT ${COLUMNS} FROM matter_head WHERE street_code = $1 AND number = $2 AND gone = 0`,
    [street, number],
  )
  return head
}
