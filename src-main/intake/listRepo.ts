import type { MatterFilter, MatterRow } from '../../src-shared/intake/schema.ts'
import { startOfDay, type Day } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { HIDDEN, SEALED, VISIBLE } from './visible.ts'

const COLUMNS = `m.id, m.number, m.kind, m.stage, m.summary, m.party_names AS partyNames, coalesce(pl.name, '') AS placeName, m.channel,
  m.received_on AS receivedOn, m.entered_at AS enteredAt, m.due_on AS dueOn, coalesce(u.name, '') AS ownerName`

export interface Cursor {
  receivedOn: Day
  rid: number
}

type Parameters = Record<string, string | number>

/** WHERE terms of a filter; constant text per shape of filter, so that statements stay few and cached. */
export function whereOf(filter: MatterFilter): { terms: string[]; parameters: Parameters } {
  const terms: string[] = []
  const parameters: Parameters = {}
  const add = (term: string, name: string, value: string | number | null) => {
    if (value === null) return
    terms.push(term)
    parameters[name] = value
  }
  if (filter.isOpenOnly) terms.push('m.is_open = 1')
  add('m.kind = @kind', 'kind', filter.kind)
  add('m.place_id = @placeId', 'placeId', filter.placeId)
  add('m.channel = @channel', 'channel', filter.channel)
  add('m.received_on >= @from', 'from', filter.receivedFrom)
  add('m.received_on <= @to', 'to', filter.receivedTo)
  add('m.entered_at >= @enteredFrom', 'enteredFrom', filter.enteredFrom && startOfDay(filter.enteredFrom))
  add(
    'EXISTS (SELECT 1 FROM mediation md WHERE md.matter_id = m.id AND md.closed_on >= @closedFrom)',
    'closedFrom',
    filter.closedFrom,
  )
  add('m.owner_id = @ownerId', 'ownerId', filter.ownerId)
  if (filter.stages.length === 1) add('m.stage = @stage', 'stage', filter.stages[0] ?? null)
  else if (filter.stages.length > 1)
    add('m.stage IN (SELECT value FROM json_each(@stages))', 'stages', JSON.stringify(filter.stages))
  return { terms, parameters }
}

/** As a literal: with a bound LIMIT SQLite plans for a whole table and a page takes half as long again. */
function pageSize(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new RangeError('A page has 1 to 1000 rows')
  return limit
}

/**
 * One page of what `me` may know of, newest received first, after a cursor: as fast at the end of the list
 * as at its start.
 */
export function listMatters(
  db: Db,
  me: string,
  filter: MatterFilter,
  limit: number,
  after: Cursor | null,
): { rows: MatterRow[]; next: Cursor | null } {
  const { terms, parameters } = whereOf(filter)
  terms.push(VISIBLE)
  if (after) terms.push('(m.received_on, m.rid) < (@afterOn, @afterRid)')
  const sql = `SELECT m.rid, ${COLUMNS} FROM matter m LEFT JOIN place pl ON pl.id = m.place_id LEFT JOIN user_account u ON u.id = m.owner_id
    WHERE ${terms.join(' AND ')} ORDER BY m.received_on DESC, m.rid DESC LIMIT ${pageSize(limit)}`
  const found = prepared(db, sql).all({
    ...parameters,
    me,
    ...(after ? { afterOn: after.receivedOn, afterRid: after.rid } : {}),
  }) as (MatterRow & { rid: number })[]
  const last = found.length === limit ? found.at(-1) : undefined
  return { rows: found, next: last ? { receivedOn: last.receivedOn, rid: last.rid } : null }
}

/** How many matters of a filter `me` may know of. All are counted, from an index alone where one will do, less the hidden. */
export function countMatters(db: Db, me: string, filter: MatterFilter): number {
  const { terms, parameters } = whereOf(filter)
  const count = (from: string, all: readonly string[], bound: Parameters): number => {
    const where = all.length > 0 ? `WHERE ${all.join(' AND ')}` : ''
    return (prepared(db, `SELECT count(*) AS n FROM ${from} ${where}`).get(bound) as { n: number }).n
  }
  return count('matter m', terms, parameters) - count(SEALED, [...terms, HIDDEN], { ...parameters, me })
}
