import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterPartyInput, PartyInput, PartyRole, Stage } from '../../src-shared/intake/schema.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { PARTY_VISIBLE, VISIBLE } from './visibleSql.ts'

const FIELDS = `p.kind, p.name, p.sex, p.birth_on AS birthOn, p.ethnicity, p.occupation, p.phone, p.address, p.id_type AS idType,
  p.id_number AS idNumber, p.legal_representative AS legalRepresentative, p.legal_representative_title AS legalRepresentativeTitle`

export interface MatterParty extends PartyInput {
  partyId: PartyId
  role: PartyRole
  position: number
  actsFor: string
  authority: string
}

/** The parties of a matter in order, each with the data of the surviving row where duplicates were merged. */
export function listParties(db: Db, matterId: string): MatterParty[] {
  return prepared(
    db,
    `SELECT mp.party_id AS partyId, mp.role, mp.position, mp.acts_for AS actsFor, mp.authority, ${FIELDS}
     FROM matter_party mp JOIN party own ON own.id = mp.party_id JOIN party p ON p.id = coalesce(own.merged_into, own.id)
     WHERE mp.matter_id = ? ORDER BY mp.position`,
  ).all(matterId) as MatterParty[]
}

export function findParty(
  db: Db,
  id: string,
): (PartyInput & { partyId: PartyId; mergedInto: PartyId | null }) | undefined {
  return prepared(db, `SELECT p.id AS partyId, p.merged_into AS mergedInto, ${FIELDS} FROM party p WHERE p.id = ?`).get(
    id,
  ) as (PartyInput & { partyId: PartyId; mergedInto: PartyId | null }) | undefined
}

export function saveParty(db: Db, id: PartyId, p: PartyInput, at: string): void {
  prepared(
    db,
    `INSERT INTO party (id, kind, name, sex, birth_on, ethnicity, occupation, phone, address, id_type, id_number, legal_representative, legal_representative_title, changed_at)
     VALUES (@id, @kind, @name, @sex, @birthOn, @ethnicity, @occupation, @phone, @address, @idType, @idNumber, @legalRepresentative, @legalRepresentativeTitle, @at)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, sex = excluded.sex, birth_on = excluded.birth_on, ethnicity = excluded.ethnicity,
       occupation = excluded.occupation, phone = excluded.phone, address = excluded.address, id_type = excluded.id_type, id_number = excluded.id_number,
       legal_representative = excluded.legal_representative, legal_representative_title = excluded.legal_representative_title, changed_at = excluded.changed_at`,
  ).run({ ...p, id, at })
}

/** As {@link saveParty}, for somebody who is new; by place, which costs half of by name. */
export function insertParty(db: Db, id: PartyId, p: PartyInput, at: string): void {
  prepared(
    db,
    `INSERT INTO party (id, kind, name, sex, birth_on, ethnicity, occupation, phone, address, id_type, id_number, legal_representative, legal_representative_title, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    p.kind,
    p.name,
    p.sex,
    p.birthOn,
    p.ethnicity,
    p.occupation,
    p.phone,
    p.address,
    p.idType,
    p.idNumber,
    p.legalRepresentative,
    p.legalRepresentativeTitle,
    at,
  )
}

/** As they are now, in order; only what differs is a change. */
export function replaceMatterParties(
  db: Db,
  matterId: MatterId,
  parties: readonly (MatterPartyInput & { partyId: PartyId })[],
): void {
  const upsert = prepared(
    db,
    `INSERT INTO matter_party (matter_id, party_id, position, role, acts_for, authority) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (matter_id, position) DO UPDATE SET party_id = excluded.party_id, role = excluded.role, acts_for = excluded.acts_for,
       authority = excluded.authority`,
  )
  parties.forEach((each, index) => upsert.run(matterId, each.partyId, index, each.role, each.actsFor, each.authority))
  prepared(db, 'DELETE FROM matter_party WHERE matter_id = ? AND position >= ?').run(matterId, parties.length)
}

/** The parties of a matter that has none yet. */
export function addMatterParties(
  db: Db,
  matterId: MatterId,
  parties: readonly (MatterPartyInput & { partyId: PartyId })[],
): void {
  const insert = prepared(
    db,
    'INSERT INTO matter_party (matter_id, party_id, position, role, acts_for, authority) VALUES (?, ?, ?, ?, ?, ?)',
  )
  parties.forEach((each, index) => insert.run(matterId, each.partyId, index, each.role, each.actsFor, each.authority))
}

/** How many other matters of a person, merged duplicates included, `me` may know of. */
export function countOtherMatters(db: Db, me: string, partyId: PartyId, exceptMatterId: string): number {
  const row = prepared(
    db,
    `SELECT count(DISTINCT mp.matter_id) AS n FROM party own
     JOIN party same ON same.id = coalesce(own.merged_into, own.id) OR same.merged_into = coalesce(own.merged_into, own.id)
     JOIN matter_party mp ON mp.party_id = same.id JOIN matter m ON m.id = mp.matter_id
     WHERE own.id = @partyId AND mp.matter_id <> @exceptMatterId AND ${VISIBLE}`,
  ).get({ partyId, exceptMatterId, me }) as { n: number }
  return row.n
}

export function setMerged(db: Db, id: PartyId, intoId: PartyId | null): void {
  prepared(db, 'UPDATE party SET merged_into = ? WHERE id = ?').run(intoId, id)
}

export function hasDuplicatesInto(db: Db, id: PartyId): boolean {
  return prepared(db, 'SELECT 1 FROM party WHERE merged_into = ? LIMIT 1').get(id) !== undefined
}

export interface PartyMatch extends PartyInput {
  partyId: PartyId
}

const MATCH_LIMIT = 8

export function findPartiesBy(
  db: Db,
  me: string,
  column: 'name' | 'phone' | 'id_number' | 'address',
  value: string,
): PartyMatch[] {
  return prepared(
    db,
    `SELECT p.id AS partyId, ${FIELDS} FROM party p WHERE p.${column} = @value AND p.merged_into IS NULL AND ${PARTY_VISIBLE} ORDER BY p.id DESC LIMIT ${MATCH_LIMIT}`,
  ).all({ value, me }) as PartyMatch[]
}

export interface PartyMatter {
  matterId: MatterId
  number: string
  summary: string
  receivedOn: Day
  stage: Stage
}

export function listMattersOfParty(db: Db, me: string, partyId: PartyId, limit: number): PartyMatter[] {
  return prepared(
    db,
    `SELECT DISTINCT m.id AS matterId, m.number, m.summary, m.received_on AS receivedOn, m.stage FROM party own
     JOIN matter_party mp ON mp.party_id = own.id JOIN matter m ON m.id = mp.matter_id
     WHERE (own.id = @id OR own.merged_into = @id) AND ${VISIBLE} ORDER BY m.rid DESC LIMIT @limit`,
  ).all({ id: partyId, limit, me }) as PartyMatter[]
}
