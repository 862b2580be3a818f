import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export function listFilesToSend(db: Db): { sha256: string; donePieces: number }[] {
  return prepared(
    db,
    `SELECT sha256, done_pieces AS donePieces FROM sync_file WHERE direction = 'up' ORDER BY wanted_at DESC`,
  ).all() as { sha256: string; donePieces: number }[]
}

/** The bytes of any paper with this sum. */
export function findFileBytes(db: Db, sha256: string): Buffer | undefined {
  return prepared(
    db,
    'SELECT b.bytes FROM document d JOIN document_bytes b ON b.document_id = d.id WHERE d.sha256 = ? LIMIT 1',
  )
    .pluck()
    .get(sha256) as Buffer | undefined
}

export function saveFileBytes(db: Db, sha256: string, bytes: Buffer): void {
  prepared(
    db,
    `INSERT INTO document_bytes (document_id, bytes) SELECT id, ? FROM document WHERE sha256 = ? ON CONFLICT (document_id) DO NOTHING`,
  ).run(bytes, sha256)
}

export function markPieces(db: Db, sha256: string, pieces: number): void {
  prepared(db, 'UPDATE sync_file SET done_pieces = ? WHERE sha256 = ?').run(pieces, sha256)
}

/** Sent or fetched: nothing of it is left to do. */
export function settleFile(db: Db, sha256: string): void {
  prepared(db, 'DELETE FROM sync_file WHERE sha256 = ?').run(sha256)
}

/** All papers that were there before the seat joined. */
export function queueAllFiles(db: Db, at: string): void {
  prepared(
    db,
    `INSERT INTO sync_file (sha256, direction, wanted_at) SELECT DISTINCT d.sha256, 'up', ? FROM document d
     JOIN document_bytes b ON b.document_id = d.id WHERE d.matter_id IS NULL OR d.matter_id NOT IN (SELECT id FROM matter WHERE is_sealed = 1)
     ON CONFLICT (sha256) DO NOTHING`,
  ).run(at)
}

export function countFiles(db: Db): { up: number; down: number } {
  const rows = prepared(db, 'SELECT direction, count(*) AS n FROM sync_file GROUP BY direction').all() as {
    direction: 'up' | 'down'
    n: number
  }[]
  const of = (direction: string): number => rows.find((row) => row.direction === direction)?.n ?? 0
  return { up: of('up'), down: of('down') }
}
