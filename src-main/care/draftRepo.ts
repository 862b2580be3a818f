import type { OutputOf } from '../../src-shared/contract.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

type Draft = NonNullable<OutputOf<'care.draft'>>

export function listDrafts(db: Db, userId: string): Omit<Draft, 'content'>[] {
  return prepared(
    db,
    'SELECT key, title, saved_at AS savedAt FROM care_draft WHERE user_id = ? ORDER BY saved_at DESC',
  ).all(userId) as Omit<Draft, 'content'>[]
}

export function findDraft(db: Db, userId: string, key: string): Draft | undefined {
  const found = prepared(
    db,
    'SELECT key, title, content, saved_at AS savedAt FROM care_draft WHERE user_id = ? AND key = ?',
  ).get(userId, key) as (Omit<Draft, 'content'> & { content: string }) | undefined
  return found && { ...found, content: JSON.parse(found.content) as Draft['content'] }
}

export function saveDraft(db: Db, userId: string, key: string, title: string, content: unknown, at: Instant): void {
  prepared(
    db,
    `INSERT INTO care_draft (user_id, key, title, content, saved_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (user_id, key) DO UPDATE SET title = excluded.title, content = excluded.content, saved_at = excluded.saved_at`,
  ).run(userId, key, title, JSON.stringify(content), at)
}

export function deleteDraft(db: Db, userId: string, key: string): void {
  prepared(db, 'DELETE FROM care_draft WHERE user_id = ? AND key = ?').run(userId, key)
}
