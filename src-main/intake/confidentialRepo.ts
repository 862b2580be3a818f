import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** 1 for a matter `m` whose words stay on the screen: 要求保密 of a task, or of whoever petitions. */
export const IS_SECRET = `CASE m.kind
  WHEN 'linkage' THEN EXISTS (SELECT 1 FROM linkage_task t WHERE t.matter_id = m.id AND t.is_secret = 1)
  WHEN 'petition' THEN EXISTS (SELECT 1 FROM petition p WHERE p.matter_id = m.id AND p.wishes_secrecy = 1) ELSE 0 END`

/** Those of some matters whose words stay on the screen. */
export function findSecret(db: Db, ids: readonly string[]): Set<string> {
  const sql = `SELECT m.id FROM matter m WHERE m.id IN (SELECT value FROM json_each(?)) AND ${IS_SECRET} = 1`
  return new Set(prepared(db, sql).pluck().all(JSON.stringify(ids)) as string[])
}
