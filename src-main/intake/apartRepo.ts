import type { PartyId, UserId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** @returns false if the pair was known already */
export function addApart(db: Db, [a, b]: readonly [PartyId, PartyId], at: string, byId: UserId): boolean {
  const [first, second] = a < b ? [a, b] : [b, a]
  const { changes } = prepared(
    db,
    'INSERT INTO party_apart (party_id, other_id, at, by_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(first, second, at, byId)
  return changes > 0
}

/** Of whom it was said that they are not this person. */
export function listApart(db: Db, id: PartyId): PartyId[] {
  const rows = prepared(
    db,
    'SELECT other_id AS id FROM party_apart WHERE party_id = @id UNION SELECT party_id FROM party_apart WHERE other_id = @id',
  ).all({ id }) as { id: PartyId }[]
  return rows.map((row) => row.id)
}
