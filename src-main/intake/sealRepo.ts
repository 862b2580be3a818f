import type { Reported } from '../../src-shared/intake/schema.ts'
import type { MatterId, UserId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { HIDDEN, PARTY_VISIBLE, SEALED } from './visibleSql.ts'

/** Marks a matter sealed or open, with who may know and who is reported; an open one has neither. */
export function writeSeal(
  db: Db,
  matterId: string,
  seal: { knowers: readonly string[]; reported: readonly Reported[] } | null,
): void {
  prepared(db, 'DELETE FROM matter_access WHERE matter_id = ?').run(matterId)
  prepared(db, 'DELETE FROM matter_reported WHERE matter_id = ?').run(matterId)
  prepared(db, 'UPDATE matter SET is_sealed = ? WHERE id = ?').run(Number(seal !== null), matterId)
  const access = prepared(db, 'INSERT INTO matter_access (matter_id, user_id) VALUES (?, ?)')
  for (const userId of new Set(seal?.knowers)) access.run(matterId, userId)
  const reported = prepared(
    db,
    `INSERT INTO matter_reported (matter_id, position, kind, name, user_id)
     VALUES (?, ?, ?, ?, (SELECT id FROM user_account WHERE id = ?))`,
  )
  seal?.reported.forEach(({ kind, name, userId }, position) => reported.run(matterId, position, kind, name, userId))
}

export function listReported(db: Db, matterId: string): Reported[] {
  return prepared(
    db,
    'SELECT kind, name, user_id AS userId FROM matter_reported WHERE matter_id = ? ORDER BY position',
  ).all(matterId) as Reported[]
}

export function listKnowers(db: Db, matterId: string): { userId: UserId; name: string }[] {
  return prepared(
    db,
    'SELECT a.user_id AS userId, u.name FROM matter_access a JOIN user_account u ON u.id = a.user_id WHERE a.matter_id = ? ORDER BY u.login',
  ).all(matterId) as { userId: UserId; name: string }[]
}

export function hasAccess(db: Db, matterId: string, userId: string): boolean {
  return (
    prepared(db, 'SELECT 1 FROM matter_access WHERE matter_id = ? AND user_id = ?').get(matterId, userId) !== undefined
  )
}

/** Sealed matters that `me` may not know of. */
export function listHidden(db: Db, me: string): MatterId[] {
  const rows = prepared(db, `SELECT m.id FROM ${SEALED} WHERE ${HIDDEN}`).all({ me })
  return (rows as { id: MatterId }[]).map(({ id }) => id)
}

export function listSealed(db: Db): MatterId[] {
  return (prepared(db, 'SELECT id FROM matter WHERE is_sealed = 1').all() as { id: MatterId }[]).map(({ id }) => id)
}

/** People who are in matters that `me` may not know of, and in no other. */
export function listHiddenParties(db: Db, me: string): string[] {
  const rows = prepared(
    db,
    `SELECT DISTINCT p.id FROM matter m JOIN matter_party mp ON mp.matter_id = m.id JOIN party p ON p.id = mp.party_id
     WHERE ${HIDDEN} AND NOT ${PARTY_VISIBLE}`,
  ).all({ me })
  return (rows as { id: string }[]).map(({ id }) => id)
}

/** Not yet sealed matters that were merged into one. */
export function listOpenMergedInto(db: Db, id: string): { id: MatterId; version: number }[] {
  return prepared(db, 'SELECT id, version FROM matter WHERE merged_into = ? AND is_sealed = 0').all(id) as {
    id: MatterId
    version: number
  }[]
}

const OTHERS = `FROM party own
  JOIN party same ON same.id = coalesce(own.merged_into, own.id) OR same.merged_into = coalesce(own.merged_into, own.id)
  JOIN matter_party mp ON mp.party_id = same.id JOIN matter m ON m.id = mp.matter_id WHERE own.id = ? AND m.id <> ?`

export function hasMatterBesides(db: Db, partyId: string, matterId: string): boolean {
  return prepared(db, `SELECT 1 ${OTHERS} LIMIT 1`).get(partyId, matterId) !== undefined
}

/** True of somebody known from sealed matters and from no other, the one named left aside. */
export function isInSealedOnly(db: Db, partyId: string, exceptMatterId = ''): boolean {
  const row = prepared(db, `SELECT count(*) AS n, sum(m.is_sealed) AS sealed ${OTHERS}`).get(
    partyId,
    exceptMatterId,
  ) as {
    n: number
    sealed: number | null
  }
  return row.n > 0 && row.n === row.sealed
}

export function isMatterSealed(db: Db, matterId: string): boolean {
  return prepared(db, 'SELECT 1 FROM matter WHERE id = ? AND is_sealed = 1').get(matterId) !== undefined
}

/** False for somebody who is only in matters that `me` may not know of. */
export function isPartyKnown(db: Db, me: string, id: string): boolean {
  return prepared(db, `SELECT 1 FROM party p WHERE p.id = @id AND ${PARTY_VISIBLE}`).get({ id, me }) !== undefined
}
