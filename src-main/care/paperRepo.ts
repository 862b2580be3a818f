import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export function findPaper(db: Db, paperId: string): Uint8Array | undefined {
  return prepared(db, 'SELECT bytes FROM care_paper_bytes WHERE paper_id = ?').pluck().get(paperId) as
    Buffer | undefined
}

/** What was printed once stays as it was printed. */
export function savePaper(db: Db, paperId: string, clientId: string, bytes: Uint8Array): void {
  prepared(db, 'INSERT INTO care_paper_bytes (paper_id, client_id, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    paperId,
    clientId,
    bytes,
  )
}

/** @returns how often it was printed here, this time included */
export function countPrint(db: Db, paperId: string): number {
  return prepared(db, 'UPDATE care_paper_bytes SET prints = prints + 1 WHERE paper_id = ? RETURNING prints')
    .pluck()
    .get(paperId) as number
}

/** The print alone: it is made anew from its data when somebody asks for it. */
export function deletePaper(db: Db, paperId: string): void {
  prepared(db, 'DELETE FROM care_paper_bytes WHERE paper_id = ?').run(paperId)
}
