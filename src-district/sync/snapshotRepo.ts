import type { SnapshotInfo } from '../../src-shared/sync/protocol.ts'
import type { Sql } from '../db/db.ts'

/** The newest snapshot of the street. */
export async function findSnapshot(sql: Sql, streetCode: string): Promise<SnapshotInfo | undefined> {
  const [snapshot] = await sql<SnapshotInfo>(
    'SELECT id, cursor, rows, bytes, sha256 FROM snapshot WHERE street_code = $1 ORDER BY cursor DESC LIMIT 1',
    [streetCode],
  )
  return snapshot
}
