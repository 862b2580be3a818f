import type { Draft } from '../../src-shared/draft/schema.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export function saveDraft(db: Db, userId: string, key: string, title: string, content: unknown, at: string): void {
  prepared(
    db,
    `INSERT INTO draft (user_id, key, title, content, saved_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (user_id, key) DO UPDATE SET title = excluded.title, content = excluded.content, saved_at = excluded.saved_at, binned_at = NULL`,
  ).run(userId, key, title, JSON.stringify(content), at)
}

export function findDraft(db: Db, userId: string, key: string): Draft | undefined {
  const row = prepared(
    db,
    `SELECT key, title, content, saved_at AS savedAt, binned_at AS binnedAt FROM draft WHERE user_id = ? AND key = ?`,
  ).get(userId, key) as
    { key: string; title: string; content: string; savedAt: Draft['savedAt']; binnedAt: string | null } | undefined
  return (
    row && {
      key: row.key,
      title: row.title,
      content: JSON.parse(row.content) as unknown,
      savedAt: row.savedAt,
      isBinned: row.binnedAt !== null,
    }
  )
}

export function listDrafts(db: Db, userId: string, isBinned: boolean): Omit<Draft, 'content'>[] {
  const rows = prepared(
    db,
    `SELECT key, title, saved_at AS savedAt FROM draft WHERE user_id = ? AND (binned_at IS NOT NULL) = ? ORDER BY saved_at DESC`,
  ).all(userId, Number(isBinned)) as { key: string; title: string; savedAt: Draft['savedAt'] }[]
  return rows.map((row) => ({ ...row, isBinned }))
}

export function binDraft(db: Db, userId: string, key: string, at: string | null): void {
  prepared(db, 'UPDATE draft SET binned_at = ? WHERE user_id = ? AND key = ?').run(at, userId, key)
}

export function deleteDraft(db: Db, userId: string, key: string): void {
  prepared(db, 'DELETE FROM draft WHERE user_id = ? AND key = ?').run(userId, key)
}

export function emptyBin(db: Db, before: string): void {
  prepared(db, 'DELETE FROM draft WHERE binned_at < ?').run(before)
}
