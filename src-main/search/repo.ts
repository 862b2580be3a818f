import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { VISIBLE } from '../intake/visible.ts'

/** The texts of one matter that a search looks through. */
export interface SearchSource {
  number: string
  dossierNumber: string | null
  summary: string
  facts: string
  wish: string
  placeDetail: string
  placeName: string | null
  sourceUnit: string
  sourceNumber: string
  /** JSON array of the parties. */
  parties: string
  mediation: string | null
  terms: string | null
  /** Session records of a mediation, or what was written in the course of a petition or a task; one text. */
  records: string | null
}

const SOURCE = `SELECT m.number, coalesce(md.dossier_number, pt.agency_number) AS dossierNumber, m.summary, m.facts, m.wish, m.place_detail AS placeDetail, pl.name AS placeName,
    m.source_unit AS sourceUnit, m.source_number AS sourceNumber,
    (SELECT json_group_array(json_array(p.name, p.phone, p.id_number, p.address, p.legal_representative) ORDER BY mp.position)
       FROM matter_party mp JOIN party own ON own.id = mp.party_id JOIN party p ON p.id = coalesce(own.merged_into, own.id) WHERE mp.matter_id = m.id) AS parties,
    md.facts AS mediation, a.terms AS terms,
    coalesce((SELECT group_concat(s.record, char(10)) FROM mediation_session s WHERE s.matter_id = m.id), pt.texts, lt.texts) AS records
  FROM matter m LEFT JOIN place pl ON pl.id = m.place_id LEFT JOIN mediation md ON md.matter_id = m.id LEFT JOIN mediation_agreement a ON a.matter_id = m.id
    LEFT JOIN petition pt ON pt.matter_id = m.id LEFT JOIN linkage_task lt ON lt.matter_id = m.id`

export function findSearchSource(db: Db, matterId: string): SearchSource | undefined {
  return prepared(db, `${SOURCE} WHERE m.id = ?`).get(matterId) as SearchSource | undefined
}

export function putGrams(db: Db, rid: number, grams: string): void {
  prepared(db, 'INSERT OR REPLACE INTO matter_search (rowid, grams) VALUES (?, ?)').run(rid, grams)
}

/** For a rowid that is not in the index yet, which saves the search for an old entry. */
export function appendGrams(db: Db, rid: number, grams: string): void {
  prepared(db, 'INSERT INTO matter_search (rowid, grams) VALUES (?, ?)').run(rid, grams)
}

/** Rids whose search entries are still to be written, both ends included. */
export interface PendingRange {
  fromRid: number
  toRid: number
}

/** Lets the entries of new matters follow after the transaction: see `indexSlice`. Until then a search reads the rows. */
export function addPending(db: Db, { fromRid, toRid }: PendingRange): void {
  prepared(db, 'INSERT INTO search_pending (from_rid, to_rid) VALUES (?, ?)').run(fromRid, toRid)
}

/** Newest first. */
export function listPending(db: Db): PendingRange[] {
  return prepared(
    db,
    'SELECT from_rid AS fromRid, to_rid AS toRid FROM search_pending ORDER BY from_rid DESC',
  ).all() as PendingRange[]
}

/** Takes the rids up to `doneRid` out of a range. */
export function shortenPending(db: Db, { fromRid, toRid }: PendingRange, doneRid: number): void {
  prepared(db, 'DELETE FROM search_pending WHERE from_rid = ?').run(fromRid)
  if (doneRid < toRid) addPending(db, { fromRid: doneRid + 1, toRid })
}

export function listMatterIds(db: Db, fromRid: number, toRid: number): { rid: number; id: string }[] {
  return prepared(db, 'SELECT rid, id FROM matter WHERE rid BETWEEN ? AND ? ORDER BY rid').all(fromRid, toRid) as {
    rid: number
    id: string
  }[]
}

/** True while the entry of a matter waits for the background work: see `pending.ts`. */
export function isPending(db: Db, rid: number): boolean {
  return (
    prepared(db, 'SELECT 1 FROM search_pending WHERE from_rid <= @rid AND to_rid >= @rid').get({ rid }) !== undefined
  )
}

/** Rowids between the two, both included, whose entries match; newest first. */
export function* matchingRids(db: Db, match: string, fromRid: number, toRid: number): IterableIterator<number> {
  // Not from the statement cache: an iterator keeps its statement busy until it ends.
  const rows = db
    .prepare(
      'SELECT rowid AS rid FROM matter_search WHERE matter_search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC',
    )
    .iterate(match, fromRid, toRid) as IterableIterator<{ rid: number }>
  for (const { rid } of rows) yield rid
}

export interface HitRow {
  matterId: MatterId
  number: string
  dossierNumber: string | null
  kind: string
  stage: string
  summary: string
  partyNames: string
  receivedOn: string
}

/** A hit that `me` may know of. */
export function getHit(db: Db, me: string, rid: number): (HitRow & SearchSource) | undefined {
  const head = prepared(
    db,
    `SELECT m.id AS matterId, m.number, coalesce(md.dossier_number, pt.agency_number) AS dossierNumber, m.kind, m.stage, m.summary, m.party_names AS partyNames, m.received_on AS receivedOn
     FROM matter m LEFT JOIN mediation md ON md.matter_id = m.id LEFT JOIN petition pt ON pt.matter_id = m.id WHERE m.rid = @rid AND ${VISIBLE}`,
  ).get({ rid, me }) as HitRow | undefined
  if (!head) return undefined
  return { ...(findSearchSource(db, head.matterId) as SearchSource), ...head }
}
