import type { MatterCursor, MatterFilter, MatterOrder, MatterRow } from '../../src-shared/intake/schema.ts'
import { startOfDay } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { HIDDEN, SEALED, VISIBLE } from './visible.ts'

const COLUMNS = `m.id, m.number, m.kind, m.stage, m.summary, m.party_names AS partyNames, coalesce(pl.name, '') AS placeName, m.channel,
  m.received_on AS receivedOn, m.entered_at AS enteredAt, m.due_on AS dueOn, coalesce(u.name, '') AS ownerName`
/** 要求保密 of a task: its words stay on the screen. */
const IS_SECRET = `(m.kind = 'linkage' AND EXISTS (SELECT 1 FROM linkage_task t WHERE t.matter_id = m.id AND t.is_secret = 1)) AS isSecret`

const ORDERS: Record<MatterOrder, { by: string; after: string }> = {
  received: { by: 'm.received_on DESC, m.rid DESC', after: '(m.received_on, m.rid) < (@afterOn, @afterRid)' },
  due: {
    by: `m.due_on IS NULL, m.due_on, m.rid`,
    after: `(m.due_on IS NULL, coalesce(m.due_on, ''), m.rid) > (@afterNone, @afterDue, @afterRid)`,
  },
}

/** What a cursor binds; only what its order asks for. */
function boundOf(order: MatterOrder, after: MatterCursor | null): Parameters {
  if (!after) return {}
  if (order === 'received') return { afterOn: after.receivedOn, afterRid: after.rid }
  return { afterNone: after.dueOn === null ? 1 : 0, afterDue: after.dueOn ?? '', afterRid: after.rid }
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
  if (filter.ids.length > 0) add('m.id IN (SELECT value FROM json_each(@ids))', 'ids', JSON.stringify(filter.ids))
  add('m.kind = @kind', 'kind', filter.kind)
  // The plus keeps SQLite from reading the kinds one after the other and sorting all of them for one page.
  if (filter.kinds.length > 0)
    add('+m.kind IN (SELECT value FROM json_each(@kinds))', 'kinds', JSON.stringify(filter.kinds))
  add(
    `(m.kind <> 'linkage' OR EXISTS (SELECT 1 FROM linkage_task t WHERE t.matter_id = m.id AND t.linkage = @taskLinkage))`,
    'taskLinkage',
    filter.taskLinkage || null,
  )
  add(
    `(instr(m.number, @words) > 0 OR instr(m.source_number, @words) > 0 OR instr(m.summary, @words) > 0 OR instr(m.party_names, @words) > 0)`,
    'words',
    filter.words || null,
  )
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
  add('m.due_on <= @dueTo', 'dueTo', filter.dueTo)
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

export type ListedMatter = MatterRow & { rid: number; isSecret: 0 | 1 }

/**
 * One page of what `me` may know of, after a cursor. Newest received first, it is as fast at the end of the list as at its
 * start; by the clock that ends first, all rows of the filter are sorted for each page.
 */
export function listMatters(
  db: Db,
  me: string,
  filter: MatterFilter,
  page: { order: MatterOrder; limit: number; after: MatterCursor | null },
): { rows: ListedMatter[]; next: MatterCursor | null } {
  const { order, limit, after } = page
  const { terms, parameters } = whereOf(filter)
  terms.push(VISIBLE)
  if (after) terms.push(ORDERS[order].after)
  const sql = `SELECT m.rid, ${COLUMNS}, ${IS_SECRET} FROM matter m LEFT JOIN place pl ON pl.id = m.place_id LEFT JOIN user_account u ON u.id = m.owner_id
    WHERE ${terms.join(' AND ')} ORDER BY ${ORDERS[order].by} LIMIT ${pageSize(limit)}`
  const found = prepared(db, sql).all({ ...parameters, me, ...boundOf(order, after) }) as ListedMatter[]
  const last = found.length === limit ? found.at(-1) : undefined
  return { rows: found, next: last ? { receivedOn: last.receivedOn, dueOn: last.dueOn, rid: last.rid } : null }
}

/** All of a filter, page by page, so that the connection is free for other work in between. */
export function* eachMatter(
  db: Db,
  me: string,
  filter: MatterFilter,
  order: MatterOrder,
): IterableIterator<ListedMatter> {
  let after: MatterCursor | null = null
  do {
    const page: ReturnType<typeof listMatters> = listMatters(db, me, filter, { order, limit: 1000, after })
    yield* page.rows
    after = page.next
  } while (after)
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
